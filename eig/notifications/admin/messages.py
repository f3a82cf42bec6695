"""The outbox: what left, what waits, what was given up; read by the coordination alone."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from eig.common.attempts import attempt
from eig.common.inlines import SettingsPages
from eig.journal.admin import JournalInline
from eig.notifications.admin.pages import sandboxed
from eig.notifications.letters import LETTERS
from eig.notifications.models import Message
from eig.notifications.rules import can_resend
from eig.notifications.states import Delivery
from eig.notifications.workflow import resend

FIELDS = (
    ("to", "user", "name", "state", "posted_at", "next_try_at", "sent_at", "stopped_at", "attempts", "last_error"),
    ("subject", "text", "preview"),
)


def state_of(message: Message) -> Delivery:
    """Whether a letter was sent, was given up, or still waits."""
    if message.sent_at:
        return Delivery.SENT
    return Delivery.GIVEN_UP if message.stopped_at else Delivery.WAITING


class StateFilter(admin.SimpleListFilter):
    """Filter letters by state: waiting, sent or given up."""

    title = "où en est-il"
    parameter_name = "etat"

    def lookups(self, request, model_admin):
        return [("attente", "En attente"), ("envoye", "Envoyés"), ("abandon", "Abandonnés")]

    def queryset(self, request, queryset):
        states: dict[str | None, Callable[[], Any]] = {
            "attente": queryset.waiting,
            "envoye": lambda: queryset.exclude(sent_at=None),
            "abandon": queryset.failed,
        }
        return states.get(self.value(), queryset.all)()


class LetterFilter(admin.SimpleListFilter):
    """Filter letters by kind, each shown by its label."""

    title = "quel courrier"
    parameter_name = "courrier"

    def lookups(self, request, model_admin):
        return sorted(((key, letter.label) for key, letter in LETTERS.items()), key=lambda pair: pair[1])

    def queryset(self, request, queryset):
        return queryset.filter(letter=self.value()) if self.value() else queryset


@admin.register(Message)
class MessageAdmin(SettingsPages, admin.ModelAdmin):
    """Nothing is written here: a letter is posted by an act, and may be sent again when it was given up."""

    list_display = ["to", "name", "state", "posted_at", "attempts", "last_error"]
    list_filter = [StateFilter, LetterFilter]
    search_fields = ["to", "subject"]
    search_help_text = "Chercher une adresse ou un objet"
    list_per_page = 50
    show_full_result_count = False
    fieldsets = [("Envoi", {"fields": FIELDS[0]}), ("Contenu", {"fields": FIELDS[1]})]
    readonly_fields = [name for fields in FIELDS for name in fields]
    inlines = [JournalInline]
    change_form_template = "admin/notifications/message.html"

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user")

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/renvoyer/", wrap(self.resend_view), name="notifications_message_resend"),
            path("<int:pk>/apercu/", wrap(self.preview_view), name="notifications_message_preview"),
        ]
        return own + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        message, address = self.get_object(request, object_id), ""
        if message and can_resend(request.user, message):
            address = reverse("admin:notifications_message_resend", args=[message.pk])
        context = {"resend_url": address, "show_save": False, "show_save_and_continue": False}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    def preview_view(self, request, pk: int):
        """The HTML version, alone."""
        return sandboxed(self._message(request, pk).html)

    def resend_view(self, request, pk: int):
        """Asks, then puts the letter back in the queue."""
        message = self._message(request, pk)
        if not can_resend(request.user, message):
            raise PermissionDenied
        if request.method == "POST":
            self._resend(request, message)
            return redirect(reverse("admin:notifications_message_change", args=[pk]))
        return TemplateResponse(request, "admin/step_confirm.html", self._resend_context(request, message))

    def _message(self, request, pk: int) -> Message:
        message = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, message):
            raise PermissionDenied
        return message

    def _resend(self, request, message: Message) -> None:
        with attempt(request):
            resend(message, by=request.user, at=request.at)
            messages.success(request, f"Le courrier repart vers {message.to}.")

    def _resend_context(self, request, message: Message) -> dict:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": message,
            "title": f"Renvoyer : {message}",
            "label": "Renvoyer le courrier",
            "explanation": f"Le courrier repart vers {message.to}, avec le même texte. S’il était déjà arrivé malgré "
            "l’erreur, la personne le recevra deux fois.",
            "form": None,
            "danger": False,
            "back": reverse("admin:notifications_message_change", args=[message.pk]),
        }

    @admin.display(description="courrier", ordering="letter")
    def name(self, message: Message) -> str:
        """The label of the letter."""
        letter = LETTERS.get(message.letter)
        return letter.label if letter else message.letter

    @admin.display(description="état")
    def state(self, message: Message) -> str:
        """The state, a word in its colour."""
        state = state_of(message)
        return format_html('<span class="eig-badge eig-badge--{}">{}</span>', state.tone, state.label)

    @admin.display(description="version HTML")
    def preview(self, message: Message) -> str:
        """A link to the letter as it is received."""
        url = reverse("admin:notifications_message_preview", args=[message.pk])
        return format_html('<a href="{}" target="_blank" rel="noopener">Voir le courrier tel qu’il est reçu</a>', url)
