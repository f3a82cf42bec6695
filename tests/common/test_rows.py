"""A row deleted in the very instant when a verb takes it is said, and is no error."""

from datetime import datetime

import pytest

from challenges.review.models.reading import Reading
from challenges.skills.models import Skill
from challenges.skills.workflow import rename_skill
from eig.common.clock import PARIS
from eig.common.flow import StepRefused
from eig.juries.models.juries import Jury
from eig.juries.workflow.seats import lock
from eig.promotions.models.calendar import Window
from eig.promotions.workflow.calendar import extend_window
from eig.reviewing.workflow.reading import advise, take_back
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, SkillFactory
from tests.factories.juries import JuryFactory
from tests.factories.promotions import WindowFactory

pytestmark = pytest.mark.django_db
AT = datetime(2020, 3, 2, 10, tzinfo=PARIS)


def a_reading():
    challenge, reader = ChallengeFactory(submitted=True), UserFactory(is_staff=True)
    return Reading.objects.create(challenge=challenge, reader=reader, given_by=reader, given_at=AT)


CASES = [
    (a_reading, Reading, lambda row, by, at: advise(row, advice="favourable", by=by, at=at)),
    (a_reading, Reading, lambda row, by, at: take_back(row, by=by, at=at)),
    (SkillFactory, Skill, lambda row, by, at: rename_skill(row, "Rust", "development", by=by, at=at)),
    (JuryFactory, Jury, lambda row, by, at: lock(row)),
    (WindowFactory, Window, lambda row, by, at: extend_window(row, closes_at=at, reason="Pont", by=by, at=at)),
]


@pytest.mark.parametrize(("factory", "model", "verb"), CASES)
def test_a_row_that_is_gone_is_refused_in_words(factory, model, verb, coordination, at):
    row = factory()
    model.objects.filter(pk=row.pk).delete()
    with pytest.raises(StepRefused, match="n’existe plus"):
        verb(row, coordination, at)
