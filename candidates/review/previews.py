"""The letters that the publication of the preselection would post, before it is ordered: nothing is written."""

from candidates.application.models.applications import Application
from candidates.application.states import Verdict
from candidates.review import letters as review_letters
from eig.notifications.letters import Draft
from eig.promotions.models.programmes import Promotion


def preselection_letters(promotion: Promotion) -> list[Draft]:
    """Those of the prepared preselection: one query."""
    rows = list(Application.objects.judged().with_people().filter(promotion=promotion).order_by("number"))
    kept = [row for row in rows if row.pending_verdict == Verdict.KEEP]
    refused = [row for row in rows if row.pending_verdict == Verdict.REFUSE]
    return review_letters.preselection(kept, refused)
