"""Filters of the list, each a question."""

from collections.abc import Collection

from django.contrib import admin
from django.http import HttpRequest

from challenges.administrations.states import AdministrationKind
from challenges.proposal.states import ChallengeStatus, Decision
from challenges.review.forms.reading import readers
from challenges.review.models.worklists import OWN, WORKLISTS, eligible
from challenges.review.rules.reading import follows_instruction
from challenges.review.states import Advice, Verdict
from eig.accounts.models import User
from eig.accounts.requests import authenticated
from eig.common.vocabulary import SiteText
from eig.promotions.models.profiles import ProfileFamily
from eig.promotions.models.programmes import Promotion


def worklists_of(user: User) -> Collection[str]:
    """The lists of what waits that a person may ask for, by name."""
    return WORKLISTS if follows_instruction(user) else OWN


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
    """Filter by promotion."""

    title, parameter_name, field = "Quelle promotion ?", "promotion", "promotion"

    def answers(self) -> list[tuple]:
        return [(promotion.pk, promotion.name) for promotion in Promotion.objects.order_by("-starts_on", "name")]


class WhichStatus(Question):
    """Filter by status."""

    title, parameter_name, field = SiteText("Où en est le {challenge} ?"), "etat", "status"

    def answers(self) -> list[tuple]:
        return ChallengeStatus.choices


class WhichProfile(Question):
    """Filter by the family of profiles of a position."""

    title, parameter_name, field = "Quel profil cherche-t-il ?", "profil", "positions__family"

    def answers(self) -> list[tuple]:
        return [(family.pk, family.name) for family in ProfileFamily.objects.all()]


class WhichDecision(Question):
    """Filter by the decision prepared and not announced yet; ``none`` for preselected challenges without one."""

    title, parameter_name, field = "Quelle décision est préparée ?", "decision", "pending_decision"

    def answers(self) -> list[tuple]:
        return [("none", "aucune pour l’instant"), *Decision.choices]

    def queryset(self, request: HttpRequest, queryset):
        if self.value() == "none":
            return queryset.filter(status=ChallengeStatus.PRESELECTED, pending_decision="")
        return super().queryset(request, queryset)


class WhichWork(Question):
    """Filter by worklist, among those that the person may ask for."""

    title, parameter_name = "Qu’est-ce qui attend ?", "attente"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin):
        names = worklists_of(authenticated(request).user)
        return [(name, WORKLISTS[name][0]) for name in names]

    def queryset(self, request: HttpRequest, queryset):
        name = self.value() or ""
        if name not in worklists_of(authenticated(request).user):
            return queryset
        return WORKLISTS[name][1](queryset, request.user)


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


class WhichEligibility(Question):
    """Filter by what the verdicts of eligibility say together; ``none`` for files without a verdict."""

    title, parameter_name = "Est-il éligible ?", "eligible"

    def answers(self) -> list[tuple]:
        return [("none", "pas encore vérifié"), *Verdict.choices]

    def queryset(self, request: HttpRequest, queryset):
        chosen = self.value()
        return eligible(queryset, chosen) if chosen in ("none", *Verdict.values) else queryset


class WhichKind(Question):
    """Filter by the kind of the host administration."""

    title, parameter_name, field = "Quelle nature d’administration ?", "nature", "administration__kind"

    def answers(self) -> list[tuple]:
        return AdministrationKind.choices


class WhichMoney(Question):
    """Filter by whether co-funding is asked."""

    title, parameter_name = "Demande-t-il un cofinancement ?", "cofinancement"

    def answers(self) -> list[tuple]:
        return [("oui", "oui"), ("non", "non")]

    def queryset(self, request: HttpRequest, queryset):
        return queryset.filter(cofunding=self.value() == "oui") if self.value() in ("oui", "non") else queryset
