"""Filters of the list, each a question."""

from collections.abc import Collection

from django.contrib import admin
from django.http import HttpRequest

from challenges.administrations.states import AdministrationKind
from challenges.proposal.states import ChallengeStatus, Decision
from challenges.review.models.worklists import OWN, WORKLISTS, eligible
from challenges.review.rules.reading import follows_instruction
from challenges.review.states import Verdict
from eig.accounts.models import User
from eig.accounts.requests import authenticated
from eig.common.vocabulary import SiteText
from eig.promotions.models.profiles import ProfileFamily
from eig.promotions.models.programmes import Promotion
from eig.reviewing.admin.filters import Question


def worklists_of(user: User) -> Collection[str]:
    """The lists of what waits that a person may ask for, by name."""
    return WORKLISTS if follows_instruction(user) else OWN


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
