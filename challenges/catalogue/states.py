"""Whether the administration agrees with the public page of its challenge."""

from eig.common.words import Words


class ValidationStatus(Words):
    """Whether the administration agrees with the public page of its challenge."""

    NEVER = "never", "validation non demandée", ""
    ASKED = "asked", "à valider par l’administration", "new"
    REMARKED = "remarked", "changements proposés par l’administration", "warning"
    AGREED = "agreed", "validée par l’administration", "success"
    CHANGED = "changed", "modifiée depuis la demande de validation", ""
