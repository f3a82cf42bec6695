"""What awaits a candidate, a juror, the coordination."""

from datetime import timedelta

import pytest

from candidates.application import todo as applications
from candidates.application.states import Verdict
from candidates.application.workflow import submission
from candidates.hearings import todo as interviews
from candidates.offers import todo as offers
from candidates.overview import todo as coordination_todo
from candidates.review import workflow as review
from tests.factories.candidates import (
    EXPIRES,
    ApplicationFactory,
    InterviewFactory,
    OfferFactory,
    RankingFactory,
    a_position,
    heard,
)
from tests.factories.juries import JurySeatFactory, SheetFactory

pytestmark = pytest.mark.django_db


def todo(user, at) -> list:
    """What every room asks of a person."""
    return [line for room in (offers, applications, interviews, coordination_todo) for line in room.todo(user, at)]


def titles(user, at) -> list[str]:
    return [line.title.replace("\u00a0", " ") for line in todo(user, at)]


def test_a_draft_is_to_finish_then_to_submit_then_waits(promotion, candidate, at, closing):
    draft = ApplicationFactory(promotion=promotion, user=candidate)
    assert titles(candidate, at) == ["Terminer ma candidature à la promotion EIG 4"]
    assert todo(candidate, at)[0].due_at == closing
    assert titles(candidate, closing) == []
    draft.delete()
    ready = ApplicationFactory(promotion=promotion, user=candidate, complete=True)
    assert titles(candidate, at) == ["Déposer ma candidature à la promotion EIG 4"]
    submission.submit(ready, by=candidate, at=at)
    (line,) = todo(candidate, at)
    assert line.waiting


def test_an_offer_is_to_answer_and_a_prepared_one_does_not_show(at):
    offer, hidden = OfferFactory(sent=True), OfferFactory()
    (line,) = todo(offer.application.user, at)
    assert line.title.startswith("Répondre à la proposition")
    assert line.due_at == EXPIRES
    assert todo(hidden.application.user, at) == []


def test_an_interview_is_to_prepare_until_it_begins(at):
    interview = InterviewFactory()
    user, starts_at = interview.application.user, interview.hearing.starts_at
    assert len(todo(user, at)) == 1
    assert todo(user, starts_at) == []


def test_jurors_owe_their_sheet_and_the_rapporteur_the_common_one(juror, at):
    interview = InterviewFactory()
    starts_at, hearing = interview.hearing.starts_at, interview.hearing
    JurySeatFactory(jury=hearing.jury, user=juror, rapporteur=True)
    assert titles(juror, starts_at - timedelta(days=1)) == []
    assert titles(juror, starts_at)[0].startswith("Noter l’audition")
    SheetFactory(hearing=hearing, juror=juror)
    assert titles(juror, starts_at)[0].startswith("Saisir la fiche commune")
    SheetFactory(hearing=hearing, common=True)
    assert titles(juror, starts_at) == []


def test_the_coordination_decides_ranks_publishes_and_follows(promotion, coordination, at, closing):
    application = ApplicationFactory(promotion=promotion, submitted=True)
    assert titles(coordination, at) == []
    assert titles(coordination, closing) == ["Préparer la présélection de 1 candidature (EIG 4)"]
    review.prepare_verdict(application, Verdict.KEEP, by=coordination, at=closing)
    assert titles(coordination, closing) == ["Publier la présélection (EIG 4)"]
    application.delete()
    position = a_position(promotion)
    someone = ApplicationFactory(promotion=promotion, preselected=True)
    heard(someone, position)
    assert titles(coordination, closing) == ["Classer 1 personne entendue (EIG 4)"]
    RankingFactory(position=position, application=someone)
    offer = OfferFactory(application=someone, position=position)
    assert titles(coordination, closing) == ["Relire et publier 1 proposition préparée (EIG 4)"]
    offer.delete()
    OfferFactory(sent=True, application=ApplicationFactory(promotion=promotion, chosen=True))
    assert titles(coordination, EXPIRES - timedelta(hours=25)) == []
    assert "1 proposition qui expire" in titles(coordination, EXPIRES - timedelta(hours=24))[0]


@pytest.mark.parametrize("count", [1, 10])
def test_the_cost_does_not_grow(candidate, juror, at, django_assert_num_queries, count):
    JurySeatFactory.create_batch(count, user=juror)
    for _ in range(count):
        ApplicationFactory(user=candidate, complete=True)
        interview = InterviewFactory(application__user=candidate)
        JurySeatFactory(jury=interview.hearing.jury, user=juror)
    late = at + timedelta(days=60)
    for user, queries in ((candidate, 12), (juror, 4)):
        user.get_all_permissions()
        with django_assert_num_queries(queries):
            todo(user, late)
