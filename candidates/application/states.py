"""The life of an application, and of each of its candidacies.

The application's status speaks of the file alone; a candidacy says where the person stands for one position. What a
person reads (``Standing``) is drawn from both, and stored nowhere:

| status of the file | candidacies | standing |
|---|---|---|
| preselected | one is offered | chosen |
| preselected | else one waits | reserve |
| preselected | none was announced | preselected |
| closed | one is accepted, resigned, rescinded, declined, lapsed (the first of these) | recruited, resigned, … |
| closed | none of these | not chosen |
| any other | whatever they say | the status itself |

A file is closed when the promotion has no more to say to its author: an offer was accepted, declined or left
without an answer, nothing waits any more once one was rescinded, or no position will be offered.
"""

from collections.abc import Collection, Mapping

from eig.common.flow import Flow, Step
from eig.common.words import Words


class ApplicationStatus(Words):
    """Where a file stands; before a publication the candidate reads « déposée » whatever is prepared."""

    DRAFT = "draft", "brouillon", "new"
    SUBMITTED = "submitted", "déposée", "info"
    SET_ASIDE = "set_aside", "écartée", ""
    PRESELECTED = "preselected", "présélectionnée", "success"
    NOT_PRESELECTED = "not_preselected", "non présélectionnée", ""
    CLOSED = "closed", "close", ""
    WITHDRAWN = "withdrawn", "retirée", ""


class CandidacyStatus(Words):
    """Where a person stands for one position; what follows « ranked » is announced."""

    CONSIDERED = "considered", "à entendre", "new"
    HEARD = "heard", "entendue", "info"
    RANKED = "ranked", "classée", "info"
    WAITING = "waiting", "sur liste d’attente", "info"
    OFFERED = "offered", "poste proposé", "warning"
    ACCEPTED = "accepted", "poste accepté", "success"
    DECLINED = "declined", "poste décliné", ""
    LAPSED = "lapsed", "sans réponse", ""
    RESIGNED = "resigned", "désistement", ""
    RESCINDED = "rescinded", "proposition retirée", ""
    LEFT = "left", "quittée", ""
    NOT_KEPT = "not_kept", "non retenue", ""


class Standing(Words):
    """Where a person stands altogether, in the words that they read."""

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
    RESIGNED = "resigned", "désistement", "", "Désistement après un accord"
    RESCINDED = "rescinded", "proposition retirée", "", "Proposition retirée"
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
    Step("recruit", "Accepter le poste", (S.PRESELECTED,), S.CLOSED, "Poste accepté"),
    Step("turn_down", "Refuser le poste", (S.PRESELECTED,), S.CLOSED, "Poste décliné"),
    Step("lapse", "Constater l’absence de réponse", (S.PRESELECTED,), S.CLOSED, "Proposition restée sans réponse"),
    Step("refuse", "Ne pas retenir", (S.PRESELECTED,), S.CLOSED, "Candidature non retenue"),
    Step("close", "Clore la candidature", (S.PRESELECTED,), S.CLOSED, "Candidature close"),
    Step(
        "withdraw",
        "Retirer ma candidature",
        (S.DRAFT, S.SUBMITTED, S.PRESELECTED),
        S.WITHDRAWN,
        "Candidature retirée",
    ),
)

RUNNING = (S.DRAFT, S.SUBMITTED, S.PRESELECTED)
"""Still waiting for something."""
RANKABLE = (S.PRESELECTED, S.CLOSED)
"""What a list may name."""

C = CandidacyStatus
CANDIDACY_FLOW = Flow(
    Step("hear", "Constater l’audition", (C.CONSIDERED,), C.HEARD, "Personne entendue"),
    Step("rank", "Classer", (C.CONSIDERED, C.HEARD, C.LEFT), C.RANKED, "Personne classée"),
    Step("unrank", "Ôter de la liste", (C.RANKED,), C.CONSIDERED, "Personne ôtée de la liste"),
    Step("wait", "Mettre sur liste d’attente", (C.RANKED,), C.WAITING, "Sur liste d’attente"),
    Step(
        "offer",
        "Proposer le poste",
        (C.CONSIDERED, C.HEARD, C.RANKED, C.WAITING, C.LEFT),
        C.OFFERED,
        "Poste proposé",
    ),
    Step("accept", "Accepter le poste", (C.OFFERED,), C.ACCEPTED, "Poste accepté"),
    Step("decline", "Refuser le poste", (C.OFFERED,), C.DECLINED, "Poste décliné"),
    Step("lapse", "Constater l’absence de réponse", (C.OFFERED,), C.LAPSED, "Proposition restée sans réponse"),
    Step("resign", "Se désister", (C.ACCEPTED,), C.RESIGNED, "Désistement"),
    Step("rescind", "Retirer la proposition", (C.OFFERED, C.ACCEPTED), C.RESCINDED, "Proposition retirée"),
    Step("leave", "Quitter la liste", (C.CONSIDERED, C.HEARD, C.RANKED, C.WAITING, C.OFFERED), C.LEFT, "Liste quittée"),
    Step("come_back", "Revenir", (C.LEFT,), C.CONSIDERED, "Vœu formulé de nouveau"),
    Step("refuse", "Ne pas retenir", (C.CONSIDERED, C.HEARD, C.RANKED, C.WAITING), C.NOT_KEPT, "Non retenue"),
)
ANNOUNCED = (C.WAITING, C.OFFERED)
"""What a person whose file still runs was told."""
OUTCOMES: Mapping[str, tuple[tuple[CandidacyStatus, Standing], ...]] = {
    S.PRESELECTED: ((C.OFFERED, Standing.CHOSEN), (C.WAITING, Standing.RESERVE)),
    S.CLOSED: (
        (C.ACCEPTED, Standing.RECRUITED),
        (C.RESIGNED, Standing.RESIGNED),
        (C.RESCINDED, Standing.RESCINDED),
        (C.DECLINED, Standing.DECLINED),
        (C.LAPSED, Standing.LAPSED),
    ),
}
"""What candidacies say of a file, the first that applies."""
OTHERWISE = {S.CLOSED: Standing.NOT_CHOSEN}


def standing_of(status: str, candidacies: Collection[str]) -> Standing:
    """Where a person stands, from the status of the file and those of its candidacies."""
    found = (standing for state, standing in OUTCOMES.get(status, ()) if state in candidacies)
    return next(found, OTHERWISE.get(ApplicationStatus(status)) or Standing(status))


class Verdict(Words):
    """A pending preselection decision."""

    KEEP = "keep", "présélectionner", "success"
    REFUSE = "refuse", "ne pas présélectionner", "warning"


FILLS_ITS_SLOT = ("booked", "moved", "held")
"""The statuses of a hearing that fill their slot: those of ``candidates.hearings.states``, whose room stands above."""
