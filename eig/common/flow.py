"""A table of allowed steps: the diagram of a status, as data."""

from dataclasses import dataclass

from eig.common.vocabulary import SiteText, unsaid


class StepRefused(Exception):  # noqa: N818 a refusal is an answer, not an error
    """A step that may not be taken now. Its text is a French sentence meant for the person who tried."""

    @property
    def sentence(self) -> str:
        """The sentence as it was given: one of ours may be said again with other words, a text of it may not."""
        return self.args[0] if self.args else ""


@dataclass(frozen=True)
class Step:
    """One arrow of the diagram.

    ``name`` is the code's word, ``label`` the verb on the button, ``sources`` the statuses it leaves from
    and ``target`` the one it reaches. ``done`` is what the journal says.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    done: str


class Flow:
    """All the steps of one status field."""

    def __init__(self, *steps: Step):
        self.steps = {step.name: step for step in steps}

    def __getitem__(self, name: str) -> Step:
        return self.steps[name]

    def allows(self, name: str, status: str) -> bool:
        """Whether the named step may leave from this status."""
        return status in self.steps[name].sources

    def check(self, name: str, status: str, label: str) -> Step:
        """The step, when it may leave from ``status``.

        Raises ``StepRefused`` otherwise; ``label`` is the status in French, for the sentence.
        """
        step = self.steps[name]
        if status not in step.sources:
            sentence = f"Impossible de « {unsaid(step.label).lower()} » : l’état actuel est « {unsaid(label)} »."
            raise StepRefused(SiteText(sentence))
        return step
