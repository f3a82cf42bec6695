"""Rows edited on the page of what they hang on, with labels, on a phone as on a desk, and without any script."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.text import slugify

from eig.common.admin import HelpfulFields, PlainPages, SharedChoices

MOST_ROWS = 200


class SettingsPages(HelpfulFields, PlainPages):
    """For an admin of settings: no script, no act on many rows at once, the style sheets of ``PlainInline``."""

    media = forms.Media(css={"all": ["css/lists.css", "css/settings.css"]})
    actions: Sequence[Any] | None = None


class WholeRows(BaseInlineFormSet):
    """Rows that are checked together (``check_rows``) once each stored one is there: part of a page proves nothing."""

    def clean(self) -> None:
        if any(form.instance.pk is None for form in self.initial_forms):
            raise ValidationError("Une partie de la page n’est pas arrivée : rechargez-la, puis recommencez.")
        if sentences := list(self.check_rows()):
            raise ValidationError(sentences)
        super().clean()

    def check_rows(self) -> Iterable[str]:
        """What forbids to store these rows, as sentences; each row may still be invalid by itself."""
        return ()


class PlainInline(SharedChoices, HelpfulFields, PlainPages, admin.StackedInline):
    """Each row is a labelled block; rows to add wait folded below: ``spare`` of them, ``spare_at_first`` on a new page.

    ``verbose_name`` gives the words of « Ajouter : … ». With ``folded``, each row shows its name until it is opened.
    """

    formset = WholeRows
    template = "admin/edit_inline.html"
    media = forms.Media()
    spare = 2
    spare_at_first = 4
    folded = False

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """A page that says to have thousands of rows is not believed: each would be built and drawn again."""
        most = self.get_max_num(request, obj)
        limits = {"max_num": MOST_ROWS if most is None else most, "absolute_max": MOST_ROWS}
        return super().get_formset(request, obj, **limits, **kwargs)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return self.spare if obj else self.spare_at_first


class SluggedForm(forms.ModelForm):
    """``slug`` may be left empty: it then follows from ``name``."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields[
                "slug"
            ].help_text = (
                "Dans les adresses du site : lettres sans accent, chiffres et tirets. Vide, il se déduit du nom."
            )

    def clean(self) -> dict:
        values = super().clean() or self.cleaned_data
        if "slug" in self.fields and not values.get("slug") and "slug" not in self.errors:
            values["slug"] = slugify(values.get("name", ""))[:50]
        return values
