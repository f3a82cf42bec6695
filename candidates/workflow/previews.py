"""The letters that a publication would post, before it is ordered: nothing is written."""

from datetime import datetime

from candidates import letters
from candidates.models import Application, Offer
from candidates.states import Verdict
from candidates.workflow.publication import split_others
from candidates.workflow.succession import limit
from eig.notifications.letters import Draft
from eig.promotions.models import Promotion


def preselection_letters(promotion: Promotion) -> list[Draft]:
    """Those of the prepared preselection: one query."""
    rows = list(Application.objects.judged().with_people().filter(promotion=promotion).order_by("number"))
    kept = [row for row in rows if row.pending_verdict == Verdict.KEEP]
    refused = [row for row in rows if row.pending_verdict == Verdict.REFUSE]
    return letters.preselection(kept, refused)


def offer_letters(promotion: Promotion, at: datetime) -> list[Draft]:
    """Those of the prepared offers, as if they were published at ``at``: three queries."""
    offers = list(
        Offer.objects.prepared().with_names().filter(application__promotion=promotion).order_by("position", "seat")
    )
    for offer in offers:
        offer.made_at, offer.expires_at = at, limit(promotion, at)
    reserve, refused = split_others(promotion, [offer.application for offer in offers])
    return [*letters.offered(offers), *letters.reserve(reserve), *letters.not_chosen(refused)]
