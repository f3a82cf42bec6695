"""The filters of the list of applications, named as questions."""

from django.contrib import admin
from django.db.models import Exists, OuterRef

from candidates.application.models.applications import Wish
from candidates.application.states import Standing, Verdict
from candidates.review.models.reading import Reading
from challenges.proposal.models.challenges import Challenge
from eig.common.vocabulary import SiteText
from eig.promotions.models.profiles import ProfileFamily
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import WishMode
from eig.reviewing.admin import filters as reviewing
from eig.reviewing.models.reading import handed
from eig.reviewing.rules.reading import reads_only_theirs

NONE = "none"
WORKLISTS = {
    "mine": "mes lectures à faire",
    "unread": "aucun lecteur",
    "advised": "avis rendus, à décider",
}


class Question(admin.SimpleListFilter):
    """A filter whose title is a question."""

    template = "admin/candidates/question.html"


class WhichPromotion(Question):
    """The promotion."""

    title = "Pour quelle promotion ?"
    parameter_name = "promotion"

    def lookups(self, request, model_admin):
        return [(str(promotion.pk), promotion.name) for promotion in Promotion.objects.all()]

    def queryset(self, request, queryset):
        return queryset.filter(promotion=self.value()) if _number(self.value()) else queryset


class WhichStatus(Question):
    """Where it stands; drafts belong to their authors."""

    title = "Où en est-elle ?"
    parameter_name = "etat"

    def lookups(self, request, model_admin):
        return [choice for choice in Standing.choices if choice[0] != Standing.DRAFT]

    def queryset(self, request, queryset):
        value = self.value()
        return queryset.standing(value) if value in Standing.values else queryset


class WhichVerdict(Question):
    """What is prepared for the preselection."""

    title = "Quelle décision est préparée ?"
    parameter_name = "decision"

    def lookups(self, request, model_admin):
        return [(NONE, "aucune encore"), *Verdict.choices]

    def queryset(self, request, queryset):
        if self.value() == NONE:
            return queryset.undecided()
        return queryset.judged().filter(pending_verdict=self.value()) if self.value() in Verdict.values else queryset


class WhichRanking(Question):
    """Whether the preselected have ranked their wishes, where they do it then."""

    title = "A-t-elle classé ses vœux ?"
    parameter_name = "voeux"

    def lookups(self, request, model_admin):
        later = Promotion.objects.filter(wish_mode=WishMode.AFTER).exists()
        return [("ranked", "oui"), ("unranked", "pas encore")] if later else []

    def queryset(self, request, queryset):
        match self.value():
            case "ranked":
                return queryset.ranked()
            case "unranked":
                return queryset.to_rank()
            case _:
                return queryset


class WhichFamily(Question):
    """The family of profiles of a wish."""

    title = "Quel profil est visé ?"
    parameter_name = "profil"

    def lookups(self, request, model_admin):
        return [(str(family.pk), str(family)) for family in ProfileFamily.objects.all()]

    def queryset(self, request, queryset):
        return _with_wish(queryset, position__family=self.value()) if _number(self.value()) else queryset


class WhichChallenge(Question):
    """The challenge of a wish."""

    title = SiteText("Quel {challenge} est demandé ?")
    parameter_name = "defi"

    def lookups(self, request, model_admin):
        wished = Challenge.objects.filter(positions__wishes__isnull=False).distinct()
        return [(str(challenge.pk), str(challenge)) for challenge in wished]

    def queryset(self, request, queryset):
        return _with_wish(queryset, position__challenge=self.value()) if _number(self.value()) else queryset


class WhichWork(Question):
    """What waits for oneself, or for readers; whoever reads only theirs asks for nothing else."""

    title = "Qu’est-ce qui attend ?"
    parameter_name = "attente"

    def lookups(self, request, model_admin):
        names = ["mine"] if reads_only_theirs(request.user, Reading) else WORKLISTS
        return [(name, WORKLISTS[name]) for name in names]

    def queryset(self, request, queryset):
        waiting = queryset.submitted() if self.value() in dict(self.lookup_choices) else queryset
        match self.value():
            case "mine":
                return waiting.filter(handed(Reading, reader=request.user, advice=""))
            case "unread":
                return waiting.filter(~handed(Reading))
            case "advised":
                return waiting.filter(handed(Reading), ~handed(Reading, advice=""))
            case _:
                return queryset


class WhichReader(reviewing.WhichReader):
    """The reader, or nobody."""

    template = Question.template
    title = "Qui la lit ?"


class WhichAdvice(reviewing.WhichAdvice):
    """What at least one reader advises."""

    template = Question.template


def _with_wish(queryset, **conditions):
    return queryset.filter(Exists(Wish.objects.filter(application=OuterRef("pk"), **conditions)))


def _number(value: str | None) -> bool:
    return value is not None and value.isdecimal()
