"""A person's application to a promotion, and their ranked wishes."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.urls import reverse

from candidates.application.models.standings import StandingQuerySet
from candidates.application.states import (
    APPLICATION_FLOW,
    FILLS_ITS_SLOT,
    OUTCOMES,
    RANKABLE,
    RUNNING,
    ApplicationStatus,
    Standing,
    Verdict,
    standing_of,
)
from challenges.proposal.models.positions import Position
from challenges.proposal.states import ChallengeStatus
from eig.common.vocabulary import Vocabulary
from eig.files.models import StoredFile
from eig.juries.models.juries import sitting
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import WishMode
from eig.questions.models import Response

S = ApplicationStatus
COORDINATION = "candidates.view_application"
READS = "candidates.view_reading"
DECISIONS = "candidates.view_rankedlist"
"""The right to read what is decided and not announced yet."""


class ApplicationQuerySet(StandingQuerySet["Application"]):
    """Reads of applications."""

    def visible_to(self, user) -> "ApplicationQuerySet":
        """One's own, or all for the staff, who never read what was not submitted."""
        if user.has_perm(COORDINATION):
            never_submitted = Q(status=S.DRAFT) | Q(status=S.WITHDRAWN, submitted_at=None)
            return self.exclude(~Q(user=user) & never_submitted)
        return self.filter(user=user)

    def handed_to(self, user) -> "ApplicationQuerySet":
        """Those that a reader was given, as long as they are submitted; none for anybody else."""
        taken_back = Q(status=S.DRAFT) | Q(status=S.WITHDRAWN, submitted_at=None)
        given = self.filter(readings__reader=user).exclude(taken_back)
        return given if user.has_perm(READS) else self.none()

    def instructed_by(self, user) -> "ApplicationQuerySet":
        """Those of the coordination's tool: ``visible_to`` for the staff; for an outside reader, those handed over."""
        return self.visible_to(user) if user.has_perm(COORDINATION) else self.handed_to(user)

    def of(self, user) -> "ApplicationQuerySet":
        """One's own, the newest promotion first."""
        mine = self.filter(user=user).select_related("promotion").prefetch_related("candidacies")
        return mine.order_by("-promotion__starts_on", "-pk")

    def interviewed_by(self, user) -> "ApplicationQuerySet":
        """Those that a juror hears, once the charter is signed, less what a conflict sets aside."""
        aside = self.model.objects.filter(conflicts__user=user, conflicts__stands=True)
        sits = sitting(user, "interviews__hearing__jury__", signed=True)
        heard = self.filter(sits, interviews__status__in=FILLS_ITS_SLOT)
        return heard.exclude(pk__in=aside.values("pk")).distinct()

    def readable_by(self, user) -> "ApplicationQuerySet":
        """Those whose CV a person may download: ``visible_to``, and those that they hear as a juror or read."""
        heard = self.model.objects.interviewed_by(user).values("pk")
        given = self.model.objects.handed_to(user).values("pk")
        mine = Q(pk__in=self.visible_to(user).values("pk"))
        return self.filter(mine | Q(pk__in=heard) | Q(pk__in=given)).select_related("cv")

    def drafts(self) -> "ApplicationQuerySet":
        """Those not submitted yet."""
        return self.filter(status=S.DRAFT)

    def submitted(self) -> "ApplicationQuerySet":
        """Those that wait for the preselection to be announced."""
        return self.filter(status=S.SUBMITTED)

    def concerned_by(self, call: Window) -> "ApplicationQuerySet":
        """Those in preparation or submitted when a call was put off, with their people."""
        told = self.filter(promotion=call.promotion_id, created_at__lt=call.extended_at)
        waiting = told.filter(status__in=[S.DRAFT, S.SUBMITTED])
        return waiting.select_related("promotion", "user")

    def judged(self) -> "ApplicationQuerySet":
        """Submitted ones with a pending preselection decision."""
        return self.submitted().exclude(pending_verdict="")

    def undecided(self) -> "ApplicationQuerySet":
        """Submitted ones without a pending preselection decision."""
        return self.submitted().filter(pending_verdict="")

    def rankable(self) -> "ApplicationQuerySet":
        """Those that a ranked list may name."""
        return self.filter(status__in=RANKABLE)

    def with_people(self) -> "ApplicationQuerySet":
        """With what a letter needs: person and promotion."""
        return self.select_related("user", "promotion")

    def with_wishes(self) -> "ApplicationQuerySet":
        """With what a list of applications shows."""
        return self.with_people().prefetch_related(Prefetch("wishes", Wish.objects.with_positions()), "candidacies")

    def with_content(self) -> "ApplicationQuerySet":
        """With what says whether a file is complete: the same number of queries for one or a thousand."""
        return self.with_people().select_related("answers", "cv").prefetch_related(*_content())

    def to_rank(self) -> "ApplicationQuerySet":
        """Those preselected who have not ranked their wishes, each with its motivation, where they do it then."""
        wishes = Wish.objects.filter(application=OuterRef("pk"))
        unfinished = ~Exists(wishes) | Exists(wishes.filter(motivation=""))
        return self.preselected().filter(unfinished, promotion__wish_mode=WishMode.AFTER)

    def ranked(self) -> "ApplicationQuerySet":
        """Those preselected who have ranked all their wishes, where they do it after the preselection."""
        waiting = self.model.objects.to_rank().values("pk")
        return self.preselected().filter(promotion__wish_mode=WishMode.AFTER).exclude(pk__in=waiting)

    def wish_counts(self, promotion: Promotion) -> list[int]:
        """How many wishes each application of a promotion holds, drafts included, where it holds some: one query."""
        wishes = Wish.objects.filter(application__promotion=promotion).order_by()
        return list(wishes.values("application").annotate(total=Count("pk")).values_list("total", flat=True))

    def by_verdict(self) -> dict[str, int]:
        """How many submitted ones for each pending decision, « » for none: one query."""
        return dict(self.submitted().order_by().values_list("pending_verdict").annotate(total=Count("pk")))


