"""What the coordination types to compose juries and plan their half-days."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator

from challenges.hearings.dealing import Proposal, Terms
from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.proposal.models.challenges import Challenge
from eig.common.forms import DateTimeInput, EigForm, choice_field, model_choice_field
from eig.common.tables import decoded
from eig.common.vocabulary import SiteText
from eig.juries.models.juries import Jury
from eig.promotions.models.programmes import Promotion
from eig.reviewing.forms.conflicts import ConflictForm

BIGGEST = 500_000


class ChallengeConflictForm(ConflictForm):
    """A conflict of interest with a challenge."""

    class Meta:
        model = ConflictOfInterest
        fields = ["challenge", "user", "kind", "reason"]
        help_texts = {"reason": "Pour le journal et la coordination ; les autres jurés ne la lisent pas."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "challenge" in self.fields:
            model_choice_field(self, "challenge").queryset = Challenge.objects.preselected().order_by("key")


class TableForm(EigForm):
    """A table, sent as a file or pasted; what was read stays on the page to be corrected."""

    file = forms.FileField(label="Fichier CSV", required=False)
    text = forms.CharField(
        label="Ou le tableau, collé ici",
        help_text="La première ligne donne les titres. Points-virgules, virgules ou tabulations séparent les cellules.",
        required=False,
        widget=forms.Textarea({"rows": 12, "class": "eig-plain"}),
    )

    def clean(self) -> dict:
        """The file when there is one, else what was pasted."""
        values = super().clean() or self.cleaned_data
        sent = values.get("file")
        if sent and sent.size > BIGGEST:
            raise ValidationError("Ce fichier est trop lourd : 500 Ko au plus.")
        values["text"] = decoded(sent.read()) if sent else values.get("text", "")
        if not values["text"].strip():
            raise ValidationError("Envoyez un fichier, ou collez un tableau.")
        return values


class TermsForm(EigForm):
    """How the half-days are cut: no more challenges for a jury than the promotion allows."""

    mark_optional = False
    most = forms.IntegerField(label=SiteText("{Challenges} par jury, au plus"), min_value=1)
    minutes = forms.IntegerField(label="Durée d’une audition (minutes)", min_value=10, max_value=240)
    pause = forms.IntegerField(label="Pause entre deux (minutes)", min_value=0, max_value=120)

    def __init__(self, promotion: Promotion, data=None):
        self.usual = Terms(promotion.challenges_per_jury)
        super().__init__(data, initial=vars(self.usual))
        limit = f"Cette promotion n’en permet pas plus de {self.usual.most} : c’est un réglage de la promotion."
        self.fields["most"].validators.append(MaxValueValidator(self.usual.most, limit))
        self.fields["most"].help_text = f"{self.usual.most} dans cette promotion."

    @property
    def terms(self) -> Terms:
        """The terms typed; those of the promotion when nothing was sent, or something invalid."""
        return Terms(**self.cleaned_data) if self.is_bound and self.is_valid() else self.usual


class SlotForm(EigForm):
    """One row of the proposal: a challenge, its jury and its hour; without a jury, the challenge is left for later."""

    challenge = forms.IntegerField(widget=forms.HiddenInput)
    jury = forms.TypedChoiceField(label="Jury", coerce=int, empty_value=None, required=False)
    starts_at = forms.DateTimeField(label="Début", widget=DateTimeInput, required=False)

    def __init__(self, *args, juries: Sequence[Jury] = (), **kwargs):
        super().__init__(*args, **kwargs)
        choice_field(self, "jury").choices = [
            ("", "plus tard"),
            *((jury.pk, f"{jury} – {jury.half_day}") for jury in juries),
        ]

    def clean(self) -> dict:
        """Refuse a jury without an hour."""
        values = super().clean() or self.cleaned_data
        if values.get("jury") and not values.get("starts_at") and "starts_at" not in self.errors:
            self.add_error("starts_at", "Donnez l’heure de cette audition.")
        return values


def slot_formset(juries: Sequence[Jury], proposals: Sequence[Proposal] = (), data=None) -> forms.BaseFormSet:
    """The proposals as rows to correct, or the rows sent when there is ``data``."""
    initial = [
        {
            "challenge": proposal.challenge.pk,
            "jury": proposal.jury.pk if proposal.jury else "",
            "starts_at": proposal.starts_at,
        }
        for proposal in proposals
    ]
    factory = forms.formset_factory(SlotForm, extra=0, max_num=500)
    return factory(data, initial=initial, prefix="auditions", form_kwargs={"juries": juries})
