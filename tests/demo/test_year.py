"""The year of EIG 4, moment by moment: the figures are those of the real one."""

from collections import Counter
from contextlib import ExitStack

import pytest
from allauth.account.models import EmailAddress
from django.db.models import Sum

from candidates.application.models.applications import Application, Wish
from candidates.application.models.candidacies import Candidacy
from candidates.application.states import Standing
from candidates.hearings.models.interviews import Interview
from candidates.review.models.conflicts import ConflictOfInterest as CandidateConflict
from candidates.review.models.notes import InternalNote
from candidates.review.models.reading import Reading
from candidates.selection.models.offers import Offer
from candidates.selection.models.rankings import RankedLine
from challenges.administrations.models.administrations import Membership
from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.people import Stakeholder
from challenges.proposal.models.positions import Position
from challenges.proposal.rules.drafting import missing
from challenges.review.models.eligibility import EligibilityVerdict
from challenges.selection.admin.asked import ORDERS, BoardQuery
from challenges.selection.admin.choice import ChoiceBoard
from challenges.skills.models import Skill
from eig.accounts.models import User
from eig.common import clock
from eig.common.clock import shifted
from eig.demo.facts import submitted
from eig.demo.scenarios import SCENARIOS
from eig.home.todo import awaiting
from eig.juries.models.hearings import Hearing, Sheet
from eig.juries.models.juries import Jury, JurySeat
from eig.juries.models.notes import PrivateNote
from eig.notifications.models import Message
from eig.promotions.models.programmes import Promotion
from mentoring.checkins.models.blockers import Signal
from mentoring.checkins.models.checkins import CheckIn
from mentoring.missions.models.missions import Mission
from mentoring.missions.models.placements import Placement
from tests.demo import year

FAMILIES = {"developpement": 18, "design": 14, "data": 9}


def ours():
    return Challenge.objects.filter(promotion__slug="eig-4")


def statuses(rows) -> Counter:
    return Counter(rows.values_list("status", flat=True))


def check_call_open():
    found = statuses(ours())
    assert found["submitted"] >= 8
    assert found["draft"] >= 8
    shown = ours().get(title="MonitorFish")
    assert shown.status == "draft"
    assert {author.email for author in shown.authors.all()} == {"agent@demo.example", "colleague@demo.example"}
    assert list(shown.invitations.filter(status="sent").values_list("email", flat=True)) == [
        "anselme.torcadou@demo.example"
    ]
    assert len(missing(shown)) > 4
    call = Promotion.objects.get(slug="eig-4").windows.get(kind="call_for_projects")
    assert (call.closes_at - call.extended_from).days == 7
    told = Message.objects.filter(letter__startswith="challenges/extended_")
    assert set(told.values_list("letter", flat=True)) == {"challenges/extended_draft", "challenges/extended_submitted"}
    assert told.filter(user__in=shown.authors.all(), letter="challenges/extended_draft").exists()
    archive = Promotion.objects.filter(archived=True)
    assert not Membership.objects.filter(user__is_staff=True).exists()
    assert not Challenge.objects.filter(promotion__archived=True).exclude(authors=None).exists()
    kept = {promotion.name: promotion.challenges.filter(status="published").count() for promotion in archive}
    assert kept == {"EIG 1": 9, "EIG 2": 13, "EIG 3": 15, "DIG 2019": 0, "Commando UX 2020": 0}
    seats = Position.objects.filter(challenge__promotion__slug="eig-2").aggregate(all=Sum("seats"))
    assert seats["all"] == Promotion.objects.get(slug="eig-2").official_recruited == 28


def check_call_closed():
    assert statuses(ours()) == {"submitted": 29, "changes_requested": 2, "draft": 3}
    reopened = ours().exclude(reopened_until=None).get()
    assert reopened.status == "draft"
    assert "panne" in reopened.reopened_reason
    assert Message.objects.filter(letter="challenges/reopened").count() == 1
    submitted = ours().exclude(number=None)
    assert submitted.count() == 31
    for content in ("host_members", "datasets"):
        assert not submitted.filter(**{content: None}).exists()
    assert not Position.objects.filter(challenge__in=submitted, skill_links=None).exists()
    assert EligibilityVerdict.objects.filter(challenge__in=submitted).exists()
    assert set(Skill.objects.proposed().values_list("name", flat=True)) == {"Cartographie en ligne", "Données massives"}
    assert submitted.filter(positions__family__slug="design").distinct().count() == 18
    assert sorted(submitted.values_list("number", flat=True)) == list(range(1, 32))


