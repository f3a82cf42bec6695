"""The challenge: what an administration submits, the jury hears and the catalogue shows."""

from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Max, Prefetch, Q

from challenges.administrations.models.administrations import Administration
from challenges.proposal.models.access import AccessQuerySet
from challenges.proposal.states import CHALLENGE_FLOW, ChallengeStatus, Decision
from eig.common.text import sort_key
from eig.common.vocabulary import SiteText, Vocabulary
from eig.files.models import StoredFile
from eig.juries.models.hearings import Hearing
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import WindowKind
from eig.questions.models import Response

S = ChallengeStatus


class ChallengeQuerySet(AccessQuerySet):
    """Reads of challenges that every room needs; the rooms above have their own in their ``models``."""

    def preselected(self) -> "ChallengeQuerySet":
        """Those that the coordination decides on, heard or not."""
        return self.filter(status=S.PRESELECTED)

    def to_write_by(self, user) -> "ChallengeQuerySet":
        """Those of an author that wait for them, to write or to agree with their page, or for the coordination."""
        to_agree = Q(status=S.SELECTED, validation__outdated=False, validation__answered_at=None)
        written = Q(status__in=[S.DRAFT, S.CHANGES_REQUESTED, S.SUBMITTED])
        return self.filter(written | to_agree & Q(validation__asked_at__isnull=False), authors=user).with_file()

    def held_by(self, user, administration: Administration) -> "ChallengeQuerySet":
        """Those of an administration that a person writes, kept from anybody else until the transaction ends."""
        mine = self.filter(authors=user, administration=administration).order_by("pk")
        return mine.select_for_update(of=("self",)).select_related("promotion").prefetch_related("authors")

    def with_people(self) -> "ChallengeQuerySet":
        """With everybody around the file: four queries."""
        people = self.related_rows("stakeholders").by_role().select_related("user")
        return self.select_related("administration", "promotion").prefetch_related(
            "authors", "readers", Prefetch("stakeholders", people)
        )

    def with_file(self) -> "ChallengeQuerySet":
        """With everything that a file holds: fourteen queries, whatever the number of files."""
        positions = self.related_rows("positions").select_related("family")
        ticked = self.related_rows("commitments").select_related("statement", "user")
        return self.select_related(
            "administration",
            "bearer",
            "deck",
            "simulation",
            "narrative",
            "hearing__jury",
            "promotion__programme",
            "promotion__challenge_questions",
            "validation",
        ).prefetch_related(
            "authors",
            Prefetch("positions", positions),
            "positions__profiles",
            "positions__skill_links",
            "host_members",
            "datasets",
            Prefetch("stakeholders", self.related_rows("stakeholders").by_role()),
            Prefetch("commitments", ticked),
            "narrative__answers",
            "promotion__windows",
            "promotion__statements",
            "promotion__challenge_questions__questions__options",
        )

    def with_submissions(self) -> "ChallengeQuerySet":
        """With the file, and what it said each time it was submitted."""
        return self.with_file().prefetch_related("submissions")

    def as_heard(self) -> "ChallengeQuerySet":
        """With the file and the hearing, as a juror reads them."""
        return self.with_file().select_related("hearing__jury__promotion")

    def drafts_of_open_calls(self, at: datetime) -> "ChallengeQuerySet":
        """Drafts that can still be submitted, those reopened included, with everything their file holds."""
        calls = Window.objects.open(at).of_kind(WindowKind.CALL_FOR_PROJECTS)
        open_to = Q(promotion__in=calls.values("promotion")) | Q(reopened_until__gt=at)
        return self.with_file().filter(open_to, status=S.DRAFT)

    def concerned_by(self, call: Window) -> "ChallengeQuerySet":
        """Those in preparation or submitted when a call was put off, with whom to tell: two queries."""
        told = self.filter(promotion=call.promotion_id, created_at__lt=call.extended_at)
        waiting = told.filter(status__in=[S.DRAFT, S.SUBMITTED, S.CHANGES_REQUESTED])
        return waiting.select_related("promotion").prefetch_related("authors")

    def being_corrected(self, at: datetime) -> "ChallengeQuerySet":
        """Those sent back to their authors, while the correction can be submitted."""
        waiting = self.filter(Q(changes_due_at=None) | Q(changes_due_at__gt=at), status=S.CHANGES_REQUESTED)
        return waiting.select_related("promotion").prefetch_related("authors")

    def newest_first(self) -> "ChallengeQuerySet":
        """In the order in which they were begun, the last one first."""
        return self.order_by("-created_at", "-pk")

    def drafts_named(self, promotion: Promotion, administration: Administration, title: str) -> "ChallengeQuerySet":
        """The drafts of an administration under a name, whatever its accents and capitals."""
        return self.filter(
            promotion=promotion, administration=administration, status=S.DRAFT, key=sort_key(title)
        ).order_by("pk")

    def locked(self, challenge: "Challenge") -> "Challenge":
        """A fresh copy that nobody else may write until the transaction ends."""
        rows = self.select_for_update(of=("self",)).select_related("promotion", "administration")
        return cast("Challenge", rows.get(pk=challenge.pk))

    def related_rows(self, name: str) -> Any:
        """All the rows of a model that points here, in its own queryset class, to be prefetched as one likes."""
        rows: Any = self.model._meta.get_field(name).related_model
        return rows.objects.all()

    def next_number(self, promotion: Promotion) -> int:
        """The next submission number of a promotion, whose row stays locked until the transaction ends."""
        Promotion.objects.select_for_update().get(pk=promotion.pk)
        return (self.filter(promotion=promotion).aggregate(last=Max("number"))["last"] or 0) + 1


