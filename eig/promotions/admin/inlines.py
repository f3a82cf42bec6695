"""What hangs on a promotion: its calendar, its aims, what it asks and how it judges."""

from eig.common.inlines import PlainInline
from eig.common.vocabulary import SiteText
from eig.promotions.forms.settings import CriterionFormSet, StatementFormSet, TargetFormSet, WindowFormSet
from eig.promotions.models.calendar import Window
from eig.promotions.models.settings import Criterion, Round, Statement, Target
from eig.promotions.states import WindowKind


class WindowInline(PlainInline):
    """The dated doors. Changes made here are written in the journal, before and after."""

    model = Window
    formset = WindowFormSet
    fields = ["kind", "opens_at", "closes_at"]
    max_num = len(WindowKind)
    help_texts = {
        "opens_at": "À cet instant précis, heure de Paris, l’appel s’ouvre.",
        "closes_at": "À cet instant, heure de Paris, plus rien n’est accepté : l’heure de réception fait foi.",
    }


class TargetInline(PlainInline):
    """The portrait-robot."""

    model = Target
    formset = TargetFormSet
    fields = ["family", "seats"]
    spare = 1
    help_texts = {"seats": "Nombre de personnes espérées. Zéro : aucun objectif affiché."}

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("family")


class StatementInline(PlainInline):
    """What administrations and candidates tick."""

    model = Statement
    formset = StatementFormSet
    fields = ["audience", "order", "text", "help", "label", "compulsory", "key"]
    folded = True
    help_texts = {
        "audience": "Une nouvelle promotion commence avec les deux déclarations habituelles des candidats.",
        "text": "Une phrase entière, à cocher pour déposer. Une fois acceptée, elle ne se reformule plus.",
        "help": "Affichée sous la phrase.",
        "label": "Pour les candidats : ce qui précède la phrase là où leur dossier se lit.",
        "compulsory": "Sans elle, le dossier ne peut pas être déposé.",
        "key": "Facultative : un nom sans accent, en tirets, pour reconnaître la phrase d’une promotion à l’autre.",
    }


class RoundInline(PlainInline):
    """The rounds of hearings, where there is more than one."""

    model = Round
    fields = ["number", "cut"]
    spare = 1
    folded = True
    help_texts = {
        "cut": "Le total de la fiche commune à partir duquel une personne peut être entendue au tour suivant. Vide : "
        "toutes peuvent l’être.",
    }


class CriterionInline(PlainInline):
    """The lines of the score sheets."""

    model = Criterion
    formset = CriterionFormSet
    fields = ["stage", "round", "order", "label", "help", "mark_min", "mark_max", "weight"]
    spare_at_first = 10
    folded = True
    rows = {"help": 2}
    help_texts = {
        "stage": SiteText("Le jury des {challenges} et celui des candidats ont chacun leur grille."),
        "round": "1, ou 2 pour un second tour d’auditions de candidats, qui a ses propres critères.",
        "weight": "La note est multipliée par le poids dans le total.",
    }
