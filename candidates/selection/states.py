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


LIVE = (OfferStatus.PREPARED, OfferStatus.OFFERED, OfferStatus.ACCEPTED)
OFFER_FLOW = Flow(
    Step("make", "Envoyer la proposition", (OfferStatus.PREPARED,), OfferStatus.OFFERED, "Proposition envoyée"),
    Step("accept", "Accepter", (OfferStatus.OFFERED,), OfferStatus.ACCEPTED, "Proposition acceptée"),
    Step("decline", "Refuser", (OfferStatus.OFFERED,), OfferStatus.DECLINED, "Proposition refusée"),
    Step("expire", "Constater l’expiration", (OfferStatus.OFFERED,), OfferStatus.EXPIRED, "Proposition expirée"),
    Step(
        "cancel",
        "Annuler la proposition",
        (OfferStatus.PREPARED, OfferStatus.OFFERED),
        OfferStatus.CANCELLED,
        "Proposition annulée",
    ),
)
