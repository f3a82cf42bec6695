"""The people around challenges: their place, their rights, what is asked of them."""

from django.db import models

from eig.common.flow import Flow, Step


class MembershipStatus(models.TextChoices):
    """Whether a person may act for an administration."""

    REQUESTED = "requested", "à confirmer"
    ACTIVE = "active", "confirmé"
    REFUSED = "refused", "refusé"
    LEFT = "left", "quitté"


MEMBERSHIP_TONES = {
    MembershipStatus.REQUESTED: "new",
    MembershipStatus.ACTIVE: "success",
    MembershipStatus.REFUSED: "error",
    MembershipStatus.LEFT: "",
}
MEMBERSHIP_FLOW = Flow(
    Step(
        "confirm",
        "Confirmer le rattachement",
        (MembershipStatus.REQUESTED, MembershipStatus.REFUSED, MembershipStatus.LEFT),
        MembershipStatus.ACTIVE,
        "Rattachement confirmé",
    ),
    Step(
        "refuse",
        "Refuser le rattachement",
        (MembershipStatus.REQUESTED, MembershipStatus.ACTIVE),
        MembershipStatus.REFUSED,
        "Rattachement refusé",
    ),
    Step(
        "leave",
        "Quitter cette administration",
        (MembershipStatus.REQUESTED, MembershipStatus.ACTIVE),
        MembershipStatus.LEFT,
        "Administration quittée",
    ),
    Step(
        "ask_again",
        "Demander à revenir",
        (MembershipStatus.LEFT,),
        MembershipStatus.REQUESTED,
        "Rattachement demandé à nouveau",
    ),
)


class AdministrationKind(models.TextChoices):
    """Who may answer the call."""

    MINISTRY = "ministry", "ministère"
    CENTRAL = "central", "administration centrale"
    OPERATOR = "operator", "opérateur de l’État"
    DECONCENTRATED = "deconcentrated", "service déconcentré"
    AUTHORITY = "authority", "autorité indépendante"
    LOCAL = "local", "collectivité territoriale"
    HOSPITAL = "hospital", "établissement de santé"


class Region(models.TextChoices):
    """Where a service stands, by the official code of its region."""

    AUVERGNE_RHONE_ALPES = "84", "Auvergne-Rhône-Alpes"
    BOURGOGNE_FRANCHE_COMTE = "27", "Bourgogne-Franche-Comté"
    BRETAGNE = "53", "Bretagne"
    CENTRE_VAL_DE_LOIRE = "24", "Centre-Val de Loire"
    CORSE = "94", "Corse"
    GRAND_EST = "44", "Grand Est"
    GUADELOUPE = "01", "Guadeloupe"
    GUYANE = "03", "Guyane"
    HAUTS_DE_FRANCE = "32", "Hauts-de-France"
    ILE_DE_FRANCE = "11", "Île-de-France"
    LA_REUNION = "04", "La Réunion"
    MARTINIQUE = "02", "Martinique"
    MAYOTTE = "06", "Mayotte"
    NORMANDIE = "28", "Normandie"
    NOUVELLE_AQUITAINE = "75", "Nouvelle-Aquitaine"
    OCCITANIE = "76", "Occitanie"
    PAYS_DE_LA_LOIRE = "52", "Pays de la Loire"
    PROVENCE_ALPES_COTE_D_AZUR = "93", "Provence-Alpes-Côte d’Azur"
    ELSEWHERE = "99", "Autre collectivité d’outre-mer ou étranger"


class HostStatus(models.TextChoices):
    """How a colleague of the host administration is employed."""

    CIVIL_SERVANT = "civil_servant", "fonctionnaire"
    CONTRACT = "contract", "agent contractuel"
    CONTRACTOR = "contractor", "prestataire"
    OTHER = "other", "autre"


class StakeholderKind(models.TextChoices):
    """What a person is to a challenge."""

    OPERATIONAL_MENTOR = "operational_mentor", "mentor opérationnel"
    HIGH_LEVEL_MENTOR = "high_level_mentor", "mentor de haut niveau"
    HR = "hr", "contact ressources humaines"
    FINANCE = "finance", "contact gestion"


class ClarificationStatus(models.TextChoices):
    """Where a juror's question stands."""

    ASKED = "asked", "à traiter"
    FORWARDED = "forwarded", "transmise aux porteurs"
    ANSWERED = "answered", "répondue"
    CLOSED = "closed", "sans suite"


Q = ClarificationStatus
CLARIFICATION_FLOW = Flow(
    Step("forward", "Transmettre aux porteurs", (Q.ASKED,), Q.FORWARDED, "Question transmise aux porteurs"),
    Step("answer", "Répondre au jury", (Q.ASKED, Q.FORWARDED), Q.ANSWERED, "Réponse donnée au jury"),
    Step("close", "Classer sans suite", (Q.ASKED, Q.FORWARDED), Q.CLOSED, "Question classée sans suite"),
)
CLARIFICATION_TONES = {Q.ASKED: "info", Q.FORWARDED: "info", Q.ANSWERED: "success", Q.CLOSED: ""}


class Right(models.TextChoices):
    """What a person may do with a file, the place in its administration apart."""

    WRITE = "write", "écrire"
    READ = "read", "lire"
    CONTACT = "contact", "être un contact"


RIGHT_SENTENCES = {
    Right.WRITE: "Écrit le dossier, le dépose et invite d’autres personnes.",
    Right.READ: "Lit tout le dossier, sans le modifier.",
    Right.CONTACT: "Figure parmi les contacts, sans voir le dossier.",
}


class InvitationStatus(models.TextChoices):
    """What became of an invitation; one whose life has ended is still « envoyée »."""

    SENT = "sent", "envoyée"
    ACCEPTED = "accepted", "acceptée"
    DECLINED = "declined", "déclinée"
    REVOKED = "revoked", "annulée"


INVITATION_FLOW = Flow(
    Step(
        "accept",
        "Accepter l’invitation",
        (InvitationStatus.SENT,),
        InvitationStatus.ACCEPTED,
        "Invitation acceptée",
    ),
    Step(
        "decline",
        "Décliner l’invitation",
        (InvitationStatus.SENT,),
        InvitationStatus.DECLINED,
        "Invitation déclinée",
    ),
    Step(
        "revoke",
        "Annuler l’invitation",
        (InvitationStatus.SENT,),
        InvitationStatus.REVOKED,
        "Invitation annulée",
    ),
)


class ConflictKind(models.TextChoices):
    """Why a person may not judge a challenge."""

    SAME_ADMINISTRATION = "same_administration", "même administration"
    FORMER_POSITION = "former_position", "ancien poste ou part prise au défi"
    DECLARED = "declared", "déclaré par la personne"
    OTHER = "other", "autre lien"


class ValidationStatus(models.TextChoices):
    """Whether the administration agrees with the public page of its challenge."""

    NEVER = "never", "validation non demandée"
    ASKED = "asked", "à valider par l’administration"
    REMARKED = "remarked", "changements proposés par l’administration"
    AGREED = "agreed", "validée par l’administration"
    CHANGED = "changed", "modifiée depuis la demande de validation"


VALIDATION_TONES = {
    ValidationStatus.NEVER: "",
    ValidationStatus.ASKED: "new",
    ValidationStatus.REMARKED: "warning",
    ValidationStatus.AGREED: "success",
    ValidationStatus.CHANGED: "",
}
