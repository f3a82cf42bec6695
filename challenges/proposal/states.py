"""The statuses and steps of a challenge, and the kinds and rights of the people around it."""

from django.db import models

from eig.common.flow import Flow, Step
from eig.common.vocabulary import SiteText
from eig.common.words import Words


class HostStatus(models.TextChoices):
    """How a colleague of the host administration is employed."""

    CIVIL_SERVANT = "civil_servant", "fonctionnaire"
    CONTRACT = "contract", "agent contractuel"
    CONTRACTOR = "contractor", "prestataire"
    OTHER = "other", "autre"


class StakeholderKind(models.TextChoices):
    """The role of a mentor or contact of a challenge."""

    OPERATIONAL_MENTOR = "operational_mentor", SiteText("{mentor} opérationnel")
    HIGH_LEVEL_MENTOR = "high_level_mentor", SiteText("{sponsor}")
    HR = "hr", "contact ressources humaines"
    FINANCE = "finance", "contact gestion"


class Right(models.TextChoices):
    """What a person may do with a file, the place in its administration apart."""

    WRITE = "write", "écrire"
    READ = "read", "lire"
    CONTACT = "contact", "être un contact"


class ChallengeStatus(Words):
    """Where a challenge stands. The public and the administrations read softer words."""

    DRAFT = "draft", "brouillon", ""
    SUBMITTED = "submitted", "déposé", "info", "Déposé, en cours d’instruction"
    CHANGES_REQUESTED = "changes_requested", "correction demandée", "warning"
    PRESELECTED = "preselected", "présélectionné", "new"
    SET_ASIDE = "set_aside", "écarté", "error", "Non présélectionné"
    NOT_SELECTED = "not_selected", "non retenu", "error"
    SELECTED = "selected", "retenu", "success"
    PUBLISHED = "published", "publié", "success", "Retenu et publié"
    WITHDRAWN = "withdrawn", "retiré", ""


S = ChallengeStatus
CHALLENGE_FLOW = Flow(
    Step("submit", SiteText("Déposer le {challenge}"), (S.DRAFT,), S.SUBMITTED, SiteText("{Challenge} déposé")),
    Step("take_up", "Reprendre le dossier pour le modifier", (S.SUBMITTED,), S.DRAFT, "Dossier repris par ses auteurs"),
    Step(
        "request_changes",
        "Demander une correction",
        (S.SUBMITTED,),
        S.CHANGES_REQUESTED,
        "Correction demandée",
    ),
    Step("resubmit", "Déposer la correction", (S.CHANGES_REQUESTED,), S.SUBMITTED, "Correction déposée"),
    Step("reopen", "Rouvrir ce dossier", (S.DRAFT, S.SUBMITTED), S.DRAFT, "Dossier rouvert après la clôture"),
    Step("preselect", "Présélectionner", (S.SUBMITTED,), S.PRESELECTED, SiteText("{Challenge} présélectionné")),
    Step("set_aside", "Écarter", (S.SUBMITTED, S.CHANGES_REQUESTED), S.SET_ASIDE, SiteText("{Challenge} écarté")),
    Step(
        "bring_back",
        SiteText("Reprendre le {challenge} écarté"),
        (S.SET_ASIDE,),
        S.SUBMITTED,
        SiteText("{Challenge} repris"),
    ),
    Step(
        "enter_selected",
        "Inscrire comme retenu",
        (S.DRAFT,),
        S.SELECTED,
        "Inscrit comme retenu par la coordination",
    ),
    Step("announce_selected", "Annoncer : retenu", (S.PRESELECTED,), S.SELECTED, SiteText("{Challenge} retenu")),
    Step(
        "announce_refused",
        "Annoncer : non retenu",
        (S.PRESELECTED,),
        S.NOT_SELECTED,
        SiteText("{Challenge} non retenu"),
    ),
    Step("publish", "Publier au catalogue", (S.SELECTED,), S.PUBLISHED, SiteText("{Challenge} publié au catalogue")),
    Step(
        "withdraw",
        SiteText("Retirer le {challenge}"),
        (S.DRAFT, S.SUBMITTED, S.CHANGES_REQUESTED, S.PRESELECTED, S.SELECTED, S.PUBLISHED),
        S.WITHDRAWN,
        SiteText("{Challenge} retiré"),
    ),
    Step("restore_draft", "Annuler le retrait", (S.WITHDRAWN,), S.DRAFT, "Retrait annulé"),
    Step("restore_submitted", "Annuler le retrait", (S.WITHDRAWN,), S.SUBMITTED, "Retrait annulé"),
)


class Decision(models.TextChoices):
    """A pending decision: quiet, reversible, announced later with all the others."""

    KEEP = "keep", "retenir"
    REFUSE = "refuse", "ne pas retenir"