class Application(models.Model):
    """One application per person and promotion. ``version`` grows at each saved edit."""

    FLOW = APPLICATION_FLOW

    promotion = models.ForeignKey(Promotion, models.PROTECT, related_name="applications", verbose_name="promotion")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="applications", verbose_name="personne"
    )
    number = models.PositiveIntegerField("numéro de dépôt", null=True, blank=True)
    status = models.CharField("état", max_length=20, choices=ApplicationStatus, default=S.DRAFT)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    town = models.CharField("ville de résidence", max_length=100, blank=True)
    headline = models.CharField("votre métier en une ligne", max_length=150, blank=True)
    portfolio = models.URLField("portfolio ou dépôt de code", blank=True)
    mobility = models.CharField("mobilité et contraintes", max_length=400, blank=True)
    cv = models.OneToOneField(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="cv_of", verbose_name="CV (PDF)"
    )
    answers = models.OneToOneField(
        Response, models.PROTECT, null=True, blank=True, related_name="application", verbose_name="réponses"
    )
    version = models.PositiveIntegerField("version", default=1, editable=False)
    created_at = models.DateTimeField("commencée le")
    saved_at = models.DateTimeField("enregistrée le", null=True, blank=True)
    submitted_at = models.DateTimeField("déposée le", null=True, blank=True)
    pending_verdict = models.CharField("décision préparée", max_length=10, choices=Verdict, blank=True)
    pending_reason = models.TextField("motif préparé", blank=True)
    refusal_reason = models.TextField("motif", blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "candidature"
        ordering = ["-submitted_at", "-pk"]
        indexes = [models.Index(fields=["promotion", "status"], name="candidates_application_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "user"],
                name="candidates_application_once",
                violation_error_message="Vous avez déjà une candidature pour cette promotion.",
            ),
            models.UniqueConstraint(fields=["promotion", "number"], name="candidates_application_number"),
            models.CheckConstraint(
                condition=Q(status__in=ApplicationStatus.values), name="candidates_application_status"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[S.DRAFT, S.WITHDRAWN]) | Q(submitted_at__isnull=False, number__isnull=False),
                name="candidates_application_submitted",
                violation_error_message="Une candidature déposée est datée et numérotée.",
            ),
        ]

    def __str__(self) -> str:
        return f"Candidature nº {self.reference}" if self.number else "Candidature en préparation"

    def get_absolute_url(self) -> str:
        return reverse("candidates:application", args=[self.pk])

    @property
    def words(self) -> Vocabulary:
        """The words of its promotion."""
        return self.promotion.words

    @property
    def reference(self) -> str:
        """« EIG-4-0042 »: names a submitted file on the whole site without naming the person; empty before."""
        return f"{self.promotion.slug.upper()}-{self.number:04}" if self.number else ""

    @property
    def cv_name(self) -> str:
        """The name under which others download the CV: the one that its author chose may say who they are."""
        return f"cv-{self.reference.lower()}.pdf" if self.number else "cv.pdf"

    @property
    def standing(self) -> Standing:
        """Where the person stands altogether; a list reads the candidacies beforehand, in one query."""
        told = self.candidacies.all() if self.status in OUTCOMES else ()
        return standing_of(self.status, {candidacy.status for candidacy in told})

    @property
    def public_label(self) -> str:
        """Where it stands in the words that the candidate reads."""
        return self.standing.public

    @property
    def tone(self) -> str:
        """The colour of the badge that says where it stands."""
        return self.standing.tone

    @property
    def is_draft(self) -> bool:
        """Whether the candidate is still writing."""
        return self.status == S.DRAFT

    def read_content(self) -> None:
        """Read at once what says whether the file is complete: rules and letters then ask nothing more."""
        prefetch_related_objects([self], "cv", *_content())


