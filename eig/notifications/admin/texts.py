"""The wording of every letter, for all promotions at once."""

from django.contrib import admin
from django.urls import path, reverse

from eig.notifications.admin.wordings import Desk, WordingPages
from eig.notifications.models import LetterText


@admin.register(LetterText)
class LetterTextAdmin(WordingPages, admin.ModelAdmin):
    """Instead of the rows of the table: all the letters of the site, reworded or not."""

    def get_urls(self):
        listing = self.admin_site.admin_view(self.wording_list)
        return [path("", listing, name="notifications_lettertext_changelist"), *self.wording_urls()]

    def has_add_permission(self, request):
        return False

    def wording_desk(self, request) -> Desk:
        """The texts used where a promotion has none of its own."""
        back = reverse("admin:app_list", args=["notifications"])
        return Desk("", "toutes les promotions", "admin:notifications_lettertext_letter", (), None, back)
