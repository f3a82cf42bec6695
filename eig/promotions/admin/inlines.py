"""What hangs on a promotion: its calendar, its aims, what it asks and how it judges."""

from django.contrib import admin

from eig.common.admin import HelpfulFields, SharedChoices
from eig.promotions.models import Commitment, Criterion, Target, Window


class WindowInline(HelpfulFields, admin.TabularInline):
    """The dated doors. Changes made here are written in the journal, before and after."""

    model = Window
    fields = ["kind", "opens_at", "closes_at"]
    extra = 0
    help_texts = {
        "opens_at": "À cet instant précis, heure de Paris, l’appel s’ouvre.",
        "closes_at": "À cet instant, heure de Paris, plus rien n’est accepté : l’heure de réception fait foi.",
    }


class TargetInline(SharedChoices, HelpfulFields, admin.TabularInline):
    """The portrait-robot."""

    model = Target
    fields = ["family", "seats"]
    extra = 0
    help_texts = {"seats": "Nombre de personnes espérées. Zéro : aucun objectif affiché."}

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("family")


class CommitmentInline(HelpfulFields, admin.TabularInline):
    """What an administration ticks."""

    model = Commitment
    fields = ["order", "text"]
    extra = 0
    help_texts = {"text": "Une phrase entière, que l’administration coche pour déposer."}


class CriterionInline(HelpfulFields, admin.TabularInline):
    """The lines of the score sheets."""

    model = Criterion
    fields = ["stage", "order", "label", "help", "mark_min", "mark_max", "weight"]
    extra = 0
    rows = {"help": 2}
    help_texts = {
        "stage": "Le jury des défis et celui des candidats ont chacun leur grille.",
        "weight": "La note est multipliée par le poids dans le total.",
    }
