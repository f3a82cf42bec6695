"""Applications, lists and offers, at each moment of their life."""

from datetime import datetime

import factory
from django.db import transaction
from factory.django import DjangoModelFactory

from candidates.application.models.acceptances import ApplicationAcceptance
from candidates.application.models.applications import Application, Wish
from candidates.application.models.candidacies import Candidacy
from candidates.application.states import ApplicationStatus, CandidacyStatus, Standing
from candidates.hearings.models.interviews import Interview
from candidates.hearings.states import InterviewStatus
from candidates.review.models.conflicts import ConflictOfInterest
from candidates.review.models.reading import Reading
from candidates.review.states import ConflictKind
from candidates.selection.models.offers import Offer
from candidates.selection.models.rankings import RankedLine, RankedList
from candidates.selection.states import OfferStatus
from challenges.proposal.models.positions import Position
from eig.common.clock import PARIS
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import AnnouncementKind, AnnouncementStatus, Audience, Stage
from eig.promotions.workflow.statements import give_usual
from eig.questions.models import Answer, Response
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, PositionFactory, StoredFileFactory
from tests.factories.juries import HearingFactory, JuryFactory, MarkFactory, SheetFactory
from tests.factories.promotions import (
    AnnouncementFactory,
    CriterionFactory,
    ProfileFamilyFactory,
    PromotionFactory,
    QuestionFactory,
    TargetFactory,
    WindowFactory,
)

S = ApplicationStatus
BEGUN = datetime(2020, 5, 10, 21, tzinfo=PARIS)
SUBMITTED = datetime(2020, 6, 2, 22, 14, tzinfo=PARIS)
PREPARED = datetime(2020, 7, 10, 9, tzinfo=PARIS)
MADE = datetime(2020, 7, 20, 10, tzinfo=PARIS)
EXPIRES = datetime(2020, 7, 25, 10, tzinfo=PARIS)


class ApplicationFactory(DjangoModelFactory):
    """An empty draft; traits for what follows the submission; ``complete=True`` for all that it needs."""

    class Meta:
        model = Application
        skip_postgeneration_save = True

    class Params:
        profile = factory.Trait(
            phone="06 12 34 56 78",
            town="Lyon",
            headline="Développeuse, cartographie",
        )
        filed = factory.Trait(profile=True, number=factory.Sequence(lambda n: n + 1), submitted_at=SUBMITTED)
        submitted = factory.Trait(filed=True, status=S.SUBMITTED)
        preselected = factory.Trait(filed=True, status=S.PRESELECTED)
        reserve = factory.Trait(filed=True, status=S.PRESELECTED, standing=CandidacyStatus.WAITING)
        chosen = factory.Trait(filed=True, status=S.PRESELECTED, standing=CandidacyStatus.OFFERED)
        recruited = factory.Trait(filed=True, status=S.CLOSED, standing=CandidacyStatus.ACCEPTED)

    promotion = factory.SubFactory(PromotionFactory)
    user = factory.SubFactory(UserFactory)
    created_at = BEGUN
    standing = None

    @classmethod
    def _create(cls, model_class, *args, standing, **kwargs):
        """Nobody submitted without what the promotion asks to accept; with the candidacy that a trait asks for."""
        with transaction.atomic():
            made = super()._create(model_class, *args, **kwargs)
            if made.status not in (S.DRAFT, S.WITHDRAWN):
                accept_all(made)
            if standing:
                CandidacyFactory(application=made, position__challenge__promotion=made.promotion, status=standing)
        return made

    @factory.post_generation
    def complete(self, create, extracted, **kwargs):
        if create and extracted:
            fill(self)


class CandidacyFactory(DjangoModelFactory):
    """A first wish that was kept for the hearings."""

    class Meta:
        model = Candidacy

    application = factory.SubFactory(ApplicationFactory, preselected=True)
    position = factory.SubFactory(PositionFactory)
    wish_rank = 1


class WishFactory(DjangoModelFactory):
    class Meta:
        model = Wish

    application = factory.SubFactory(ApplicationFactory)
    position = factory.SubFactory(PositionFactory)
    rank = 1
    motivation = "Ce défi prolonge ce que je fais depuis cinq ans."


class InterviewFactory(DjangoModelFactory):
    class Meta:
        model = Interview

    application = factory.SubFactory(ApplicationFactory, preselected=True)
    position = factory.SubFactory(PositionFactory)
    hearing = factory.SubFactory(
        HearingFactory, jury__candidates=True, jury__promotion=factory.SelfAttribute("...application.promotion")
    )
    booked_at = datetime(2020, 6, 20, 9, tzinfo=PARIS)


class RankingFactory(DjangoModelFactory):
    """A line more on the validated list of a position: its next version, with the former lines."""

    class Meta:
        model = RankedLine

    application = factory.SubFactory(ApplicationFactory, preselected=True)
    position = factory.SubFactory(PositionFactory)
    rank = 1

    @classmethod
    def _create(cls, model_class, *args, application, position, rank, **kwargs):
        former = [(line.application, line.rank) for line in RankedLine.objects.of(position)]
        last = RankedList.objects.filter(position=position).count()
        ranked = RankedList.objects.create(position=position, version=last + 1)
        lines = [
            RankedLine.objects.create(ranked_list=ranked, application=person, rank=place)
            for person, place in [*former, (application, rank)]
        ]
        if application.status == S.PRESELECTED:
            waits = application.standing == Standing.RESERVE
            status = CandidacyStatus.WAITING if waits else CandidacyStatus.RANKED
            Candidacy.objects.get_or_create(
                application=application, position=position, defaults={"status": status, "wish_rank": 1}
            )
        locked = {"locked": True, "validated_by": UserFactory(), "validated_at": PREPARED}
        RankedList.objects.filter(pk=ranked.pk).update(**locked)
        return lines[-1]


