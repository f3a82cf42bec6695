"""What Django and the browser keep of people, which no app of ours owns."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from dsfr.models import DsfrConfig, DsfrSocialMedia

from eig.accounts.personal import ACCESS, SELF, SHORT
from eig.common.personal import Apart, Kept, Nobody, Persons, Retention
from eig.journal.personal import AUTHORSHIP, STORY

OPERATORS = "l’organisme qui exploite le service"
HOSTED = Retention("selon l’organisme qui exploite le service")
SIGN_OUT = Retention("jusqu’à l’enregistrement ou la déconnexion", applied=True)

COOKIES = Kept(ACCESS, "identifiants de session", "Rester connecté, protéger les formulaires.", (SELF,), (SHORT,))
TYPED = Kept(
    ACCESS,
    "texte en cours de saisie",
    "Ne rien perdre quand le réseau ou la session s’interrompt.",
    (SELF,),
    (SIGN_OUT,),
)
LOGGED = Kept(
    ACCESS,
    "adresse IP, navigateur, page demandée, numéro du compte",
    "Comprendre une panne, repérer une attaque.",
    (OPERATORS,),
    (HOSTED,),
)

CRASHED = Kept(
    ACCESS,
    "page demandée et trace d’une panne, sans ce qui était saisi",
    "Réparer une panne.",
    (OPERATORS,),
    (HOSTED,),
)

SITE = (
    "language site_title site_tagline notice_title notice_description notice_type notice_link notice_icon_class "
    "notice_is_collapsible header_brand header_brand_html beta_tag footer_brand footer_brand_html footer_description "
    "newsletter_description newsletter_url operator_logo_file operator_logo_alt operator_logo_width mourning "
    "accessibility_status"
)

TABLES = (
    Persons(
        LogEntry,
        {"user action_time": AUTHORSHIP, "content_type object_id object_repr change_message": STORY},
        nothing="action_flag",
    ),
    Nobody(ContentType, "liste des tables", "app_label model"),
    Nobody(DsfrConfig, "apparence du site", SITE),
    Nobody(DsfrSocialMedia, "liens du site", "site_config title url icon_class"),
)
APART = (
    Apart("Témoins de connexion (cookies)", COOKIES),
    Apart("Mémoire du navigateur de la personne", TYPED),
    Apart("Journaux techniques du serveur", LOGGED),
    Apart("Suivi des pannes, s’il est branché (Sentry)", CRASHED),
)
