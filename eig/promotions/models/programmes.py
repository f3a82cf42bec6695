"""A programme and its promotions."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from eig.common.masculine import NAME, WORD, validate_name, validate_word
from eig.common.vocabulary import SiteText, Vocabulary
from eig.notifications.letters import Scope
from eig.promotions.states import Stage, WishMode
from eig.questions.models import Questionnaire


class Programme(models.Model):
    """EIG, DIG, Commando UX: the same machinery with other settings."""

    name = models.CharField("nom", max_length=80, unique=True)
    slug = models.SlugField("identifiant", unique=True)
    full_name = models.CharField("nom complet", max_length=150, blank=True)
    pitch = models.TextField("présentation", blank=True)
    order = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "programme"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class PromotionQuerySet(models.QuerySet):
    """Reads of promotions."""

    def public(self) -> "PromotionQuerySet":
        """Those that the site shows."""
        return self.filter(public=True).select_related("programme")

    def current(self) -> "PromotionQuerySet":
        """Those being run, the newest first."""
        return self.public().filter(archived=False).order_by("-starts_on", "-pk")

    def with_open(self, kind: str, at: datetime) -> "PromotionQuerySet":
        """Those whose door of a kind is open at an instant."""
        return self.public().filter(windows__kind=kind, windows__opens_at__lte=at, windows__closes_at__gt=at)


NOUNS = ("challenge", "mentor", "sponsor", "fellow")
"""What a promotion names: each in two fields, one for the singular and one for the plural."""


def _word(name: str, check: Callable[[str], None] = validate_word) -> models.CharField:
    """The field of a word, whose label and default are what the site says."""
    label, usual = SiteText(f"mot pour « {{{name}}} »"), SiteText(f"{{{name}}}")
    return models.CharField(label, max_length=40, default=usual, validators=[check])


class Promotion(models.Model):
    """One cohort of one programme, with its calendar, vocabulary and rules.

    The ``official_…`` totals are the published figures of promotions whose files are not all held here.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="promotions", verbose_name="programme")
    name = models.CharField("nom", max_length=80, unique=True)
    slug = models.SlugField("identifiant", unique=True)
    public = models.BooleanField("visible sur le site", default=False)
    archived = models.BooleanField("promotion passée", default=False)
    preselection_on = models.DateField("présélection annoncée le", null=True, blank=True)
    results_on = models.DateField("résultats annoncés le", null=True, blank=True)
    starts_on = models.DateField("arrivée des lauréats", null=True, blank=True)
    months = models.PositiveSmallIntegerField("durée (mois)", default=10, validators=[MinValueValidator(1)])
    months_min = models.PositiveSmallIntegerField(
        SiteText("durée par {challenge} : au moins (mois)"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    months_max = models.PositiveSmallIntegerField(
        SiteText("durée par {challenge} : au plus (mois)"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    team_min = models.PositiveSmallIntegerField("équipe : au moins", default=2, validators=[MinValueValidator(1)])
    team_max = models.PositiveSmallIntegerField("équipe : au plus", default=3, validators=[MinValueValidator(1)])
    wishes_max = models.PositiveSmallIntegerField("nombre de vœux", default=3, validators=[MinValueValidator(1)])
    wish_mode = models.CharField("vœux classés", max_length=10, choices=WishMode, default=WishMode.APPLYING)
    hears_challenges = models.BooleanField(SiteText("un jury entend les {challenges}"), default=True)
    challenges_per_jury = models.PositiveSmallIntegerField(
        SiteText("{challenges} entendus par un jury : au plus"), default=3, validators=[MinValueValidator(1)]
    )
    challenge_juries_per_juror = models.PositiveSmallIntegerField(
        SiteText("demi-journées par juré de {challenges} : au plus"), default=2, validators=[MinValueValidator(1)]
    )
    candidate_juries_per_juror = models.PositiveSmallIntegerField(
        "demi-journées par juré de candidats : au plus", default=5, validators=[MinValueValidator(1)]
    )
    offer_days = models.PositiveSmallIntegerField(
        "délai de réponse à une proposition (jours)", default=5, validators=[MinValueValidator(1)]
    )
    salary_text = models.CharField("rémunération", max_length=120, blank=True)
    challenge_word = _word("challenge")
    challenge_words = _word("challenges")
    mentor_word = _word("mentor")
    mentor_words = _word("mentors")
    sponsor_word = _word("sponsor")
    sponsor_words = _word("sponsors")
    fellow_word = _word("fellow", validate_name)
    fellow_words = _word("fellows", validate_name)
    families = models.ManyToManyField(
        "promotions.ProfileFamily", through="promotions.Target", verbose_name="profils recherchés"
    )
    challenge_questions = models.ForeignKey(
        Questionnaire,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="questions aux administrations",
    )
    application_questions = models.ForeignKey(
        Questionnaire,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="questions aux candidats",
    )
    official_submitted = models.PositiveIntegerField(
        SiteText("{challenges} déposés (chiffre officiel)"), null=True, blank=True
    )
    official_heard = models.PositiveIntegerField(
        SiteText("{challenges} auditionnés (chiffre officiel)"), null=True, blank=True
    )
    official_kept = models.PositiveIntegerField(
        SiteText("{challenges} retenus (chiffre officiel)"), null=True, blank=True
    )
    official_candidates = models.PositiveIntegerField("candidatures (chiffre officiel)", null=True, blank=True)
    official_recruited = models.PositiveIntegerField("lauréats (chiffre officiel)", null=True, blank=True)

    objects = PromotionQuerySet.as_manager()

    class Meta:
        verbose_name = "promotion"
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(team_min__gte=1) & Q(team_max__gte=F("team_min")),
                name="promotions_promotion_team",
                violation_error_message="L’équipe compte au moins une personne, et son maximum dépasse son minimum.",
            ),
            models.CheckConstraint(
                condition=Q(months__gte=1),
                name="promotions_promotion_months",
                violation_error_message="Une promotion dure au moins un mois.",
            ),
            models.CheckConstraint(
                condition=Q(months_min=None, months_max=None)
                | Q(
                    months_min__isnull=False,
                    months_max__isnull=False,
                    months_min__gte=1,
                    months_min__lte=F("months"),
                    months_max__gte=F("months"),
                ),
                name="promotions_promotion_durations",
                violation_error_message=SiteText(
                    "Donnez les deux bornes de la durée par {challenge}, avec la durée de la promotion "
                    "entre elles ; ou aucune."
                ),
            ),
            models.CheckConstraint(
                condition=Q(results_on__gte=F("preselection_on")),
                name="promotions_promotion_announced",
                violation_error_message="La présélection s’annonce avant les résultats : l’une des deux dates est "
                "fausse.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__gt=F("preselection_on")) & Q(starts_on__gt=F("results_on")),
                name="promotions_promotion_announced_before",
                violation_error_message="La présélection et les résultats s’annoncent avant l’arrivée des lauréats : "
                "l’une de ces dates est fausse.",
            ),
            models.CheckConstraint(
                condition=Q(
                    challenge_word__regex=WORD,
                    challenge_words__regex=WORD,
                    mentor_word__regex=WORD,
                    mentor_words__regex=WORD,
                    sponsor_word__regex=WORD,
                    sponsor_words__regex=WORD,
                    fellow_word__regex=NAME,
                    fellow_words__regex=NAME,
                ),
                name="promotions_promotion_vocabulary",
                violation_error_message="Les mots d’une promotion s’écrivent en minuscules et commencent par une "
                "consonne, pour que nos phrases restent justes.",
            ),
            models.CheckConstraint(
                condition=Q(wish_mode__in=WishMode.values),
                name="promotions_promotion_wish_mode",
                violation_error_message="Les vœux se classent en candidatant, ou après la présélection.",
            ),
            models.CheckConstraint(
                condition=Q(wishes_max__gte=1) & Q(offer_days__gte=1),
                name="promotions_promotion_counts",
                violation_error_message="Il faut au moins un vœu et un jour de délai de réponse.",
            ),
            models.CheckConstraint(
                condition=Q(
                    challenges_per_jury__gte=1, challenge_juries_per_juror__gte=1, candidate_juries_per_juror__gte=1
                ),
                name="promotions_promotion_loads",
                violation_error_message=SiteText(
                    "Un jury entend au moins un {challenge}, et un juré siège au moins une demi-journée."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> Vocabulary:
        """What this promotion calls a challenge, a mentor, a sponsor and those it recruits."""
        return Vocabulary(
            challenge=self.challenge_word,
            challenges=self.challenge_words,
            mentor=self.mentor_word,
            mentors=self.mentor_words,
            sponsor=self.sponsor_word,
            sponsors=self.sponsor_words,
            fellow=self.fellow_word,
            fellows=self.fellow_words,
        )

    def said(self, text: str) -> str:
        """A sentence of ours in the words of this promotion; never to be given what somebody typed."""
        return self.words.said(text)

    @property
    def scope(self) -> Scope:
        """The key under which the wording of this promotion's letters is kept, and their vocabulary."""
        return Scope.of(f"promotion:{self.pk}", self.words)

    @property
    def ranks_later(self) -> bool:
        """Whether wishes are asked of the preselected only."""
        return self.wish_mode == WishMode.AFTER

    def statements_for(self, audience: str) -> list[Any]:
        """The sentences that an audience is asked to accept, in order. No query once ``statements`` are read."""
        return [statement for statement in self.statements.all() if statement.audience == audience]

    def juries_per_juror(self, stage: str) -> int:
        """How many half-days one person may be asked to sit: everybody has work elsewhere."""
        return self.challenge_juries_per_juror if stage == Stage.CHALLENGE else self.candidate_juries_per_juror

    @property
    def durations(self) -> tuple[int, int] | None:
        """The shortest and the longest mission, in months, where each challenge says its own."""
        return (self.months_min, self.months_max) if self.months_min and self.months_max else None

    @property
    def first_announced(self) -> date | None:
        """The first day on which administrations were promised an answer."""
        return min(filter(None, (self.preselection_on, self.results_on)), default=None)

    @property
    def ends_on(self) -> date | None:
        """The last day: ``months`` after the first, the day before."""
        return month_after(self.starts_on, self.months, minus_days=1) if self.starts_on else None


def month_after(day: date, months: int, minus_days: int = 0) -> date:
    """The same day ``months`` later (the month's last day where it is shorter), less ``minus_days`` days."""
    total = day.month - 1 + months
    year, month = day.year + total // 12, total % 12 + 1
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return date.fromordinal(date(year, month, last).toordinal() - minus_days)
            except ValueError:
                continue
    raise ValueError(f"no such month: {year}-{month}")