class Challenge(models.Model):
    """A problem to solve by a team in a few months.

    ``title`` is the submitted name, ``public_title`` the one of the catalogue, once framed.
    ``version`` grows by one at each saved edit, and ``section_versions`` keeps the one at which each section last
    changed: a form older than the last change of its own section is refused, two sections never quarrel.
    """

    FLOW = CHALLENGE_FLOW
    UNDER_INSTRUCTION = (S.SUBMITTED, S.CHANGES_REQUESTED)

    promotion = models.ForeignKey(Promotion, models.PROTECT, related_name="challenges", verbose_name="promotion")
    administration = models.ForeignKey(
        Administration, models.PROTECT, related_name="challenges", verbose_name="administration d’accueil"
    )
    bearer = models.ForeignKey(
        Administration,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="borne_challenges",
        verbose_name="porteur administratif",
        help_text="Qui reçoit le cofinancement, si ce n’est pas l’administration d’accueil.",
    )
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="challenges", verbose_name="auteurs")
    readers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="read_challenges", verbose_name="lecteurs invités"
    )
    number = models.PositiveIntegerField("numéro de dépôt", null=True, blank=True)
    title = models.CharField(SiteText("nom du {challenge}"), max_length=120)
    key = models.CharField("nom pour le tri", max_length=120, editable=False, default="")
    status = models.CharField("état", max_length=20, choices=ChallengeStatus, default=S.DRAFT)
    is_link = models.BooleanField(SiteText("équipe transversale ({fellow} Link)"), default=False)
    summary = models.CharField(SiteText("le {challenge} en une phrase"), max_length=200, blank=True)
    partners = models.CharField("partenaires", max_length=300, blank=True)
    address = models.CharField("adresse d’accueil", max_length=250, blank=True)
    town = models.CharField("ville", max_length=100, blank=True)
    employer_cost = models.PositiveIntegerField("coût employeur prévisionnel (€)", null=True, blank=True)
    cofunding = models.BooleanField("cofinancement demandé", default=False)
    cofunding_amount = models.PositiveIntegerField("montant demandé (€)", null=True, blank=True)
    budget_programme = models.CharField("numéro de programme budgétaire", max_length=10, blank=True)
    deck = models.OneToOneField(
        StoredFile,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="deck_of",
        verbose_name="présentation",
    )
    simulation = models.OneToOneField(
        StoredFile,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="simulation_of",
        verbose_name="simulation de paie",
    )
    narrative = models.OneToOneField(
        Response, models.PROTECT, null=True, blank=True, related_name="challenge", verbose_name="réponses"
    )
    hearing = models.OneToOneField(
        Hearing, models.SET_NULL, null=True, blank=True, related_name="challenge", verbose_name="audition"
    )
    version = models.PositiveIntegerField("version", default=1, editable=False)
    section_versions = models.JSONField("dernière version de chaque section", default=dict, editable=False)
    created_at = models.DateTimeField("créé le")
    saved_at = models.DateTimeField("enregistré le", null=True, blank=True)
    submitted_at = models.DateTimeField("déposé le", null=True, blank=True)
    changes_asked_at = models.DateTimeField("correction demandée le", null=True, blank=True)
    changes_due_at = models.DateTimeField("correction attendue avant le", null=True, blank=True)
    changes_reason = models.TextField("correction demandée", blank=True)
    reopened_at = models.DateTimeField("dossier rouvert le", null=True, blank=True)
    reopened_until = models.DateTimeField("dossier rouvert jusqu’au", null=True, blank=True)
    reopened_reason = models.TextField("motif de la réouverture", blank=True)
    refusal_reason = models.TextField("motif", blank=True)
    pending_decision = models.CharField("décision préparée", max_length=10, choices=Decision, blank=True)
    pending_reason = models.TextField("motif préparé", blank=True)
    public_title = models.CharField("titre public", max_length=120, blank=True)
    slug = models.SlugField("adresse publique", max_length=140, blank=True, null=True)  # noqa: DJ001 unique once given
    sheet = models.TextField("fiche publique", blank=True)
    telework = models.CharField("télétravail", max_length=120, blank=True)
    starts_on = models.DateField("arrivée", null=True, blank=True)
    months = models.PositiveSmallIntegerField("durée (mois)", null=True, blank=True, validators=[MinValueValidator(1)])
    published_at = models.DateTimeField("publié le", null=True, blank=True)
    outcome = models.TextField("ce qu’il est devenu", blank=True)

    # What the catalogue and the missions load, each their own.
    mentors: list[Any]

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = SiteText("{challenge}")
        ordering = ["key", "pk"]
        indexes = [models.Index(fields=["promotion", "status"], name="challenges_challenge_list")]
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="challenges_challenge_slug"),
            models.UniqueConstraint(fields=["promotion", "number"], name="challenges_challenge_number"),
            models.CheckConstraint(condition=Q(status__in=ChallengeStatus.values), name="challenges_challenge_status"),
            models.CheckConstraint(
                condition=~Q(status=S.SUBMITTED) | Q(submitted_at__isnull=False, number__isnull=False),
                name="challenges_challenge_submitted",
                violation_error_message=SiteText("Un {challenge} déposé a une date de dépôt et un numéro."),
            ),
            models.CheckConstraint(
                condition=~Q(status=S.PUBLISHED)
                | (Q(slug__isnull=False, published_at__isnull=False) & ~Q(public_title="") & ~Q(sheet="")),
                name="challenges_challenge_published",
                violation_error_message=SiteText("Un {challenge} publié a un titre public, une fiche et une adresse."),
            ),
            models.CheckConstraint(
                condition=Q(pending_decision="") | Q(status__in=[S.PRESELECTED, S.SELECTED, S.NOT_SELECTED]),
                name="challenges_challenge_pending",
                violation_error_message=SiteText("Une décision ne se prépare que pour un {challenge} présélectionné."),
            ),
            models.CheckConstraint(
                condition=~Q(status=S.SET_ASIDE) | ~Q(refusal_reason=""),
                name="challenges_challenge_reason",
                violation_error_message=SiteText("Écarter un {challenge} demande un motif."),
            ),
            models.CheckConstraint(
                condition=Q(reopened_at=None, reopened_until=None, reopened_reason="")
                | (Q(reopened_at__isnull=False, reopened_until__gt=F("reopened_at")) & ~Q(reopened_reason="")),
                name="challenges_challenge_reopened",
                violation_error_message="Une réouverture a une fin, à venir, et un motif.",
            ),
            models.CheckConstraint(
                condition=Q(cofunding=False, cofunding_amount__isnull=True) | Q(cofunding=True),
                name="challenges_challenge_cofunding",
                violation_error_message="Un montant ne va qu’avec une demande de cofinancement.",
            ),
        ]

    def __str__(self) -> str:
        return self.public_title or self.title

    @property
    def words(self) -> Vocabulary:
        """The words of its promotion."""
        return self.promotion.words

    @property
    def public_label(self) -> str:
        """The status in the words that administrations read."""
        return ChallengeStatus(self.status).public

    @property
    def tone(self) -> str:
        """The colour of the status's badge."""
        return ChallengeStatus(self.status).tone

    @property
    def duration(self) -> int:
        """Months of the mission: the challenge's own, else the promotion's."""
        return self.months or self.promotion.months
