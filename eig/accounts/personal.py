"""What is kept of people who have an account, and the words for who reads it."""

from enum import StrEnum

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session

from eig.accounts.models import User
from eig.common.personal import Activity, Apart, Kept, Nobody, Persons, Retention

PUBLIC_INTEREST = "Mission d’intérêt public (RGPD, article 6, 1, e)"
CONSENT = "Consentement (RGPD, article 6, 1, a)"


class Staff(StrEnum):
    """The groups of the team, by name, as readers of personal data."""

    COORDINATION = "la coordination"
    DIRECTION = "la direction"
    COACHES = "les coachs"
    HR = "les ressources humaines"
    DPO = "la personne déléguée à la protection des données"
    OUTSIDE_READERS = "les lecteurs extérieurs, pour les dossiers qui leur sont confiés"


SELF = "la personne elle-même"
PARTNERS = "celles qui partagent avec elle un dossier, un jury ou une mission"
NOBODY = "le service lui-même, sans lecteur"
EVERYONE = "tout le monde"

ACCESS = Activity(
    "Comptes et accès",
    "Reconnaître chaque personne, protéger son accès, lui ouvrir ce qui la concerne et rien d’autre.",
    PUBLIC_INTEREST,
    "Toute personne qui a un compte.",
)
UNUSED = Retention("après la dernière connexion", "account")
WITH_ACCOUNT = Retention("autant que le compte")
SHORT = Retention("deux semaines après la connexion")
QUARTER = Retention("un quart d’heure")
HOUR = Retention("une heure")

IDENTITY = Kept(
    ACCESS,
    "identité",
    "Savoir à qui l’on s’adresse.",
    (SELF, PARTNERS, Staff.COORDINATION, Staff.DPO),
    (UNUSED,),
)
ADDRESS = Kept(
    ACCESS,
    "adresse électronique",
    "Se connecter, recevoir ses courriers.",
    (SELF, PARTNERS, Staff.COORDINATION, Staff.DPO),
    (UNUSED,),
)
RIGHTS = Kept(
    ACCESS,
    "droits dans l’équipe",
    "N’ouvrir les dossiers qu’à ceux qui en ont la charge.",
    (Staff.COORDINATION, Staff.DPO),
    (WITH_ACCOUNT,),
)
SEEN = Kept(
    ACCESS,
    "dates de connexion",
    "Repérer un compte inutilisé ou un accès anormal.",
    (Staff.COORDINATION, Staff.DPO),
    (WITH_ACCOUNT,),
)
PROOF = Kept(ACCESS, "preuves d’identité", "Vérifier qui se connecte.", (NOBODY,), (WITH_ACCOUNT,))
SESSION = Kept(ACCESS, "session", "Rester connecté d’une page à l’autre.", (NOBODY,), (SHORT,))
CODES = Kept(ACCESS, "codes envoyés", "Vérifier une adresse électronique.", (NOBODY,), (QUARTER,))
ATTESTED = Kept(
    ACCESS,
    "identité attestée par ProConnect",
    "Reconnaître un agent et son administration.",
    (NOBODY,),
    (WITH_ACCOUNT,),
)
TRIES = Kept(
    ACCESS,
    "adresse IP, adresse électronique essayée",
    "Limiter les essais de mots de passe et de codes.",
    (NOBODY,),
    (HOUR,),
)

TABLES = (
    Persons(
        User,
        {
            "first_name last_name": IDENTITY,
            "email": ADDRESS,
            "password": PROOF,
            "last_login date_joined": SEEN,
            "is_active is_staff is_superuser groups user_permissions": RIGHTS,
        },
    ),
    Persons(EmailAddress, {"user email verified primary": ADDRESS}),
    Persons(EmailConfirmation, {"email_address created sent key": CODES}),
    Persons(
        Authenticator,
        {"user type data created_at last_used_at": PROOF},
        labels={
            "type": "nature de la seconde preuve",
            "data": "secret de la seconde preuve, chiffres de secours",
            "created_at": "configurée le",
            "last_used_at": "utilisée le",
        },
    ),
    Persons(
        SocialAccount,
        {"user provider uid last_login date_joined extra_data": ATTESTED},
        labels={"uid": "identifiant chez ProConnect", "extra_data": "attributs transmis"},
    ),
    Persons(SocialToken, {"app account token token_secret expires_at": ATTESTED}),
    Persons(Session, {"session_key session_data expire_date": SESSION}),
    Nobody(SocialApp, "réglages de ProConnect", "provider provider_id name client_id secret key settings"),
    Nobody(Group, "groupes de l’équipe", "name permissions"),
    Nobody(Permission, "droits que l’on peut donner", "name content_type codename"),
)
APART = (Apart("Compteurs d’essais", TRIES, table="django_cache"),)
