"""What is kept of those who asked to be told, without an account."""

from eig.accounts.personal import CONSENT, SELF, Staff
from eig.alerts.models import KEPT_UNCONFIRMED, Subscription
from eig.common.personal import Activity, Kept, Persons, Retention
from eig.common.text import plural

NEWS = Activity(
    "Abonnements aux nouvelles",
    "Annoncer les appels et les publications à qui l’a demandé.",
    CONSENT,
    "Les personnes abonnées, sans compte.",
)
ENDED = Retention("jusqu’à ce que la personne se désabonne, d’un clic", applied=True)
UNCONFIRMED = Retention(plural(KEPT_UNCONFIRMED.days, "jour"), case="adresse jamais confirmée", applied=True)
SUBSCRIBED = Kept(
    NEWS,
    "adresse électronique, profils et région choisis",
    "Écrire quand il y a une nouvelle, et seulement celles qui sont attendues.",
    (SELF, Staff.COORDINATION),
    (ENDED, UNCONFIRMED),
)

TABLES = (
    Persons(
        Subscription,
        {"email audience families region status token asked_at confirmed_at": SUBSCRIBED},
        nothing="told_until",
        labels={"token": "jeton des pages de l’abonnement"},
    ),
)
