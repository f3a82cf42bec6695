"""Whether the administration of a challenge has validated its public page."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from challenges.catalogue.states import ValidationStatus
from challenges.proposal.models.challenges import Challenge
from eig.common.keeping.version import mark
from eig.common.vocabulary import SiteText

S = ValidationStatus


class SheetValidation(models.Model):
    """Where the validation of a page stands: the instants say it, nothing else is stored.

    Asked by the coordination, then answered by an author: agreed, or changes proposed in ``remark``. A page framed
    again waits to be asked again.
    """

    challenge = models.OneToOneField(
        Challenge, models.CASCADE, related_name="validation", verbose_name=SiteText("{challenge}")
    )
    asked_at = models.DateTimeField("validation demandée le")
    answered_at = models.DateTimeField("réponse le", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="réponse de"
    )
    remark = models.TextField("changements proposés", blank=True)
    outdated = models.BooleanField("la fiche a changé depuis", default=False)

    class Meta:
        verbose_name = "validation de la fiche"
        verbose_name_plural = "validations des fiches"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("asked_at")),
                name="challenges_validation_order",
                violation_error_message="La réponse vient après la demande.",
            ),
            models.CheckConstraint(
                condition=Q(remark="") | Q(answered_at__isnull=False),
                name="challenges_validation_remark",
                violation_error_message="Des changements proposés sont une réponse : elle est datée.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge} : {self.status.label}"

    @property
    def status(self) -> ValidationStatus:
        """Where the validation stands, deduced from what is stored."""
        if self.outdated:
            return S.CHANGED
        if not self.answered_at:
            return S.ASKED
        return S.REMARKED if self.remark else S.AGREED

    @property
    def version(self) -> str:
        """A mark that changes whenever the page is shown to its authors again, or one of them answers."""
        return mark([self.asked_at, self.answered_at])


def validation_of(challenge: Challenge) -> SheetValidation | None:
    """The validation asked for a challenge; None when it never was."""
    return getattr(challenge, "validation", None)


def validation_status(challenge: Challenge) -> ValidationStatus:
    """Where the validation of a challenge's page stands; ``NEVER`` when it was not asked."""
    known = validation_of(challenge)
    return known.status if known else S.NEVER


def validation_tone(challenge: Challenge) -> str:
    """The colour of the badge of that status."""
    return validation_status(challenge).tone
