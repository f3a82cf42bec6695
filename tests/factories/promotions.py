"""Programmes, promotions and their calendar."""

from datetime import date, datetime

import factory
from django.utils.text import slugify
from factory.django import DjangoModelFactory

from eig.common.clock import PARIS
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.calendar import Window
from eig.promotions.models.profiles import Profile, ProfileFamily
from eig.promotions.models.programmes import Programme, Promotion
from eig.promotions.models.settings import Criterion, Statement, Target
from eig.promotions.states import AnnouncementKind, Stage, WindowKind
from eig.questions.models import Option, Question, Questionnaire
from eig.questions.states import Kind


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme
        django_get_or_create = ("slug",)

    name = "EIG"
    slug = "eig"


class ProfileFamilyFactory(DjangoModelFactory):
    class Meta:
        model = ProfileFamily
        django_get_or_create = ("slug",)

    name = factory.LazyAttribute(lambda family: family.slug.capitalize())
    slug = "developpement"


class ProfileFactory(DjangoModelFactory):
    class Meta:
        model = Profile

    family = factory.SubFactory(ProfileFamilyFactory)
    name = factory.Sequence(lambda n: f"profil {n}")
    slug = factory.Sequence(lambda n: f"profil-{n}")


class QuestionnaireFactory(DjangoModelFactory):
    class Meta:
        model = Questionnaire

    name = factory.Sequence(lambda n: f"Questionnaire {n}")


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question
        skip_postgeneration_save = True

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    order = factory.Sequence(lambda n: n)
    label = factory.Sequence(lambda n: f"Quel est le problème {n} ?")

    class Params:
        scale = factory.Trait(kind=Kind.SCALE, minimum=1, maximum=5, low_words="pas du tout", high_words="tout à fait")

    @factory.post_generation
    def options(self, create, extracted, **kwargs):
        """``options=["Oui", "Peut-être"]``: what a choice offers."""
        rows = enumerate(extracted or ())
        Option.objects.bulk_create(
            Option(question=self, order=order, value=slugify(label), label=label) for order, label in rows
        )


class PromotionFactory(DjangoModelFactory):
    """A promotion like EIG 4, with two empty questionnaires."""

    class Meta:
        model = Promotion

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"EIG {n + 4}")
    slug = factory.Sequence(lambda n: f"eig-{n + 4}")
    public = True
    starts_on = date(2020, 9, 1)
    challenge_questions = factory.SubFactory(QuestionnaireFactory)
    application_questions = factory.SubFactory(QuestionnaireFactory)


class WindowFactory(DjangoModelFactory):
    """The call for projects of EIG 4; trait ``candidates`` for the other call."""

    class Meta:
        model = Window

    promotion = factory.SubFactory(PromotionFactory)
    kind = WindowKind.CALL_FOR_PROJECTS
    opens_at = datetime(2020, 1, 15, 9, tzinfo=PARIS)
    closes_at = datetime(2020, 2, 28, 17, tzinfo=PARIS)

    class Params:
        candidates = factory.Trait(
            kind=WindowKind.CALL_FOR_CANDIDATES,
            opens_at=datetime(2020, 5, 4, 9, tzinfo=PARIS),
            closes_at=datetime(2020, 6, 7, 23, tzinfo=PARIS),
        )


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    promotion = factory.SubFactory(PromotionFactory)
    family = factory.SubFactory(ProfileFamilyFactory)
    seats = 18


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = Criterion

    promotion = factory.SubFactory(PromotionFactory)
    stage = Stage.CHALLENGE
    order = factory.Sequence(lambda n: n)
    label = factory.Sequence(lambda n: f"Critère {n}")


class StatementFactory(DjangoModelFactory):
    class Meta:
        model = Statement

    promotion = factory.SubFactory(PromotionFactory)
    order = factory.Sequence(lambda n: n)
    text = factory.Sequence(lambda n: f"Nous nous engageons au point {n}.")


class AnnouncementFactory(DjangoModelFactory):
    class Meta:
        model = Announcement

    promotion = factory.SubFactory(PromotionFactory)
    kind = AnnouncementKind.CHALLENGES
    ordered_by = factory.SubFactory("tests.factories.accounts.UserFactory")
    ordered_at = datetime(2020, 4, 1, 10, tzinfo=PARIS)
    due_at = datetime(2020, 4, 1, 10, tzinfo=PARIS)