class ApplicationReadingFactory(DjangoModelFactory):
    """A submitted application that waits for its reader's advice."""

    class Meta:
        model = Reading

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    reader = factory.SubFactory(UserFactory)
    given_by = factory.SubFactory(UserFactory)
    given_at = datetime(2020, 6, 9, 9, tzinfo=PARIS)


class CandidateConflictFactory(DjangoModelFactory):
    """Somebody whom a link sets aside from a submitted application, declared by themselves."""

    class Meta:
        model = ConflictOfInterest

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    user = factory.SubFactory(UserFactory)
    kind = ConflictKind.PROFESSIONAL
    reason = "Nous avons travaillé ensemble."
    declared_at = datetime(2020, 6, 9, 10, tzinfo=PARIS)
    declared_by = factory.SelfAttribute("user")


class OfferFactory(DjangoModelFactory):
    """A prepared offer; trait ``sent`` for one that waits for its answer."""

    class Meta:
        model = Offer
        skip_postgeneration_save = True

    class Params:
        sent = factory.Trait(
            status=OfferStatus.OFFERED,
            made_at=MADE,
            expires_at=EXPIRES,
            application=factory.SubFactory(ApplicationFactory, chosen=True),
        )

    application = factory.SubFactory(ApplicationFactory, preselected=True)
    position = factory.SubFactory(
        PositionFactory,
        challenge__published=True,
        challenge__promotion=factory.SelfAttribute("...application.promotion"),
    )
    seat = 1
    prepared_by = factory.SubFactory(UserFactory)
    prepared_at = PREPARED

    @factory.post_generation
    def candidacy(self, create, extracted, **kwargs):
        """Its own, in place of the one that a trait gave to the application."""
        Candidacy.objects.filter(application=self.application, status=CandidacyStatus.OFFERED).delete()
        sent = self.status == OfferStatus.OFFERED
        status = CandidacyStatus.OFFERED if sent else CandidacyStatus.CONSIDERED
        Candidacy.objects.update_or_create(
            application=self.application,
            position=self.position,
            defaults={"status": status},
            create_defaults={"status": status, "wish_rank": 1},
        )


def a_call(**promotion) -> Promotion:
    """A promotion like EIG 4 whose call for candidates runs from 4 May to 7 June 2020, with two questions."""
    made = PromotionFactory(**promotion)
    WindowFactory(promotion=made, candidates=True)
    QuestionFactory(questionnaire=made.application_questions, label="Quel est votre parcours ?")
    QuestionFactory(questionnaire=made.application_questions, label="Pourquoi ce programme ?", max_chars=500)
    give_usual(made)
    return made


def a_position(promotion: Promotion, family: str = "developpement", seats: int = 1, **challenge) -> Position:
    """A position of a published challenge."""
    return PositionFactory(
        challenge=ChallengeFactory(promotion=promotion, published=True, **challenge),
        family=ProfileFamilyFactory(slug=family),
        seats=seats,
    )


def fill(application: Application) -> None:
    """Give an application all that a submission needs."""
    application.phone, application.town, application.headline = "06 12 34 56 78", "Lyon", "Développeuse"
    application.cv = StoredFileFactory(name="cv.pdf", pages=2)
    if questionnaire := application.promotion.application_questions:
        application.answers = Response.objects.create(questionnaire=questionnaire)
        Answer.objects.bulk_create(
            Answer(response=application.answers, question=question, text=f"Réponse à {question.label}")
            for question in questionnaire.questions.all()
        )
    application.save()
    accept_all(application)
    WishFactory(application=application, position=a_position(application.promotion))


def accept_all(application: Application) -> None:
    """Every statement of the promotion is accepted for an application."""
    for statement in application.promotion.statements_for(Audience.CANDIDATES):
        own = {"application": application, "statement": statement}
        ApplicationAcceptance.objects.get_or_create(**own, defaults={"user": application.user, "at": BEGUN})


def heard(application: Application, position: Position, marks: int = 3) -> Interview:
    """An interview whose common sheet is in: five criteria, the same mark for each."""
    promotion = application.promotion
    jury = JuryFactory(promotion=promotion, candidates=True)
    hearing = HearingFactory(jury=jury)
    interview = InterviewFactory(
        application=application, position=position, hearing=hearing, status=InterviewStatus.HELD
    )
    criteria = list(promotion.criteria.filter(stage=Stage.CANDIDATE)) or [
        CriterionFactory(promotion=promotion, stage=Stage.CANDIDATE) for _ in range(5)
    ]
    sheet = SheetFactory(hearing=interview.hearing, common=True)
    for criterion in criteria:
        MarkFactory(sheet=sheet, criterion=criterion, value=marks)
    return interview


def published_offers(promotion: Promotion, by) -> Announcement:
    """The offers of a promotion have been announced, by a person."""
    return AnnouncementFactory(
        promotion=promotion,
        kind=AnnouncementKind.OFFERS,
        status=AnnouncementStatus.DONE,
        ordered_by=by,
        ordered_at=MADE,
        due_at=MADE,
        done_at=MADE,
    )


def targets(promotion: Promotion, **seats: int) -> None:
    """The portrait-robot that the promotion hopes for: ``developpement=18, design=14``."""
    for slug, count in seats.items():
        TargetFactory(promotion=promotion, family=ProfileFamilyFactory(slug=slug), seats=count)