def _content() -> list[str | Prefetch]:
    wishes = Prefetch("wishes", Wish.objects.with_positions())
    asked = "promotion__application_questions__questions__options"
    told = ["promotion__windows", "promotion__statements", "acceptances", "candidacies"]
    return ["answers__answers", asked, *told, wishes]


class WishQuerySet(models.QuerySet):
    """Reads of wishes."""

    def with_positions(self) -> "WishQuerySet":
        """In their order, with what names a position."""
        return self.select_related("position__challenge__administration", "position__family").order_by("rank")

    def of_withdrawn_challenges(self) -> "WishQuerySet":
        """Those that can no longer come true, of applications still running: one query."""
        running = self.filter(
            position__challenge__status=ChallengeStatus.WITHDRAWN,
            application__status__in=RUNNING,
            application__promotion__archived=False,
        )
        return running.select_related("application__user", "application__promotion").with_positions()


class Wish(models.Model):
    """A position wished for, with its rank (1 first) and its own motivation."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="wishes", verbose_name="candidature")
    position = models.ForeignKey(Position, models.PROTECT, related_name="wishes", verbose_name="poste")
    rank = models.PositiveSmallIntegerField("rang")
    motivation = models.TextField("motivation", blank=True)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = "vœu"
        verbose_name_plural = "vœux"
        ordering = ["application", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "rank"],
                name="candidates_wish_rank",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Deux vœux ne peuvent pas avoir le même rang.",
            ),
            models.UniqueConstraint(
                fields=["application", "position"],
                name="candidates_wish_position",
                violation_error_message="Ce poste est déjà dans vos vœux.",
            ),
            models.CheckConstraint(condition=Q(rank__gte=1), name="candidates_wish_first"),
        ]

    def __str__(self) -> str:
        return f"Vœu {self.rank} : {self.position}"
