"""One of everything, with its people: what the access table is read against."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction

from candidates.application.models.applications import Application
from candidates.application.states import Standing
from candidates.hearings.models.interviews import Interview
from candidates.hearings.models.juries import JuryPosition
from candidates.selection.models.rankings import RankedList
from challenges.catalogue.models.validations import SheetValidation
from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.states import ConflictKind
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.workflow.submission import withdraw
from challenges.review.models.reading import Reading
from eig.accounts.models import User
from eig.alerts.models import Subscription
from eig.common import clock
from eig.home.groups import GROUPS
from eig.notifications.states import Policy
from eig.pages.models import Page
from eig.promotions.models.calendar import Window
from eig.promotions.states import AnnouncementKind, Stage
from mentoring.missions.models.assignments import Assignment
from tests import databases
from tests.conftest import AT
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    ApplicationFactory,
    ApplicationReadingFactory,
    CandidateConflictFactory,
    RankingFactory,
)
from tests.factories.challenges import (
    ChallengeFactory,
    ClarificationFactory,
    InvitationFactory,
    MembershipFactory,
    PositionFactory,
    SkillFactory,
    StakeholderFactory,
    StoredFileFactory,
)
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory, SheetFactory
from tests.factories.mentoring import (
    AcceptedOfferFactory,
    CheckInFactory,
    MissionFactory,
    PlacementFactory,
    SignalFactory,
)
from tests.factories.notifications import MessageFactory
from tests.factories.promotions import (
    AnnouncementFactory,
    CriterionFactory,
    ProfileFactory,
    PromotionFactory,
    QuestionFactory,
    StatementFactory,
    TargetFactory,
    WindowFactory,
)
from tests.pdf import pdf

ROLES = ("anonymous", "agent", "juror", "candidate", "mentor", "other", "staff", *GROUPS)
"""Facts first, then ``staff`` in no group, then one member of each group of the staff."""


@dataclass
class World:
    """The people by role, and the keyword arguments that name one object of each kind."""

    people: dict[str, User | None]
    objects: dict[str, dict]


@contextmanager
def furnished() -> Iterator[World]:
    """The world, in a copy of its database: it is built once a run, the copy is dropped when the context ends."""
    objects = databases.made("world", _furnish, of="deployed")
    with databases.copy("world"):
        people = {role: User.objects.filter(email=f"{role}@service.example").first() for role in ROLES}
        yield World(people, objects)


def _furnish() -> dict[str, dict]:
    with clock.moved_to(AT), transaction.atomic():
        return build(AT).objects


def build(at) -> World:
    """Fill an empty database. ``other`` is agent, juror, candidate and mentor, but of other things.

    The outside reader has the submitted challenge and the submitted application to read, and no other.
    """
    call_command("setup", verbosity=0)
    people = {role: UserFactory(email=f"{role}@service.example") for role in ROLES[1:]}
    for role in ("staff", *GROUPS):
        people[role].is_staff = True
        people[role].save()
        people[role].groups.set(Group.objects.filter(name=role))
    mine = _year(people["agent"], people["juror"], people["candidate"], people["mentor"], at)
    for reader in (people["coordination"], people["outside_readers"]):
        Reading.objects.create(
            challenge_id=mine["filed"]["pk"], reader=reader, given_by=people["coordination"], given_at=at
        )
    Assignment.objects.create(mission_id=mine["mission"]["pk"], user=people["coaches"])
    for reader in (people["coordination"], people["outside_readers"]):
        ApplicationReadingFactory(
            application_id=mine["submitted"]["pk"], reader=reader, given_by=people["coordination"], given_at=at
        )
    other = people["other"]
    _year(other, other, other, other, at)
    return World({"anonymous": None, **people}, mine)


def _year(agent: User, juror: User, candidate: User, mentor: User, at) -> dict[str, dict]:
    promotion = PromotionFactory()
    window = WindowFactory(promotion=promotion, opens_at=at - timedelta(days=2), closes_at=at + timedelta(days=2))
    calls = Window.objects.create(
        promotion=promotion, kind="call_for_candidates", opens_at=window.opens_at, closes_at=window.closes_at
    )
    question = QuestionFactory(questionnaire=promotion.challenge_questions)
    QuestionFactory(questionnaire=promotion.application_questions)
    for stage in Stage.values:
        CriterionFactory(promotion=promotion, stage=stage)
    StatementFactory(promotion=promotion)
    TargetFactory(promotion=promotion)
    draft = ChallengeFactory(promotion=promotion, authors=[agent], complete=True)
    draft.deck.file.save("presentation", ContentFile(pdf()))
    draft.simulation = StoredFileFactory()
    draft.simulation.file.save("simulation", ContentFile(pdf()))
    draft.save()
    filed = ChallengeFactory(promotion=promotion, authors=[agent], complete=True, submitted=True)
    withdrawn = ChallengeFactory(promotion=promotion, authors=[agent], submitted=True)
    withdraw(withdrawn, by=agent, at=at)
    membership = MembershipFactory(user=agent, administration=draft.administration)
    invitation = InvitationFactory(challenge=draft, by=agent)
    draft.readers.add(reader := UserFactory())
    heard, hearing = _heard(promotion, agent, juror, at)
    published = ChallengeFactory(promotion=promotion, authors=[agent], complete=True, published=True)
    StakeholderFactory(challenge=published, user=mentor)
    framed = ChallengeFactory(promotion=promotion, authors=[agent], complete=True, selected=True)
    SheetValidation.objects.create(challenge=framed, asked_at=at)
    placement, offer, checkin = _mission(published, candidate)
    mission = placement.mission
    conflict = ConflictOfInterest.objects.create(
        challenge=published, user=juror, kind=ConflictKind.OTHER, declared_at=at, declared_by=juror
    )
    apart = CandidateConflictFactory(application__promotion=promotion, application__number=98)
    interview = _interview(offer.application, published, juror, at)
    subscription = Subscription.objects.create(
        email=f"{agent.pk}@veille.example", audience="candidates", asked_at=at, told_until=at
    )
    return {
        "window": {"pk": promotion.pk, "window": calls.pk},
        "promotion": {"pk": promotion.pk},
        "promotion_page": {"slug": promotion.slug},
        "question": {"pk": question.pk},
        "draft": {"pk": draft.pk},
        "participant": {"pk": draft.pk, "user": reader.pk},
        "invitation": {"pk": invitation.pk},
        "token": {"token": invitation.token},
        "filed": {"pk": filed.pk},
        "withdrawn": {"pk": withdrawn.pk},
        "heard": {"pk": heard.pk},
        "clarification": {"pk": ClarificationFactory(challenge=heard, asked_by=juror, handed=True).pk},
        "framed": {"pk": framed.pk},
        "slug": {"slug": published.slug},
        "hearing": {"pk": hearing.pk},
        "interview": {"pk": interview.hearing_id},
        "booking": {"pk": interview.pk},
        "application": {"pk": offer.application_id},
        "submitted": {"pk": ApplicationFactory(promotion=promotion, submitted=True, number=99).pk},
        "offer": {"pk": offer.pk},
        "interview_pk": {"pk": interview.pk},
        "heard_position": {
            "pk": JuryPosition.objects.create(jury=interview.hearing.jury, position=interview.position).pk
        },
        "ranked": {"pk": RankedList.objects.first().pk},
        "mission": {"pk": mission.pk},
        "checkin": {"pk": checkin.pk},
        "form": {"pk": checkin.form_id},
        "signal": {"pk": SignalFactory(checkin=checkin).pk},
        "placement": {"pk": mission.pk, "placement": placement.pk},
        "stakeholder": {"pk": mission.pk, "stakeholder": published.stakeholders.get(user=mentor).pk},
        "message": {"pk": MessageFactory(policy=Policy.AT_MOST_ONCE, stopped_at=at).pk},
        "announcement": {"pk": AnnouncementFactory(promotion=promotion, kind=AnnouncementKind.CHALLENGES).pk},
        "profile": {"pk": ProfileFactory().pk},
        "family": {"pk": promotion.targets.get().family_id},
        "programme": {"pk": promotion.programme_id},
        "subscription": {"pk": subscription.pk},
        "alert": {"token": subscription.token},
        "page": {"slug": "programme"},
        "page_pk": {"pk": Page.objects.get(slug="programme").pk},
        "edited": {"pk": Page.objects.get(slug="programme").pk, "number": 1},
        "asked": {"pk": question.pk},
        "questionnaire": {"pk": promotion.challenge_questions_id},
        "administration": {"pk": draft.administration_id},
        "merging": {"pk": draft.administration_id, "absorbed": filed.administration_id},
        "skill": {"pk": SkillFactory(name="Dessin industriel").pk},
        "apart": {"pk": draft.administration_id, "other": filed.administration_id},
        "membership": {"pk": membership.pk},
        "jury": {"pk": hearing.jury_id},
        "conflict": {"pk": conflict.pk},
        "apart_from": {"pk": apart.pk},
        "planning": {"pk": promotion.pk, "table": "jures"},
        "link": {"pk": promotion.pk, "challenge": heard.pk, "user": juror.pk},
        "own_seat": {"pk": hearing.jury.seats.get().pk},
        "seat": {"pk": hearing.jury_id, "seat": hearing.jury.seats.get().pk},
        "user": {"pk": candidate.pk},
        "position": {"pk": offer.position_id},
    }


def _heard(promotion, agent: User, juror: User, at) -> tuple[Challenge, object]:
    heard = ChallengeFactory(promotion=promotion, authors=[agent], complete=True, preselected=True)
    jury = JuryFactory(promotion=promotion, meets_at=at - timedelta(hours=1))
    JurySeatFactory(jury=jury, user=juror, rapporteur=True)
    heard.hearing = HearingFactory(jury=jury)
    heard.save()
    return heard, heard.hearing


def _mission(published: Challenge, candidate: User):
    offer = AcceptedOfferFactory(challenge=published, user=candidate)
    offer.application.cv = StoredFileFactory()
    offer.application.cv.file.save("cv", ContentFile(pdf()))
    offer.application.save()
    mission = MissionFactory(challenge=published)
    placement = PlacementFactory(mission=mission, offer=offer)
    return placement, offer, CheckInFactory(mission=mission)


def _interview(application: Application, published: Challenge, juror: User, at) -> Interview:
    jury = JuryFactory(promotion=published.promotion, candidates=True, meets_at=at - timedelta(hours=1))
    JurySeatFactory(jury=jury, user=juror, rapporteur=True)
    hearing = HearingFactory(jury=jury)
    position = published.positions.first() or PositionFactory(challenge=published)
    RankingFactory(position=position, application=application)
    assert application.standing == Standing.RECRUITED
    SheetFactory(hearing=hearing, common=True)
    return Interview.objects.create(application=application, position=position, hearing=hearing, booked_at=at)
