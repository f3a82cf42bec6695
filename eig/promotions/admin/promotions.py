"""The settings of a promotion, from its name to its official figures."""

from typing import Any

from django.contrib import admin
from django.db import IntegrityError
from django.urls import path, reverse

from eig.common.inlines import SettingsPages
from eig.common.refusals import said_by
from eig.common.vocabulary import SiteText
from eig.journal.admin import JournaledPages, JournalInline
from eig.notifications.admin.wordings import Desk, WordingPages
from eig.promotions.admin.cloning import ClonePage
from eig.promotions.admin.extending import ExtendPage
from eig.promotions.admin.inlines import CriterionInline, RoundInline, StatementInline, TargetInline, WindowInline
from eig.promotions.forms.settings import PromotionForm
from eig.promotions.guards import KEPT
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import NOUNS, Promotion
from eig.promotions.rules import can_clone, can_extend, can_reword
from eig.promotions.workflow.calendar import described, note_calendar
from eig.promotions.workflow.statements import give_usual

HELP = {
    "public": SiteText(
        "Tant que la case est vide, rien de cette promotion n’apparaît sur le site : ni appel, ni {challenge}."
    ),
    "archived": "Une promotion passée reste au catalogue et dans les chiffres ; elle ne reçoit plus rien.",
    "preselection_on": "Le jour promis aux administrations, affiché sur la page de leur dossier. Vide : « La date sera "
    "annoncée par courriel ». Rien ne part tout seul ce jour-là.",
    "results_on": SiteText("De même, pour le choix des {challenges}."),
    "starts_on": "Le premier jour des missions.",
    "months": SiteText("La durée des missions, quand le {challenge} n’en dit pas une autre."),
    "months_min": SiteText("Si chaque {challenge} choisit sa durée, du plus court…"),
    "months_max": SiteText(
        "… au plus long. Vides : tous les {challenges} durent autant, et le dossier ne pose pas la question."
    ),
    "team_min": SiteText("Taille de l’équipe d’un {challenge}, de la plus petite…"),
    "team_max": "… à la plus grande : un dossier hors de ces bornes ne peut pas être déposé.",
    "hears_challenges": "Sans jury, la coordination décide d’après les dossiers présélectionnés.",
    "challenges_per_jury": SiteText(
        "Un jury tient une demi-journée. Un {challenge} de plus est refusé, et la répartition s’y tient."
    ),
    "challenge_juries_per_juror": "Une invitation de plus est refusée : les jurés sont bénévoles.",
    "candidate_juries_per_juror": "De même, pour les auditions de candidats.",
    "wish_mode": "En candidatant : les vœux font partie du dossier. Après la présélection : on candidate au programme, "
    "puis les personnes présélectionnées classent leurs vœux pendant l’appel à vœux, à dater ci-dessous.",
    "wishes_max": "Combien de postes une personne classe au plus dans sa candidature.",
    "offer_days": "Passé ce délai, la proposition expire et la place s’ouvre à la personne suivante.",
    "salary_text": "Affichée aux candidats, par exemple : 4 000 € nets par mois.",
    "challenge_questions": "Le récit demandé à l’administration. Deux promotions devraient avoir chacune le leur.",
    "application_questions": "Les sections de la candidature.",
    "challenge_word": "Projet, chantier, sujet… Un nom masculin, en minuscules, qui commence par une consonne : les "
    "phrases du site et des courriers de la promotion disent « ce », « du », « un » devant lui.",
    "challenge_words": "Le même, au pluriel. Ce que les personnes ont écrit, les questions et les courriers que "
    "vous avez reformulés ne changent pas.",
    "mentor_word": "Porteur, référent, tuteur… Mêmes règles.",
    "sponsor_word": "La personne de la hiérarchie : sponsor, parrain… Mêmes règles.",
    "fellow_word": "Les personnes recrutées : un nom ou un sigle, dit sans article, ou après « les », « vos ».",
    "fellow_words": "Le même, au pluriel, s’il change.",
    "official_submitted": "Les chiffres officiels remplacent ceux que le site compte lui-même. Vide : le site compte.",
}
FIELDSETS: list[tuple[Any, Any]] = [
    (None, {"fields": ["programme", "name", "slug", "public", "archived"]}),
    ("Missions", {"fields": ["starts_on", "months", "months_min", "months_max", "team_min", "team_max"]}),
    (
        SiteText("Choix des {challenges}"),
        {
            "fields": [
                "preselection_on",
                "results_on",
                "hears_challenges",
                "challenges_per_jury",
                "challenge_juries_per_juror",
            ]
        },
    ),
    ("Questions posées", {"fields": ["challenge_questions", "application_questions"]}),
    (
        "Candidatures et propositions",
        {"fields": ["candidate_juries_per_juror", "wish_mode", "wishes_max", "offer_days", "salary_text"]},
    ),
    (
        "Vocabulaire",
        {"fields": [f"{name}_{number}" for name in NOUNS for number in ("word", "words")]},
    ),
    (
        "Chiffres officiels",
        {
            "classes": ["collapse"],
            "fields": [
                "official_submitted",
                "official_heard",
                "official_kept",
                "official_candidates",
                "official_recruited",
            ],
        },
    ),
]


