"""What the coordination still owes the juries: links to examine, grids to obtain."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.states import ConflictKind
from challenges.hearings.todo.juries import todo
from challenges.hearings.workflow.conflicts import declare_conflict, lift_conflict, set_oneself_aside
from challenges.proposal.workflow.submission import withdraw
from eig.common import clock as product_clock
from eig.journal.models import Entry
from eig.juries.models.juries import Jury
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory
from tests.factories.juries import MARCH_24, HearingFactory, JuryFactory, JurySeatFactory
from tests.factories.promotions import PromotionFactory

pytestmark = pytest.mark.django_db

BEFORE = MARCH_24 - timedelta(days=3)
DELIBERATED = MARCH_24 + timedelta(minutes=70)


@pytest.fixture
def promotion():
    return PromotionFactory(name="EIG 4")


def heard(promotion, **jury):
    hearing = HearingFactory(jury=JuryFactory(promotion=promotion, **jury))
    return ChallengeFactory(preselected=True, promotion=promotion, hearing=hearing)


def aside(challenge, **user):
    juror = JurySeatFactory(jury=challenge.hearing.jury, user=UserFactory(**user)).user
    set_oneself_aside(challenge, kind=ConflictKind.DECLARED, reason="Ma sœur y travaille", by=juror, at=BEFORE)
    return juror


def titles(user, at=BEFORE):
    return [line.title.replace("\xa0", " ") for line in todo(user, at)]


class TestConflicts:
    def test_what_jurors_declare_is_to_examine_once(self, promotion, coordination):
        challenge = heard(promotion)
        first, second = aside(challenge), aside(challenge)
        (line,) = todo(coordination, BEFORE)
        assert line.title == "Examiner 2\xa0conflits d’intérêts déclarés"
        assert line.url == reverse("admin:challenges_planning", args=[promotion.pk]) + "#liens"
        for _ in range(2):
            declare_conflict(challenge, first, by=coordination, at=BEFORE)
        assert titles(coordination) == ["Examiner 1 conflit d’intérêts déclaré"]
        assert Entry.objects.about(challenge).filter(verb="examine_conflict").count() == 1
        lift_conflict(challenge, second, reason="Autre direction", by=coordination, at=BEFORE)
        assert titles(coordination) == []

    def test_the_juror_cannot_examine_their_own(self, promotion, coordination):
        challenge = heard(promotion)
        declare_conflict(challenge, aside(challenge), by=challenge.conflicts.get().user, at=BEFORE)
        assert ConflictOfInterest.objects.get().examined_at is None

    def test_what_the_coordination_declares_it_has_looked_at(self, promotion, coordination, juror):
        declare_conflict(heard(promotion), juror, by=coordination, at=BEFORE)
        assert titles(coordination) == []
        assert ConflictOfInterest.objects.get().examined_at == BEFORE

    def test_declared_again_it_is_to_examine_again(self, promotion, coordination):
        challenge = heard(promotion)
        juror = aside(challenge)
        lift_conflict(challenge, juror, reason="Homonyme", by=coordination, at=BEFORE)
        set_oneself_aside(challenge, kind=ConflictKind.DECLARED, reason="Non, ma sœur", by=juror, at=BEFORE)
        assert titles(coordination) == ["Examiner 1 conflit d’intérêts déclaré"]

    def test_nothing_once_the_choice_is_made(self, promotion, coordination):
        aside(heard(promotion))
        promotion.challenges.update(status="not_selected")
        assert titles(coordination) == []

    def test_the_page_says_what_was_declared_and_confirms_it(self, promotion, coordination, client_for):
        challenge = heard(promotion)
        juror = aside(challenge, first_name="Nadia")
        client = client_for(coordination)
        page = reverse("admin:challenges_conflict_lift", args=[promotion.pk, challenge.pk, juror.pk])
        with product_clock.moved_to(BEFORE):
            planning = client.get(reverse("admin:challenges_planning", args=[promotion.pk])).content.decode()
            html = client.get(page).content.decode()
            assert client.post(page, {"aside": "1"}).status_code == 302
            again = client.get(page).content.decode()
        assert "À examiner." in planning
        assert page in planning
        assert "Ma sœur y travaille" in html
        assert f"Confirmer&nbsp;: ce dossier reste fermé à {juror}" in html
        assert "examiné le samedi 21" in again.replace("\xa0", " ")
        assert titles(coordination) == []

    def test_the_database_lifts_nothing_unexamined(self, promotion):
        aside(heard(promotion))
        with pytest.raises(IntegrityError, match="lifted_when_examined"), transaction.atomic():
            ConflictOfInterest.objects.update(stands=False)


class TestGrids:
    def test_the_grid_is_asked_for_once_the_jury_has_deliberated(self, promotion, coordination):
        challenge = heard(promotion, name="Jury 1")
        assert titles(coordination, DELIBERATED - timedelta(minutes=1)) == []
        (line,) = todo(coordination, DELIBERATED)
        assert (line.title, line.due_at, line.waiting) == ("Obtenir la grille finale du Jury 1", DELIBERATED, False)
        assert line.url == reverse("admin:juries_jury_change", args=[challenge.hearing.jury_id])

    def test_a_jury_of_three_is_one_line(self, promotion, coordination):
        jury = JuryFactory(promotion=promotion)
        for number in range(3):
            hearing = HearingFactory(jury=jury, starts_at=MARCH_24 + timedelta(hours=number))
            ChallengeFactory(preselected=True, promotion=promotion, hearing=hearing)
        assert titles(coordination, DELIBERATED) == []
        assert len(titles(coordination, DELIBERATED + timedelta(hours=2))) == 1

    def test_not_what_is_handed_in_nor_what_nobody_waits_for(self, promotion, coordination):
        locked, gone = heard(promotion), heard(promotion)
        heard(PromotionFactory(archived=True))
        Jury.objects.filter(pk=locked.hearing.jury_id).update(status="locked")
        withdraw(gone, by=coordination, at=BEFORE)
        assert titles(coordination, DELIBERATED) == []


def test_jurors_are_asked_nothing_of_it(promotion, juror):
    aside(heard(promotion))
    assert todo(juror, DELIBERATED) == []


@pytest.mark.parametrize("count", [1, 30])
def test_the_cost_does_not_grow(promotion, coordination, count, django_assert_num_queries):
    for number in range(count):
        aside(heard(promotion, place=f"Salle {number}"))
    todo(coordination, DELIBERATED)
    with django_assert_num_queries(2):
        assert len(todo(coordination, DELIBERATED)) == count + 1