def check_jury_week():
    assert statuses(ours()) == {"preselected": 21, "set_aside": 10, "draft": 3}
    hearings = Hearing.objects.filter(jury__stage="challenge")
    assert hearings.count() == 21
    assert JurySeat.objects.accepted().values("user").distinct().count() == 48
    assert JurySeat.objects.values("jury").distinct().count() == 8
    first = hearings.earliest("starts_at").starts_at.astimezone(clock.PARIS)
    assert (first.hour, first.minute) == (10, 30)
    assert Sheet.objects.common().count() == 9
    mine = Hearing.objects.filter(jury__seats__user__email="juror@demo.example")
    assert mine.filter(sheets=None).count() == 4
    check_life_of_juries(first)


def check_life_of_juries(day_before):
    """Something of each kind for the coordination to settle, and a day to show for the juror."""
    locked = Jury.objects.filter(status="locked").order_by("name")
    assert [jury.name for jury in locked] == ["Jury 1", "Jury 2"]
    seats = statuses(JurySeat.objects)
    assert (seats["invited"], seats["replaced"], seats["declined"]) == (1, 1, 1)
    conflicts = ConflictOfInterest.objects.standing()
    assert conflicts.count() == 2
    assert conflicts.filter(examined_at=None).count() == 1
    juror = User.objects.get(email="juror@demo.example")
    assert statuses(juror.clarifications) == {"answered": 1, "asked": 1}
    assert PrivateNote.objects.of(juror).count() == 1
    coordination = User.objects.get(email="coordination@demo.example")
    mine, _ = awaiting(coordination, shifted(day_before, 1).replace(hour=8))
    titles = {line.title.replace("\xa0", " ") for line in mine}
    assert titles >= {
        "Examiner 1 conflit d’intérêts déclaré",
        "Joindre ou remplacer 1 juré invité au Jury 7",
        "Inviter 1 suppléant proposé au Jury 8",
        "Obtenir la grille finale du Jury 3",
        "Obtenir la grille finale du Jury 4",
        "Traiter 1 question de juré",
    }


def check_choice():
    """What the juries said, in the order of the board, is what the coordination kept in 2020."""
    assert statuses(ours()) == {"preselected": 21, "set_aside": 10, "draft": 3}
    promotion = Promotion.objects.get(slug="eig-4")
    kept = {facts.title for facts in submitted() if facts.kept}
    first = {
        order: [row.challenge.title for row in ChoiceBoard(promotion, BoardQuery(order)).shown[:16]] for order in ORDERS
    }
    assert set(first["rang"]) == kept
    assert set(first["note"]) != kept, "strict and kind juries: the score alone misleads"
    rows = ChoiceBoard(promotion).shown
    assert sum(row.sheet.favourable for row in rows) == 17
    assert statuses(Jury.objects) == {"locked": 8}
    assert sum(row.sheet.favourite for row in rows) == 3
    assert {row.challenge.hearing.jury.name for row in rows if row.adjusted is None} == {"Jury 3", "Jury 7"}
    assert {len(row.spread.totals) for row in rows} == {6, 7}


def check_catalogue():
    assert statuses(ours()) == {"published": 17, "not_selected": 5, "set_aside": 10, "draft": 3}
    published = ours().filter(status="published")
    assert published.filter(is_link=True).count() == 1
    heard = published.filter(is_link=False)
    assert heard.filter(positions__family__slug="design").distinct().count() == 13
    seats = published.values_list("positions__family__slug").annotate(seats=Sum("positions__seats"))
    assert dict(seats) == FAMILIES
    targets = Promotion.objects.get(slug="eig-4").targets.values_list("family__slug", "seats")
    assert dict(targets) == FAMILIES
    ranked = Sheet.objects.common().with_score().order_by("hearing__jury", "rank")
    scores = [(sheet.hearing.jury_id, sheet.favourable, sheet.score) for sheet in ranked]
    for jury in {number for number, *_ in scores}:
        good = [score for number, favourable, score in scores if number == jury and favourable]
        bad = [score for number, favourable, score in scores if number == jury and not favourable]
        assert min(good, default=20) > max(bad, default=0)


