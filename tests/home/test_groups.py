"""The table of groups against what the administration's tool shows."""

from django.contrib import admin
from django.test import RequestFactory


def test_every_inline_of_the_admin_has_its_permission(coordination):
    request = RequestFactory().get("/admin/")
    request.user = coordination
    hidden = [
        f"{model.__name__}: {inline.__name__}"
        for model, page in admin.site._registry.items()
        if page.has_view_permission(request)
        for inline in page.inlines
        if not inline(model, admin.site).has_view_permission(request)
    ]
    assert hidden == []
