"""The design system keeps its own settings in the database; ours are variables."""

from django.contrib import admin
from dsfr.models import DsfrConfig

admin.site.unregister(DsfrConfig)
