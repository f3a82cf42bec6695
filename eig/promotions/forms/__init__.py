"""What the coordination types to set a promotion up, to copy it, to put off a closing."""

from eig.promotions.forms.acts import CloneForm, ExtendForm
from eig.promotions.forms.settings import (
    CommitmentFormSet,
    CriterionFormSet,
    ProfileFormSet,
    PromotionForm,
    TargetFormSet,
    WindowFormSet,
)

__all__ = [
    "CloneForm",
    "CommitmentFormSet",
    "CriterionFormSet",
    "ExtendForm",
    "ProfileFormSet",
    "PromotionForm",
    "TargetFormSet",
    "WindowFormSet",
]