def check_candidates_call():
    found = statuses(Application.objects)
    assert sum(found.values()) >= 300
    assert found["submitted"] >= 150
    assert found["draft"] >= 50
    assert Wish.objects.count() >= 600
    advised = Reading.objects.exclude(advice="")
    assert (Reading.objects.count(), advised.count(), InternalNote.objects.count()) == (11, 4, 1)
    assert CandidateConflict.objects.standing().filter(examined_at=None).count() == 1
    shown = Application.objects.get(user__email="candidate@demo.example")
    assert (shown.status, shown.wishes.count(), shown.cv.pages > 0) == ("draft", shown.wishes.count(), True)


def check_selection():
    found = statuses(Application.objects)
    assert found["preselected"] == 140
    assert found["set_aside"] == 10
    assert found["draft"] >= 30
    assert Interview.objects.count() == 140
    assert 40 < Sheet.objects.common().filter(hearing__jury__stage="candidate").count() < 140
    assert 0 < RankedLine.objects.current().values("ranked_list__position").distinct().count() < 40


def check_offers():
    found = statuses(Offer.objects)
    assert (found["accepted"], found["declined"]) == (24, 3)
    assert found["offered"] == 41 - 24
    shown = Offer.objects.get(application__user__email="candidate@demo.example")
    assert (shown.status, shown.position.challenge.public_title) == ("offered", "LABEL")


def check_month_3():
    accepted = Offer.objects.accepted()
    assert Counter(accepted.values_list("position__family__slug", flat=True)) == FAMILIES
    assert Application.objects.standing(Standing.RECRUITED).count() == 41
    assert statuses(Candidacy.objects)["accepted"] == 41
    missions = Mission.objects.filter(challenge__promotion__name="EIG 4")
    assert (missions.count(), Placement.objects.filter(mission__in=missions).count()) == (17, 41)
    assert Placement.objects.filter(mission__challenge__promotion__name="EIG 3", offer=None).count() == 3
    assert CheckIn.objects.filter(form__audience="mentor").count() == 170
    assert CheckIn.objects.filter(form__audience="eig").count() == 410
    assert CheckIn.objects.filter(blocked=True).count() == Signal.objects.count()
    assert statuses(Signal.objects)["acknowledged"] == 1
    assert Signal.objects.open().exists()
    mentor = Stakeholder.objects.mentors().get(user__email="mentor@demo.example")
    late = CheckIn.objects.filter(
        mission=mentor.challenge.mission, form__audience="mentor", status="expected", period__lte=3
    )
    assert list(late.values_list("period", flat=True)) == [2, 3]


MOMENTS = {
    "call-open": check_call_open,
    "call-closed": check_call_closed,
    "jury-week": check_jury_week,
    "choice": check_choice,
    "catalogue": check_catalogue,
    "candidates-call": check_candidates_call,
    "selection": check_selection,
    "offers": check_offers,
    "month-3": check_month_3,
}


@pytest.fixture
def at_moment(django_db_setup, django_db_blocker, settings):
    """Go to a moment of the year."""
    settings.DEMO = True
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        yield lambda scenario: [
            stack.enter_context(context) for context in (clock.moved_to(year.NOW), year.read(scenario))
        ]


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_each_moment_follows_the_one_before(at_moment, scenario):
    at_moment(scenario)
    MOMENTS[scenario]()


@pytest.mark.slow
def test_at_the_end_every_letter_has_left_for_somebody_invented(at_moment):
    at_moment(year.LAST)
    nobody_is_real()
    assert not Message.objects.waiting().exists()
    assert not Message.objects.failed().exists()


def nobody_is_real():
    """Every address ends with ``.example``."""
    for model, field in ((User, "email"), (EmailAddress, "email"), (Stakeholder, "email"), (Message, "to")):
        assert model.objects.exists()
        assert not model.objects.exclude(**{f"{field}__endswith": ".example"}).exists()
