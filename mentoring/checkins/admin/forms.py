"""What each promotion asks its missions."""

from django.contrib import admin

from eig.common.inlines import SettingsPages
from eig.common.vocabulary import SiteText
from eig.journal.admin import JournaledPages, JournalInline
from mentoring.checkins.models.forms import Form
from mentoring.checkins.workflow.forms import apply_form


@admin.register(Form)
class FormAdmin(JournaledPages, SettingsPages, admin.ModelAdmin):
    """A page for each form. Who answers and how often stay once something is expected."""

    list_display = ["name", "promotion", "audience", "rhythm", "questionnaire", "asked"]
    list_filter = ["promotion", "audience", "rhythm", "asked"]
    list_select_related = ["promotion", "questionnaire"]
    fields = ["promotion", "name", "audience", "rhythm", "questionnaire", "asked"]
    inlines = [JournalInline]
    help_texts = {
        "name": SiteText("Tel qu’on le lit au-dessus des réponses, par exemple : point d’étape du {mentor}."),
        "audience": "Ce qu’une personne répond seule n’est lu que par la coordination et les coachs de la mission.",
        "questionnaire": "La météo, les avancées, ce qui bloque, l’aide et la prochaine étape sont toujours demandés.",
        "asked": "Décoché, plus rien n’est attendu ; ce qui est rempli reste.",
    }

    def get_readonly_fields(self, request, obj=None):
        kept = ["promotion", "audience", "rhythm", "questionnaire"]
        return kept if obj and obj.checkins.exists() else super().get_readonly_fields(request, obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        apply_form(form.instance, by=request.user, at=request.at)
