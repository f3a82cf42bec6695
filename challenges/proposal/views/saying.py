"""Verbs on one challenge, confirmed in the words of its promotion."""

from eig.common.views import StepView


class SaidStepView(StepView):
    """A verb whose object belongs to a promotion."""

    def said(self, sentence: str) -> str:
        """The words of the promotion."""
        return self.object.promotion.said(sentence)
