"""A list of the administration tool is asked what it shows, nothing else: each model, each field, two steps away."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.admin import FieldListFilter, ModelAdmin, SimpleListFilter
from django.contrib.admin.utils import get_fields_from_path
from django.db.models import Model
from django.test import RequestFactory
from django.urls import reverse

from eig.accounts.models import User
from eig.home.admin_site import EigAdminSite
from tests.factories.accounts import UserFactory

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
PROBES = ("", "__exact", "__startswith", "__contains", "__regex", "__gte", "__in", "__isnull", "__length", "__x")
SECRETS = ("password__startswith", "last_login__gte", "emailaddress__verified", "authenticator__data__contains")


@pytest.fixture
def chief(db) -> User:
    """Somebody who may read every list."""
    return UserFactory(is_staff=True, is_superuser=True)


@pytest.fixture
def asking(chief):
    """A request to the administration tool made by ``chief``."""
    request = RequestFactory().get("/")
    request.user = chief
    return request


def paths(model: type[Model], depth: int = 2) -> Iterator[str]:
    """The fields of a model, and of those it leads to, as an address names them."""
    for field in model._meta.get_fields():
        yield field.name
        if depth and field.related_model:
            yield from (f"{field.name}__{path}" for path in paths(field.related_model, depth - 1))


def written(model_admin: ModelAdmin, request) -> set[str]:
    """What a list writes in its own addresses, told by Django's filters."""
    names = {f"{model_admin.date_hierarchy}__{part}" for part in ("year", "month", "day")}
    for criterion in model_admin.get_list_filter(request):
        if isinstance(criterion, type) and issubclass(criterion, SimpleListFilter):
            names.add(criterion.parameter_name)
            continue
        path, kind = criterion if isinstance(criterion, tuple) else (criterion, FieldListFilter.create)
        field = get_fields_from_path(model_admin.model, path)[-1]
        shown = kind(field, request, {}, model_admin.model, model_admin, path)
        names |= {path, *filter(None, shown.expected_parameters())}
    return names | set(getattr(model_admin, "own_lookups", ()))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_only_what_is_shown_is_asked(model, asking):
    model_admin = admin.site._registry[model]
    shown = written(model_admin, asking)
    asked = {f"{path}{probe}" for path in paths(model) for probe in PROBES} | {f"user__{secret}" for secret in SECRETS}
    allowed = {lookup for lookup in asked | shown if model_admin.lookup_allowed(lookup, "a", asking)}
    assert allowed - shown == set()
    assert {lookup for lookup in shown if "__year" not in lookup} - allowed <= {
        f"None__{part}" for part in ("month", "day")
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_an_address_that_asks_more_gets_no_list(model, chief, client_for):
    client = client_for(chief)
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    if model._meta.model_name == "lettertext":
        pytest.skip("no list of rows: the page shows the letters of the code")
    names = [field.name for field in model._meta.get_fields()]
    people = [field.name for field in model._meta.get_fields() if field.related_model is User]
    related = [f"{name}__{secret}" for name in ["memberships__user", *people] for secret in SECRETS]
    for lookup in [*SECRETS, *related, *(f"{name}__startswith" for name in names)]:
        answer = client.get(url, {lookup: "a"})
        assert answer.status_code == 400 or answer["Location"].endswith("?e=1"), lookup


def test_the_password_of_a_person_is_not_guessed(chief, client_for):
    chief.set_password("quelques mots qui se retiennent")
    chief.save()
    url = reverse("admin:accounts_user_changelist")
    for guess in (chief.password[:20], "argon", ""):
        assert client_for(chief).get(url, {"password__startswith": guess}).status_code == 400


def test_a_list_that_somebody_adds_is_closed_without_a_word():
    site = EigAdminSite()
    site.register(User)
    assert not site._registry[User].lookup_allowed("password__startswith", "a", None)
