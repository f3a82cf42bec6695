"""What a promotion asks of a challenge, of a candidate and of a jury."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from eig.common.vocabulary import SiteText
from eig.promotions.models.profiles import ProfileFamily
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import Audience, Stage


class Target(models.Model):
    """One bar of the portrait-robot: how many people of a family the promotion hopes for (0: no aim said)."""

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="targets")
    family = models.ForeignKey(ProfileFamily, models.PROTECT, related_name="+", verbose_name="famille de profils")
    seats = models.PositiveSmallIntegerField("postes visés", default=0)

    class Meta:
        verbose_name = "cible par profil"
        verbose_name_plural = "portrait-robot : cibles par profil"
        ordering = ["family__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "family"],
                name="promotions_target_once",
                violation_error_message="Cette famille de profils est déjà dans la promotion.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.family} : {self.seats}"


class Round(models.Model):
    """A round of hearings of candidates: from ``cut`` points on, one may be heard in the next; none, all may."""

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField("tour", default=1)
    cut = models.PositiveSmallIntegerField("barre (points)", null=True, blank=True)

    class Meta:
        verbose_name = "tour d’auditions"
        verbose_name_plural = "tours d’auditions des candidats"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "number"],
                name="promotions_round_once",
                violation_error_message="Ce tour est déjà dans la promotion.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="promotions_round_number",
                violation_error_message="Les tours d’auditions se comptent à partir de 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"Tour {self.number}"


class Criterion(models.Model):
    """A line of a score sheet; marks go from ``mark_min`` to ``mark_max``, ``weight`` multiplies them.

    Each ``round`` of hearings has its own.
    """

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="criteria")
    stage = models.CharField("pour", max_length=20, choices=Stage)
    round = models.PositiveSmallIntegerField("tour", default=1)
    order = models.PositiveSmallIntegerField("ordre", default=0)
    label = models.CharField("critère", max_length=120)
    help = models.TextField("aide", blank=True)
    mark_min = models.PositiveSmallIntegerField("note minimale", default=1)
    mark_max = models.PositiveSmallIntegerField("note maximale", default=4)
    weight = models.PositiveSmallIntegerField("poids", default=1)

    class Meta:
        verbose_name = "critère"
        verbose_name_plural = "critères"
        ordering = ["stage", "round", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "stage", "round", "label"],
                name="promotions_criterion_once",
                violation_error_message="Ce critère existe déjà.",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values),
                name="promotions_criterion_stage",
                violation_error_message=SiteText("Un critère juge les {challenges}, ou les candidats."),
            ),
            models.CheckConstraint(
                condition=Q(round__gte=1) & (Q(round=1) | Q(stage=Stage.CANDIDATE)),
                name="promotions_criterion_round",
                violation_error_message=SiteText(
                    "Les tours se comptent à partir de 1 ; les {challenges} n’en ont qu’un."
                ),
            ),
            models.CheckConstraint(
                condition=Q(mark_max__gt=models.F("mark_min")) & Q(weight__gte=1),
                name="promotions_criterion_scale",
                violation_error_message="La note maximale dépasse la note minimale, et le poids est d’au moins 1.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Statement(models.Model):
    """A sentence that an administration or a candidate accepts; who and when are recorded (``Acceptance``).

    Without a ``compulsory`` one, nothing is submitted. ``label`` names it where it is told, ``key`` for machines.
    """

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="statements")
    audience = models.CharField("pour", max_length=20, choices=Audience, default=Audience.AGENTS)
    order = models.PositiveSmallIntegerField("ordre", default=0)
    text = models.CharField("phrase à cocher", max_length=300)
    help = models.CharField("aide", max_length=300, blank=True)
    label = models.CharField("intitulé", max_length=80, blank=True)
    key = models.SlugField("clef", max_length=60, blank=True)
    compulsory = models.BooleanField("obligatoire", default=True)

    class Meta:
        verbose_name = "engagement ou déclaration"
        verbose_name_plural = "engagements et déclarations"
        ordering = ["audience", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values),
                name="promotions_statement_audience",
                violation_error_message="Un engagement est pris par les administrations, ou par les candidats.",
            ),
            models.UniqueConstraint(
                fields=["promotion", "key"],
                condition=~Q(key=""),
                name="promotions_statement_key",
                violation_error_message="Deux phrases d’une promotion ne peuvent pas avoir la même clef.",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Acceptance(models.Model):
    """A statement accepted: by whom, when. For what (a challenge, an application) is said by each app above."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="+", verbose_name="phrase")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par")
    at = models.DateTimeField("le")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.statement)
