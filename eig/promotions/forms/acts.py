"""What the coordination types besides the settings themselves."""

from typing import Any

from django import forms
from django.core.validators import MinValueValidator

from eig.common.dates import full_instant
from eig.common.forms import DateInput, DateTimeInput, EigForm
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import Promotion
from eig.promotions.rules import moved_day

WEEKS = 52
TAKEN = "Une promotion porte déjà {} : choisissez-en un autre."


class CloneForm(EigForm):
    """The name of the copy and how much later it happens: by a new first day, or by a number of days."""

    name = forms.CharField(label="Nom de la nouvelle promotion", max_length=80)
    slug = forms.SlugField(
        label="Identifiant",
        max_length=50,
        help_text="Dans les adresses du site : lettres sans accent, chiffres et tirets.",
    )
    starts_on = forms.DateField(
        label="Nouvelle date d’arrivée des lauréats",
        required=False,
        widget=DateInput(),
        help_text="Toutes les dates sont décalées d’autant de jours, sans changer d’heure à Paris.",
    )
    days = forms.IntegerField(
        label="Ou décalage, en jours",
        required=False,
        validators=[MinValueValidator(-3660)],
        max_value=3660,
        help_text="364 jours, soit 52 semaines, gardent les jours de la semaine.",
    )

    def __init__(self, promotion: Promotion, *args, **kwargs):
        self.promotion = promotion
        super().__init__(*args, **kwargs)
        if promotion.starts_on is None:
            del self.fields["starts_on"]
            self.fields["days"].label = "Décalage, en jours"

    @classmethod
    def suggested(cls, promotion: Promotion) -> dict:
        """First values: a free name, and the same week-day a year later."""
        shift = WEEKS * 7
        later = promotion.starts_on and moved_day(promotion.starts_on, shift)
        first = {"name": f"{promotion.name} (copie)"[:80], "slug": f"{promotion.slug[:44]}-copie"}
        return {**first, "starts_on": later} if later else {**first, "days": shift}

    def clean_name(self):
        return self._free("name", "ce nom")

    def clean_slug(self):
        return self._free("slug", "cet identifiant")

    def _free(self, field: str, word: str) -> str:
        value = self.cleaned_data[field]
        if Promotion.objects.filter(**{field: value}).exists():
            raise forms.ValidationError(TAKEN.format(word))
        return value

    def clean(self):
        values: Any = super().clean()
        day, days = values.get("starts_on"), values.get("days")
        by_day = (day - self.promotion.starts_on).days if day else None
        if day is None and days is None and not self.errors:
            self.add_error("days", "Dites de combien décaler les dates.")
        elif None not in (by_day, days) and by_day != days:
            self.add_error("days", f"La date donnée décale de {by_day} jours : laissez l’un des deux champs vide.")
        values["shift"] = days if by_day is None else by_day
        return values


class ExtendForm(EigForm):
    """A later closing, and why."""

    closes_at = forms.DateTimeField(label="Nouvelle clôture (heure de Paris)", widget=DateTimeInput())
    reason = forms.CharField(
        label="Motif",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text="Gardé au journal, avec l’ancienne et la nouvelle date.",
    )

    def __init__(self, window: Window, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["closes_at"].help_text = f"Clôture actuelle : {full_instant(window.closes_at)}."
