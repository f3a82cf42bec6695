"""Keeping a promotion’s choice still."""

from challenges.proposal.rules import coordination
from eig.common.flow import StepRefused
from eig.promotions.models.programmes import Promotion


def hold_choice(promotion: Promotion) -> None:
    """Keep a promotion's choice still until the commit.

    Raises ``StepRefused`` when its publication is ordered: what was shown then is what must be announced.
    """
    Promotion.objects.select_for_update(no_key=True).get(pk=promotion.pk)
    if refusal := coordination.choice_frozen_because(promotion):
        raise StepRefused(refusal)


def required(text: str, sentence: str) -> str:
    """The text without the spaces around it. Raises ``StepRefused`` with the sentence when nothing is left."""
    if not (text := text.strip()):
        raise StepRefused(sentence)
    return text
