"""Filters of the list, each a question."""

from django.contrib import admin
from django.http import HttpRequest

from challenges.states import ChallengeStatus, Decision
from eig.promotions.models import ProfileFamily, Promotion


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


class WhichPromotion(Question):
    """Of which year?"""

    title, parameter_name, field = "Quelle promotion ?", "promotion", "promotion"

    def answers(self) -> list[tuple]:
        return [(one.pk, one.name) for one in Promotion.objects.order_by("-starts_on", "name")]


class WhichStatus(Question):
    """At what point?"""

    title, parameter_name, field = "Où en est le défi ?", "etat", "status"

    def answers(self) -> list[tuple]:
        return ChallengeStatus.choices


class WhichProfile(Question):
    """Looking for whom?"""

    title, parameter_name, field = "Quel profil cherche-t-il ?", "profil", "positions__family"

    def answers(self) -> list[tuple]:
        return [(one.pk, one.name) for one in ProfileFamily.objects.all()]


class WhichDecision(Question):
    """What will be announced?"""

    title, parameter_name, field = "Quelle décision est préparée ?", "decision", "pending_decision"

    def answers(self) -> list[tuple]:
        return [("none", "aucune pour l’instant"), *Decision.choices]

    def queryset(self, request: HttpRequest, queryset):
        if self.value() == "none":
            return queryset.filter(status=ChallengeStatus.PRESELECTED, pending_decision="")
        return super().queryset(request, queryset)
