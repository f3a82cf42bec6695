"""Administrations and challenges, at each moment of their life."""

from datetime import datetime

import factory
from factory.django import DjangoModelFactory

from challenges.administrations.models.administrations import Administration, AdministrationDomain, Membership
from challenges.administrations.states import MembershipStatus
from challenges.hearings.models.clarifications import Clarification
from challenges.hearings.states import ClarificationStatus
from challenges.participants.models import Invitation
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.means import ChallengeCommitment
from challenges.proposal.models.people import Stakeholder
from challenges.proposal.models.positions import Position
from challenges.proposal.models.skills import PositionSkill
from challenges.proposal.states import ChallengeStatus, Right, StakeholderKind
from challenges.skills.models import Skill, skill_key
from challenges.skills.states import SkillStatus
from eig.common.clock import PARIS
from eig.common.text import sort_key
from eig.files.models import StoredFile
from eig.questions.models import Answer, Response
from tests.factories.accounts import UserFactory
from tests.factories.promotions import ProfileFamilyFactory, PromotionFactory

S = ChallengeStatus
DRAFTED = datetime(2020, 1, 20, 10, tzinfo=PARIS)
SUBMITTED = datetime(2020, 2, 20, 10, tzinfo=PARIS)


class AdministrationFactory(DjangoModelFactory):
    class Meta:
        model = Administration

    name = factory.Sequence(lambda n: f"Direction des affaires {n}")
    key = factory.LazyAttribute(lambda administration: sort_key(administration.name))
    town = "Paris"


class DomainFactory(DjangoModelFactory):
    """Addresses at a domain join the administration at once."""

    class Meta:
        model = AdministrationDomain

    administration = factory.SubFactory(AdministrationFactory)
    domain = "service.example"


class MembershipFactory(DjangoModelFactory):
    """A confirmed membership of an administration, unless ``status`` says otherwise."""

    class Meta:
        model = Membership

    administration = factory.SubFactory(AdministrationFactory)
    user = factory.SubFactory(UserFactory)
    status = MembershipStatus.ACTIVE
    asked_at = DRAFTED


class StoredFileFactory(DjangoModelFactory):
    """A row without bytes: for what only counts or names files."""

    class Meta:
        model = StoredFile

    file = factory.Sequence(lambda n: f"00/{n:032}")
    name = "presentation.pdf"
    size = 12_345
    pages = 8
    sha256 = "0" * 64
    uploaded_at = DRAFTED


class ChallengeFactory(DjangoModelFactory):
    """A draft; ``authors=[…]`` gives its authors, traits its later states, ``complete=True`` all it needs."""

    class Meta:
        model = Challenge
        skip_postgeneration_save = True

    class Params:
        filed = factory.Trait(number=factory.Sequence(lambda n: n + 1), submitted_at=SUBMITTED)
        submitted = factory.Trait(filed=True, status=S.SUBMITTED)
        changes_requested = factory.Trait(
            filed=True,
            status=S.CHANGES_REQUESTED,
            changes_asked_at=datetime(2020, 3, 3, 10, tzinfo=PARIS),
            changes_due_at=datetime(2020, 3, 17, 17, tzinfo=PARIS),
            changes_reason="Pouvez-vous préciser l’accès aux données ?",
        )
        preselected = factory.Trait(filed=True, status=S.PRESELECTED)
        set_aside = factory.Trait(filed=True, status=S.SET_ASIDE, refusal_reason="Hors du champ de l’appel.")
        selected = factory.Trait(filed=True, status=S.SELECTED)
        published = factory.Trait(
            filed=True,
            status=S.PUBLISHED,
            public_title=factory.SelfAttribute("title"),
            slug=factory.Sequence(lambda n: f"defi-{n}"),
            sheet="Le problème.\n\nLa solution.",
            published_at=datetime(2020, 4, 27, 9, tzinfo=PARIS),
        )

    promotion = factory.SubFactory(PromotionFactory)
    administration = factory.SubFactory(AdministrationFactory)
    title = factory.Sequence(lambda n: f"Défi {n}")
    key = factory.LazyAttribute(lambda challenge: sort_key(challenge.title))
    created_at = DRAFTED

    @factory.post_generation
    def authors(self, create, extracted, **kwargs):
        if create and extracted:
            self.authors.set(extracted)

    @factory.post_generation
    def complete(self, create, extracted, **kwargs):
        if create and extracted:
            fill(self)


