"""The life of an offer."""

from eig.common.flow import Flow, Step
from eig.common.words import Words


class OfferStatus(Words):
    """The life of an offer; the live ones hold a seat."""

    PREPARED = "prepared", "préparée", "new"
    OFFERED = "offered", "en attente de réponse", "warning"
    ACCEPTED = "accepted", "acceptée", "success"
    DECLINED = "declined", "refusée", ""
    EXPIRED = "expired", "expirée", ""
    CANCELLED = "cancelled", "annulée", ""
    RESIGNED = "resigned", "désistement", ""
    RESCINDED = "rescinded", "retirée", ""


LIVE = (OfferStatus.PREPARED, OfferStatus.OFFERED, OfferStatus.ACCEPTED)
OFFER_FLOW = Flow(
    Step("make", "Envoyer la proposition", (OfferStatus.PREPARED,), OfferStatus.OFFERED, "Proposition envoyée"),
    Step("accept", "Accepter", (OfferStatus.OFFERED,), OfferStatus.ACCEPTED, "Proposition acceptée"),
    Step("decline", "Refuser", (OfferStatus.OFFERED,), OfferStatus.DECLINED, "Proposition refusée"),
    Step(
        "accept_for",
        "Accepter en son nom",
        (OfferStatus.OFFERED,),
        OfferStatus.ACCEPTED,
        "Proposition acceptée en son nom",
    ),
    Step(
        "decline_for",
        "Refuser en son nom",
        (OfferStatus.OFFERED,),
        OfferStatus.DECLINED,
        "Proposition refusée en son nom",
    ),
    Step("extend", "Prolonger le délai", (OfferStatus.OFFERED,), OfferStatus.OFFERED, "Délai de réponse prolongé"),
    Step("resign", "Enregistrer un désistement", (OfferStatus.ACCEPTED,), OfferStatus.RESIGNED, "Désistement"),
    Step(
        "rescind",
        "Retirer la proposition",
        (OfferStatus.OFFERED, OfferStatus.ACCEPTED),
        OfferStatus.RESCINDED,
        "Proposition retirée",
    ),
    Step("expire", "Constater l’expiration", (OfferStatus.OFFERED,), OfferStatus.EXPIRED, "Proposition expirée"),
    Step(
        "cancel",
        "Annuler la proposition",
        (OfferStatus.PREPARED, OfferStatus.OFFERED),
        OfferStatus.CANCELLED,
        "Proposition annulée",
    ),
)
