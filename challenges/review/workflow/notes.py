"""What the coordination writes for itself about a file."""

from datetime import datetime

from django.db import transaction

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.workflow.choice import required
from challenges.review.models.notes import InternalNote
from eig.accounts.models import User


@transaction.atomic
def add_note(challenge: Challenge, *, text: str, by: User, at: datetime) -> InternalNote:
    """Add a note under one's name, at any status. Sent twice in a row, it is written once.

    Raises ``StepRefused`` for an empty one.
    """
    text = required(text, "Écrivez la note.")
    Challenge.objects.select_for_update(no_key=True, of=("self",)).get(pk=challenge.pk)
    last = challenge.internal_notes.first()
    if last and (last.author_id, last.text) == (by.pk, text):
        return last
    return InternalNote.objects.create(challenge=challenge, author=by, text=text, written_at=at)