class SkillFactory(DjangoModelFactory):
    """A skill of the shared list; the same name twice gives the same one."""

    class Meta:
        model = Skill
        django_get_or_create = ("key",)

    name = factory.Sequence(lambda n: f"Compétence {n}")
    key = factory.LazyAttribute(lambda skill: skill_key(skill.name))
    status = SkillStatus.LISTED
    added_at = DRAFTED


class PositionFactory(DjangoModelFactory):
    """``skills_required=["Python"]`` and ``skills_wished=[…]`` give its skills."""

    class Meta:
        model = Position
        skip_postgeneration_save = True

    challenge = factory.SubFactory(ChallengeFactory)
    family = factory.SubFactory(ProfileFamilyFactory)
    seats = 2
    mission = "Concevoir et mettre en ligne l’outil."

    @factory.post_generation
    def skills_required(self, create, extracted, **kwargs):
        _ask(self, extracted or (), required=True)

    @factory.post_generation
    def skills_wished(self, create, extracted, **kwargs):
        _ask(self, extracted or (), required=False)


class ClarificationFactory(DjangoModelFactory):
    """A juror's question that the coordination has not read yet; trait ``handed`` once the authors have it."""

    class Meta:
        model = Clarification

    class Params:
        handed = factory.Trait(
            status=ClarificationStatus.FORWARDED, forwarded_at=datetime(2020, 3, 19, 9, tzinfo=PARIS)
        )

    challenge = factory.SubFactory(ChallengeFactory)
    asked_by = factory.SubFactory(UserFactory)
    asked_at = datetime(2020, 3, 18, 9, tzinfo=PARIS)
    question = factory.Sequence(lambda n: f"Combien de personnes s’en servent, service {n} ?")


class StakeholderFactory(DjangoModelFactory):
    """An operational mentor with an account; ``user=None, email=…`` for one without."""

    class Meta:
        model = Stakeholder

    challenge = factory.SubFactory(ChallengeFactory)
    kind = StakeholderKind.OPERATIONAL_MENTOR
    user = factory.SubFactory(UserFactory)
    name = factory.LazyAttribute(lambda person: str(person.user or "Dominique Martin"))
    function = "Cheffe de projet"
    email = factory.LazyAttribute(lambda person: person.user.email if person.user else "d.martin@service.example")


class InvitationFactory(DjangoModelFactory):
    """Sent during the call by someone who writes the file, to read it."""

    class Meta:
        model = Invitation

    challenge = factory.SubFactory(ChallengeFactory)
    by = factory.SubFactory(UserFactory)
    name = "Camille Lenoir"
    email = factory.Sequence(lambda n: f"invite{n}@service.example")
    right = Right.READ
    sent_at = datetime(2020, 2, 3, 10, tzinfo=PARIS)
    expires_at = datetime(2020, 2, 24, 10, tzinfo=PARIS)


def _ask(position: Position, names: list[str], *, required: bool) -> None:
    PositionSkill.objects.bulk_create(
        PositionSkill(position=position, skill=SkillFactory(name=name), required=required) for name in names
    )


def fill(challenge: Challenge) -> None:
    """Give a challenge all that a submission needs."""
    challenge.summary = "Aider les services à décider avec leurs données."
    challenge.address, challenge.town = "1 rue des Essais", "Paris"
    challenge.deck = StoredFileFactory()
    if questionnaire := challenge.promotion.challenge_questions:
        challenge.narrative = Response.objects.create(questionnaire=questionnaire)
        Answer.objects.bulk_create(
            Answer(response=challenge.narrative, question=question, text=f"Réponse à {question.label}")
            for question in questionnaire.questions.all()
        )
    challenge.save()
    PositionFactory(challenge=challenge)
    StakeholderFactory(challenge=challenge)
    StakeholderFactory(challenge=challenge, kind=StakeholderKind.HIGH_LEVEL_MENTOR)
    someone = challenge.authors.first() or UserFactory()
    for commitment in challenge.promotion.statements.all():
        ChallengeCommitment.objects.create(challenge=challenge, statement=commitment, user=someone, at=DRAFTED)
