"""What the assembly adds to the administration: the design system's settings stay variables, people have a journal."""

from django.contrib import admin
from dsfr.models import DsfrConfig

from eig.accounts.admin import UserAdmin
from eig.accounts.models import User
from eig.journal.admin import JournalInline

admin.site.unregister(DsfrConfig)
admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(UserAdmin):
    """A person's page ends with its journal: who saw the site as them, and why."""

    inlines = [JournalInline]
    change_form_template = "admin/accounts/user/change_form.html"
