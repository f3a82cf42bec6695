"""The life of an application."""

from eig.common.flow import Flow, Step
from eig.common.words import Words


class ApplicationStatus(Words):
    """Where an application stands; before a publication the candidate reads « déposée » whatever is prepared."""

    DRAFT = "draft", "brouillon", "new", "Brouillon, pas encore déposée"
    SUBMITTED = "submitted", "déposée", "info", "Déposée, en cours d’examen"
    SET_ASIDE = "set_aside", "écartée", "", "Non retenue à cette étape"
    PRESELECTED = "preselected", "présélectionnée", "success", "Présélectionnée pour les auditions"
    NOT_PRESELECTED = "not_preselected", "non présélectionnée", ""
    CHOSEN = "chosen", "proposition faite", "warning", "Un poste vous est proposé"
    RESERVE = "reserve", "sur liste d’attente", "info"
    NOT_CHOSEN = "not_chosen", "non retenue", ""
    RECRUITED = "recruited", "lauréat", "success", "Poste accepté"
    DECLINED = "declined", "poste décliné", "", "Proposition refusée"
    LAPSED = "lapsed", "sans réponse", "", "Proposition restée sans réponse"
    WITHDRAWN = "withdrawn", "retirée", ""


S = ApplicationStatus
APPLICATION_FLOW = Flow(
    Step("submit", "Déposer ma candidature", (S.DRAFT,), S.SUBMITTED, "Candidature déposée"),
    Step("reopen", "Reprendre ma candidature", (S.SUBMITTED, S.WITHDRAWN), S.DRAFT, "Candidature reprise"),
    Step(
        "count_last",
        "Compter le dernier dépôt",
        (S.DRAFT,),
        S.SUBMITTED,
        "Le dernier dépôt compte, faute d’un autre",
    ),
    Step("set_aside", "Écarter", (S.SUBMITTED,), S.SET_ASIDE, "Candidature écartée"),
    Step(
        "announce_preselected",
        "Annoncer : présélection",
        (S.SUBMITTED,),
        S.PRESELECTED,
        "Candidature présélectionnée",
    ),
    Step(
        "announce_not_preselected",
        "Annoncer : non présélectionnée",
        (S.SUBMITTED,),
        S.NOT_PRESELECTED,
        "Candidature non présélectionnée",
    ),
    Step("choose", "Proposer un poste", (S.PRESELECTED, S.RESERVE), S.CHOSEN, "Poste proposé"),
    Step("reserve", "Mettre sur liste d’attente", (S.PRESELECTED, S.CHOSEN), S.RESERVE, "Sur liste d’attente"),
    Step(
        "refuse",
        "Ne pas retenir",
        (S.PRESELECTED, S.RESERVE, S.CHOSEN),
        S.NOT_CHOSEN,
        "Candidature non retenue",
    ),
    Step("recruit", "Accepter le poste", (S.CHOSEN,), S.RECRUITED, "Poste accepté"),
    Step("turn_down", "Refuser le poste", (S.CHOSEN,), S.DECLINED, "Poste décliné"),
    Step("lapse", "Constater l’absence de réponse", (S.CHOSEN,), S.LAPSED, "Proposition restée sans réponse"),
    Step(
        "withdraw",
        "Retirer ma candidature",
        (S.DRAFT, S.SUBMITTED, S.PRESELECTED, S.CHOSEN, S.RESERVE),
        S.WITHDRAWN,
        "Candidature retirée",
    ),
)

# Past the hearings and still able to take a seat.
IN_CONTENTION = (S.PRESELECTED, S.RESERVE)
# Still waiting for something.
RUNNING = (S.DRAFT, S.SUBMITTED, S.PRESELECTED, S.RESERVE, S.CHOSEN)
# What a jury hears and a list may name.
HEARD = (S.PRESELECTED, S.RESERVE, S.CHOSEN, S.NOT_CHOSEN, S.RECRUITED, S.DECLINED, S.LAPSED)


class Verdict(Words):
    """A pending preselection decision."""

    KEEP = "keep", "présélectionner", "success"
    REFUSE = "refuse", "ne pas présélectionner", "warning"
