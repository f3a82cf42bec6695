"""Verbs on one challenge, confirmed in the words of its promotion."""

from eig.common.views import StepView


class SaidStepView(StepView):
    """The confirmation of a verb whose object belongs to a promotion, said in the words of this promotion."""

    def said(self, sentence: str) -> str:
        """The sentence in the words of the promotion."""
        return self.object.promotion.said(sentence)
