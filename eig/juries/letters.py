"""What jurors are told."""

from django.urls import reverse

from eig.common.dates import clock_time
from eig.juries.models import JurySeat
from eig.notifications.letters import Draft, absolute, letter

SEATED = letter(
    "juries/seated",
    "Invitation d’un juré",
    "vous avez accepté de siéger dans un jury du programme",
    prenom="Camille",
    jury="Jury 3",
    promotion="EIG 4",
    quand="mardi 24 mars 2020, matin, à partir de 10 h 30",
    lieu="20 avenue de Ségur, Paris",
    role="En tant que rapporteur, vous saisirez la fiche commune du jury après chaque délibération.",
    lien="https://eig.example/jury/",
)
MEMBER = "Le rapporteur du jury saisira la fiche commune après chaque délibération."
RAPPORTEUR = "En tant que rapporteur, vous saisirez la fiche commune du jury après chaque délibération."


def seated(seat: JurySeat) -> list[Draft]:
    """To the juror: when, where, and the files to read. Once as a member, once as the rapporteur."""
    jury = seat.jury
    context = {
        "prenom": seat.user.first_name or str(seat.user),
        "jury": jury.name,
        "promotion": jury.promotion.name,
        "quand": f"{jury.half_day}, à partir de {clock_time(jury.meets_at)} (heure de Paris)",
        "lieu": jury.place or "le lieu vous sera précisé par la coordination",
        "role": RAPPORTEUR if seat.rapporteur else MEMBER,
        "lien": absolute(reverse("juries:desk")),
    }
    role = "rapporteur" if seat.rapporteur else "member"
    return [Draft(SEATED, f"juries.seated:{jury.pk}:{role}", seat.user, context, scope=jury.promotion.scope)]
