"""What hangs on a promotion: its calendar, its aims, what it asks and how it judges."""

from django.contrib import admin

from eig.common.admin import HelpfulFields
from eig.promotions.models import Commitment, Criterion, Target, Window


class WindowInline(HelpfulFields, admin.TabularInline):
    """The dated doors. Changes made here are written in the journal, before and after."""

    model = Window
    extra = 0
    help_texts = {
        "opens_at": "À cet instant précis, heure de Paris, l’appel s’ouvre.",
        "closes_at": "À cet instant, heure de Paris, plus rien n’est accepté : l’heure de réception fait foi.",
    }


class TargetInline(HelpfulFields, admin.TabularInline):
    """The portrait-robot."""

    model = Target
    extra = 0
    help_texts = {"seats": "Nombre de personnes espérées. Zéro : aucun objectif affiché."}


class CommitmentInline(HelpfulFields, admin.TabularInline):
    """What an administration ticks."""

    model = Commitment
    extra = 0
    help_texts = {"text": "Une phrase entière, que l’administration coche pour déposer."}


class CriterionInline(HelpfulFields, admin.TabularInline):
    """The lines of the score sheets."""

    model = Criterion
    extra = 0
    rows = {"help": 2}
    help_texts = {
        "stage": "Le jury des défis et celui des candidats ont chacun leur grille.",
        "weight": "La note est multipliée par le poids dans le total.",
    }
