"""Subscriptions in the admin: counted and looked up, never written."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from eig.alerts.models import Subscription
from eig.common.admin import PlainPages


@admin.register(Subscription)
class SubscriptionAdmin(PlainPages, admin.ModelAdmin):
    """Who asked for what. A person ends their subscription themselves, from any of our letters."""

    list_display = ["email", "audience", "status", "region", "asked_at", "confirmed_at"]
    list_filter = ["audience", "status", "region"]
    search_fields = ["email"]
    actions = None
    fields = readonly_fields = ("email", "audience", "status", "region", "asked_at", "confirmed_at", "told_until")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
