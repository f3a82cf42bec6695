"""What an offer that is answered, or lapsed, makes of the file: its candidacy says so, every other list is left."""

from collections.abc import Sequence
from datetime import datetime

from candidates.application.models.candidacies import Candidacy, CandidacyQuerySet
from candidates.application.workflow.candidacies import leave_others, move
from candidates.selection.models.offers import Offer
from eig.accounts.models import User
from eig.journal.steps import take_step


def settle(offers: Sequence[Offer], candidacy_step: str, file_step: str, *, by: User | None, at: datetime) -> None:
    """Move the candidacies of some offers, leave the other lists, close the files; one position, so one offer each."""
    move(candidacies_of(offers), candidacy_step, by=by, at=at)
    people = [offer.application for offer in offers]
    leave_others(people, by=by, at=at)
    take_step(people, file_step, by=by, at=at)


def candidacies_of(offers: Sequence[Offer]) -> CandidacyQuerySet:
    """The candidacies that some offers of one position answer."""
    positions = {offer.position_id for offer in offers}
    return Candidacy.objects.of([offer.application for offer in offers]).filter(position__in=positions)
