"""Commitments: they come from the promotion's data."""

from typing import Any

from django import forms

from challenges.proposal.forms.base import DraftForm
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import commitments_of
from eig.common.dates import short_instant
from eig.common.forms import choice_field, model_choice_field
from eig.promotions.models.settings import Statement
from eig.promotions.states import Audience


class CommitmentsForm(DraftForm):
    """Sentences to tick; each says who ticked it and when."""

    commitments = forms.ModelMultipleChoiceField(
        Statement.objects.none(),
        label="Notre administration s’engage",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nous gardons avec chaque engagement le nom de la personne qui le coche et l’heure.",
    )

    def __init__(self, *args: Any, challenge: Challenge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticked = {row.statement_id: row for row in challenge.commitments.all()}
        rows = commitments_of(challenge.promotion)
        offered = challenge.promotion.statements.filter(audience=Audience.AGENTS)
        model_choice_field(self, "commitments").queryset = offered
        choice_field(self, "commitments").choices = [
            (commitment.pk, _sentence(commitment, ticked.get(commitment.pk))) for commitment in rows
        ]

    def ticked(self) -> list[int]:
        """The numbers of those that are ticked: as sent when something was, else as stored."""
        rows = self.cleaned_data["commitments"] if self.is_bound else self.initial["commitments"]
        return [commitment.pk for commitment in rows]

    @staticmethod
    def initial_of(challenge: Challenge) -> dict[str, Any]:
        """What is stored, as the form's initial values."""
        return {"commitments": [row.statement for row in challenge.commitments.all()]}


def _sentence(commitment: Statement, row: Any) -> str:
    if row is None:
        return commitment.text
    return f"{commitment.text} – coché par {row.user}, le {short_instant(row.at)}"
