"""Filters of a list of files, each a question."""

from django.contrib import admin
from django.http import HttpRequest

from eig.reviewing.forms.reading import readers
from eig.reviewing.states import Advice


class Question(admin.SimpleListFilter):
    """A question whose answers are values of a field."""

    field = ""

    def answers(self) -> list[tuple]:
        """Value and label of each answer."""
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin):
        # Counting the answers builds every filter again for each of them: ask the database once a page.
        known = request.__dict__.setdefault("known_answers", {})
        if self.parameter_name not in known:
            known[self.parameter_name] = self.answers()
        return known[self.parameter_name]

    def queryset(self, request: HttpRequest, queryset):
        return queryset.filter(**{self.field: self.value()}) if self.value() else queryset


class WhichReader(Question):
    """Filter by reader; ``none`` for files given to nobody."""

    title, parameter_name = "Qui le lit ?", "lecteur"

    def answers(self) -> list[tuple]:
        return [("none", "personne"), *((reader.pk, str(reader)) for reader in readers())]

    def queryset(self, request: HttpRequest, queryset):
        if self.value() == "none":
            return queryset.filter(readings=None)
        return queryset.filter(readings__reader=self.value()) if str(self.value() or "").isdecimal() else queryset


class WhichAdvice(Question):
    """Filter by what at least one reader advises."""

    title, parameter_name = "Que recommande au moins un lecteur ?", "avis"

    def answers(self) -> list[tuple]:
        return Advice.choices

    def queryset(self, request: HttpRequest, queryset):
        return queryset.filter(readings__advice=self.value()).distinct() if self.value() else queryset
