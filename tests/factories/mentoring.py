"""Missions, placements and check-ins, from the accepted offers that they need."""

from datetime import date, datetime

import factory
from factory.django import DjangoModelFactory

from candidates.application.models.applications import Application
from candidates.application.models.candidacies import Candidacy
from candidates.application.states import ApplicationStatus, CandidacyStatus
from candidates.selection.models.offers import Offer
from candidates.selection.states import OfferStatus
from challenges.administrations.models.administrations import Administration
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.people import Stakeholder
from challenges.proposal.models.positions import Position
from challenges.proposal.states import ChallengeStatus, StakeholderKind
from eig.common.clock import PARIS
from mentoring.checkins.models.blockers import Signal
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.models.forms import Form
from mentoring.checkins.periods import periods
from mentoring.checkins.states import Audience, CheckInStatus, Mood, Rhythm
from mentoring.missions.models.missions import Mission
from mentoring.missions.models.placements import Placement
from tests.factories.accounts import UserFactory
from tests.factories.promotions import ProfileFamilyFactory, PromotionFactory

SUMMER = datetime(2020, 7, 20, 10, tzinfo=PARIS)


class HostFactory(DjangoModelFactory):
    """An administration that hosts a team."""

    class Meta:
        model = Administration

    name = factory.Sequence(lambda n: f"Service d’accueil {n}")
    key = factory.Sequence(lambda n: f"service d'accueil {n:04}")


class HostedChallengeFactory(DjangoModelFactory):
    """A published challenge."""

    class Meta:
        model = Challenge

    promotion = factory.SubFactory(PromotionFactory)
    administration = factory.SubFactory(HostFactory)
    title = factory.Sequence(lambda n: f"Défi {n}")
    key = factory.Sequence(lambda n: f"defi {n:04}")
    number = factory.Sequence(lambda n: n + 1)
    public_title = factory.SelfAttribute("title")
    slug = factory.Sequence(lambda n: f"defi-suivi-{n}")
    sheet = "Un défi publié."
    status = ChallengeStatus.PUBLISHED
    created_at = submitted_at = published_at = SUMMER


class AcceptedOfferFactory(DjangoModelFactory):
    """A seat accepted by a candidate of the challenge's promotion."""

    class Meta:
        model = Offer
        skip_postgeneration_save = True

    class Params:
        challenge = factory.SubFactory(HostedChallengeFactory)
        user = factory.SubFactory(UserFactory)
        family = "developpement"

    application = factory.LazyAttribute(lambda offer: application(offer.challenge, offer.user))
    position = factory.LazyAttribute(lambda offer: position(offer.challenge, offer.family))
    seat = factory.Sequence(lambda n: n + 1)
    status = OfferStatus.ACCEPTED
    prepared_by = factory.SubFactory(UserFactory)
    prepared_at = made_at = answered_at = SUMMER
    expires_at = datetime(2020, 7, 25, 10, tzinfo=PARIS)

    @factory.post_generation
    def candidacy(self, create, extracted, **kwargs):
        Candidacy.objects.create(
            application=self.application, position=self.position, wish_rank=1, status=CandidacyStatus.ACCEPTED
        )


def application(challenge: Challenge, user) -> Application:
    """The application of someone recruited."""
    number = Application.objects.filter(promotion=challenge.promotion).count() + 1
    return Application.objects.create(
        promotion=challenge.promotion,
        user=user,
        number=number,
        status=ApplicationStatus.CLOSED,
        created_at=SUMMER,
        submitted_at=SUMMER,
    )


def position(challenge: Challenge, family: str) -> Position:
    """The position of a family on a challenge."""
    kind = ProfileFamilyFactory(slug=family)
    return Position.objects.get_or_create(challenge=challenge, family=kind, defaults={"seats": 2})[0]


class MentorFactory(DjangoModelFactory):
    """An operational mentor with an account."""

    class Meta:
        model = Stakeholder

    challenge = factory.SubFactory(HostedChallengeFactory)
    kind = StakeholderKind.OPERATIONAL_MENTOR
    user = factory.SubFactory(UserFactory)
    name = factory.LazyAttribute(lambda row: str(row.user))
    email = factory.LazyAttribute(lambda row: row.user.email)


class MissionFactory(DjangoModelFactory):
    """A mission of ten months from 1 September 2020."""

    class Meta:
        model = Mission

    challenge = factory.SubFactory(HostedChallengeFactory)
    starts_on = date(2020, 9, 1)
    ends_on = date(2021, 6, 30)
    opened_at = SUMMER


class PlacementFactory(DjangoModelFactory):
    """Someone at work on a mission."""

    class Meta:
        model = Placement

    class Params:
        user = factory.SubFactory(UserFactory)

    mission = factory.SubFactory(MissionFactory)
    offer = factory.LazyAttribute(
        lambda place: AcceptedOfferFactory(challenge=place.mission.challenge, user=place.user)
    )
    person = factory.LazyAttribute(lambda place: place.offer.application.user)
    position = factory.LazyAttribute(lambda place: place.offer.position)
    starts_on = date(2020, 9, 1)
    ends_on = date(2021, 6, 30)


class FormFactory(DjangoModelFactory):
    """What a promotion asks its mentors each month."""

    class Meta:
        model = Form
        django_get_or_create = ("promotion", "name")

    promotion = factory.SubFactory(PromotionFactory)
    audience = Audience.MENTOR
    rhythm = Rhythm.MONTHLY
    name = factory.LazyAttribute(lambda form: f"point d’étape ({form.audience}, {form.rhythm})")


class CheckInFactory(DjangoModelFactory):
    """The mentors' check-in of the first month; with a ``placement``, that person's; trait ``logged``."""

    class Meta:
        model = CheckIn

    mission = factory.SubFactory(MissionFactory)
    form = factory.LazyAttribute(lambda row: _form(row.mission, row.placement))
    placement = None
    period = 1
    opens_on = factory.LazyAttribute(lambda row: _period(row).opens_on)
    due_on = factory.LazyAttribute(lambda row: _period(row).due_on)

    class Params:
        logged = factory.Trait(
            status=CheckInStatus.LOGGED,
            mood=Mood.FAIR,
            progress="Une première maquette est entre les mains des contrôleurs.",
            logged_at=datetime(2020, 9, 28, 18, tzinfo=PARIS),
        )


class SignalFactory(DjangoModelFactory):
    """What a check-in says that blocks, and nobody has taken up."""

    class Meta:
        model = Signal

    checkin = factory.SubFactory(CheckInFactory)
    text = "L’accès aux données n’est pas ouvert."
    raised_at = datetime(2020, 9, 28, 18, tzinfo=PARIS)


def _form(mission: Mission, placement: Placement | None) -> Form:
    audience = Audience.EIG if placement else Audience.MENTOR
    return FormFactory(promotion=mission.challenge.promotion, audience=audience)


def _period(row):
    return periods(row.mission, row.form.rhythm)[row.period - 1]