@admin.register(Promotion)
class PromotionAdmin(JournaledPages, ClonePage, ExtendPage, WordingPages, SettingsPages, admin.ModelAdmin):
    """One page per promotion: settings, calendar, aims, commitments, criteria, journal."""

    list_display = ["name", "programme", "starts_on", "public", "archived"]
    list_filter = ["programme", "public", "archived"]
    list_select_related = ["programme"]
    search_fields = ["name"]
    form = PromotionForm
    fieldsets = FIELDSETS
    help_texts = HELP
    inlines = [WindowInline, TargetInline, StatementInline, RoundInline, CriterionInline, JournalInline]
    change_form_template = "admin/promotions/promotion/change_form.html"
    wording_path = "<int:pk>/courriers/"
    journaled_apart = (Window,)

    def get_urls(self):
        own = [
            path("<int:pk>/cloner/", self.admin_site.admin_view(self.clone), name="promotions_promotion_clone"),
            path(
                "<int:pk>/prolonger/<int:window>/",
                self.admin_site.admin_view(self.extend),
                name="promotions_promotion_extend",
            ),
        ]
        return own + self.wording_urls() + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        promotion = self.get_object(request, object_id)
        tools = self.tools(request, promotion) if promotion else []
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "tools": tools})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The page; what lands in the database between its checks and its saving is said on it, nothing typed lost."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            request.refusal = said_by(error, KEPT)
            if not request.refusal:
                raise
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def tools(self, request, promotion: Promotion) -> list[dict]:
        """The acts of the page that this person may do."""
        args = [promotion.pk]
        found = [
            {
                "label": f"Prolonger : {window.get_kind_display()}",
                "url": reverse("admin:promotions_promotion_extend", args=[promotion.pk, window.pk]),
            }
            for window in promotion.windows.all()
            if window.opens_at <= request.at and can_extend(request.user, window)
        ]
        if can_reword(request.user, promotion):
            found.append({"label": "Courriers", "url": reverse("admin:promotions_promotion_letters", args=args)})
        if can_clone(request.user, promotion):
            found.append({"label": "Cloner", "url": reverse("admin:promotions_promotion_clone", args=args)})
        return found

    def wording_desk(self, request, pk: int) -> Desk:
        """The letters of one promotion."""
        promotion = self.promotion_or_404(request, pk)
        back = reverse("admin:promotions_promotion_change", args=[pk])
        return Desk(promotion.scope, promotion.name, "admin:promotions_promotion_letter", (pk,), promotion, back)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not change:
            give_usual(form.instance)

    def save_formset(self, request, form, formset, change):
        lines = calendar_changes(formset) if formset.model is Window else []
        super().save_formset(request, form, formset, change)
        if change:
            note_calendar(form.instance, lines, by=request.user, at=request.at)


def calendar_changes(formset) -> list[str]:
    """A line for each date that the form changes, each door it adds and each it takes away."""
    lines = []
    for form in formset.initial_forms:
        if form in formset.deleted_forms:
            lines.append(f"{form.instance.get_kind_display().capitalize()} : porte supprimée")
        else:
            dates = [name for name in ("opens_at", "closes_at") if name in form.changed_data]
            lines += [described(form.instance, name, form.initial[name]) for name in dates]
    added = (form for form in formset.extra_forms if form.has_changed() and form not in formset.deleted_forms)
    return lines + [f"{form.instance.get_kind_display().capitalize()} : porte ajoutée" for form in added]
