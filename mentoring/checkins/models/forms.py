"""What a promotion asks its missions: whom, how often, with which questions."""

from django.db import models
from django.db.models import Q

from eig.promotions.models.programmes import Promotion
from eig.questions.models import Questionnaire
from mentoring.checkins.states import Audience, Rhythm


class Form(models.Model):
    """One kind of check-in of a promotion. Mood, blockers, help and next date are always asked.

    ``questionnaire`` adds questions to them. A form that is no longer ``asked`` expects nothing more; what was said
    stays. Its audience and its rhythm do not change once something was expected: a trigger refuses it.
    """

    promotion = models.ForeignKey(Promotion, models.PROTECT, related_name="forms", verbose_name="promotion")
    name = models.CharField("nom", max_length=80)
    audience = models.CharField("qui répond", max_length=10, choices=Audience)
    rhythm = models.CharField("rythme", max_length=10, choices=Rhythm, default=Rhythm.MONTHLY)
    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="questions en plus"
    )
    asked = models.BooleanField("demandé", default=True)

    class Meta:
        verbose_name = "formulaire de suivi"
        verbose_name_plural = "formulaires de suivi"
        ordering = ["promotion", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "name"],
                name="mentoring_form_once",
                violation_error_message="Un formulaire de cette promotion porte déjà ce nom.",
            ),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="mentoring_form_audience"),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="mentoring_form_rhythm"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.promotion})"

    @property
    def shared(self) -> bool:
        """Whether several people give one answer together."""
        return self.audience != Audience.EIG
