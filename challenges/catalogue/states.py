"""Whether the administration agrees with the public page of its challenge."""

from django.db import models


class ValidationStatus(models.TextChoices):
    """Whether the administration agrees with the public page of its challenge."""

    NEVER = "never", "validation non demandée"
    ASKED = "asked", "à valider par l’administration"
    REMARKED = "remarked", "changements proposés par l’administration"
    AGREED = "agreed", "validée par l’administration"
    CHANGED = "changed", "modifiée depuis la demande de validation"


VALIDATION_TONES = {
    ValidationStatus.NEVER: "",
    ValidationStatus.ASKED: "new",
    ValidationStatus.REMARKED: "warning",
    ValidationStatus.AGREED: "success",
    ValidationStatus.CHANGED: "",
}
