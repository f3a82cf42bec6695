"""Nothing that is typed, asked or written in an address makes an error 500: NUL, unseen marks, too long texts.

Each address of the table is asked with each of these in its words, in all that the product reads of a query, and in
the texts of the forms that it shows.
"""

import ast
from collections.abc import Iterator

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import NoReverseMatch, get_resolver, reverse

from challenges.catalogue.views.catalogue import PARAMETERS
from eig.common.forms import BOOK, EigFormMixin
from eig.common.text import clean
from tests.architecture.test_access import client_of, table, url_of
from tests.architecture.tree import ROOT
from tests.architecture.world import build

RAW = ("%C2%B2", "a%00b", "%ED%A0%80", "%E2%80%AE", "x" * 3000, "9" * 40)
TEXTS = ("a\x00b\ufeff", "x" * 3000, "9" * 40)
ALWAYS = {"next", "p", "o", "q", "page", "_popup", "_to_field", "_changelist_filters"}
KINDS = {forms.EmailField: 254, forms.URLField: 200}
DJANGO_S = ("_change", "_add", "_delete")
PLACES = {
    "anonymous": ("account", "alerts"),
    "agent": "challenges:",
    "juror": "juries:",
    "coordination": ("admin:", "challenges:"),
}
OUT = ("account_logout", "see_as", "admin:logout")


@pytest.fixture
def world(clock, at, db):
    """One of everything."""
    return build(at)


def asked() -> set[str]:
    """The names that the product reads of a query, found in its source."""
    found = set(ALWAYS)
    for path in (
        source for app in ("eig", "challenges", "candidates", "mentoring") for source in (ROOT / app).rglob("*.py")
    ):
        for node in ast.walk(ast.parse(path.read_text())):
            call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr
            if call in ("get", "getlist") and node.args and "GET" in ast.unparse(node.func.value):
                found |= {argument.value for argument in node.args[:1] if isinstance(argument, ast.Constant)}
    return found


def addressed(name: str, wanted: str, objects: dict) -> Iterator[str]:
    """The address with each raw text in place of each of its words."""
    url = url_of(name, wanted, objects)
    own = get_resolver().resolve(url).kwargs
    for key, value in own.items():
        if not isinstance(value, str):
            continue
        for raw in RAW:
            try:
                yield reverse(name, kwargs={**own, key: "unmot"}).replace("unmot", raw)
            except NoReverseMatch:
                continue


def faults(client, method: str, url: str, data=None) -> list[str]:
    """One line that describes the request and its exception when it makes an error 500, else an empty list."""
    answer = getattr(client, method)(url, data)
    return [f"{method} {url[:90]} {str(data)[:60]}: {answer.exc_info[1]!r:.150}"] if answer.status_code >= 500 else []


@pytest.mark.parametrize("role", ["anonymous", "coordination"])
def test_no_word_of_an_address_is_an_error(world, role):
    client, wrong = client_of(world.people[role]), []
    for name, (wanted, _) in table().items():
        for url in addressed(name, wanted, world.objects):
            wrong += faults(client, "get", url)
    assert wrong == []


@pytest.mark.parametrize("role", ["anonymous", "candidate", "coordination"])
def test_nothing_that_is_asked_is_an_error(world, role):
    client, wrong, names = (
        client_of(world.people[role]),
        [],
        sorted(asked() | {word for word, *_ in PARAMETERS.values()}),
    )
    for name, (wanted, answers) in table().items():
        if name in OUT or answers[role] != "200" or name.endswith("changelist"):
            continue
        url = url_of(name, wanted, world.objects)
        for turn in range(2):
            raws = (RAW[(rank + turn) % len(RAW)] for rank in range(len(names)))
            query = "&".join(f"{parameter}={raw}" for parameter, raw in zip(names, raws, strict=True))
            wrong += faults(client, "get", f"{url}?{query}")
    assert wrong == []


@pytest.mark.parametrize("raw", RAW, ids=lambda raw: raw[:10])
def test_nothing_that_the_catalogue_is_asked_is_an_error(world, client, raw):
    for word, *_ in [*PARAMETERS.values(), ("q",), ("tri",), ("page",)]:
        assert faults(client, "get", f"/defis/?{word}={raw}") == []


def test_nothing_that_a_list_of_the_tool_is_asked_is_an_error(world):
    client, wrong = client_of(world.people["coordination"]), []
    for model, model_admin in admin.site._registry.items():
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        names = {"q", "p", "o", "id__in", *(f"{model_admin.date_hierarchy}__{part}" for part in ("year", "day"))}
        for criterion in model_admin.list_filter:
            path = getattr(criterion, "parameter_name", criterion[0] if isinstance(criterion, tuple) else criterion)
            names |= {path, f"{path}__exact"}
        for rank, name in enumerate(sorted(names)):
            for turn in range(2):
                wrong += faults(client, "get", f"{url}?{name}={RAW[(rank + turn * 3) % len(RAW)]}")
    assert wrong == []


def typed(form: forms.BaseForm, text: str) -> dict:
    """The data that a form sends back as it is shown, but for this text in each of its text fields."""
    data = {}
    for name, field in form.fields.items():
        shown = form[name].value()
        text_field = isinstance(field, forms.CharField)
        data[form.add_prefix(name)] = text if text_field else shown if isinstance(shown, str | int) else ""
    return data


@pytest.mark.parametrize("role", PLACES)
def test_no_text_of_a_form_is_an_error(world, role):
    client, wrong, tried = client_of(world.people[role]), [], 0
    for name, (wanted, answers) in table().items():
        if name in OUT or answers[role] != "200" or not name.startswith(PLACES[role]) or name.endswith(DJANGO_S):
            continue
        url = url_of(name, wanted, world.objects)
        context = client.get(url).context
        form = context.get("form") if context else None
        for text in TEXTS if isinstance(form, forms.BaseForm) else ():
            wrong += faults(client, "post", url, typed(form, text))
            tried += 1
    assert wrong == []
    assert tried


def test_a_cookie_that_hides_something_is_nobody(world, client):
    client.cookies["sessionid"] = "a"
    answer = client.get("/", headers={"cookie": 'sessionid="a\\000b"; csrftoken="\\000"'})
    assert answer.status_code == 200
    assert not answer.wsgi_request.user.is_authenticated


def every_form(kind: type = EigFormMixin) -> Iterator[type]:
    get_resolver().url_patterns  # noqa: B018 imports every form
    for form in kind.__subclasses__():
        yield form
        yield from every_form(form)


def width(field: forms.CharField) -> int:
    """How long a text a field lets in; zero when it says nothing."""
    return min(
        (validator.limit_value for validator in field.validators if isinstance(validator, MaxLengthValidator)),
        default=0,
    )


def test_no_field_is_wider_than_its_column():
    wrong = []
    for kind in {form for form in every_form() if hasattr(form, "base_fields")}:
        bare = type("Bare", (EigFormMixin, forms.Form), dict(kind.base_fields))()
        model = getattr(getattr(kind, "_meta", None), "model", None)
        columns = {column.name: column.max_length for column in model._meta.concrete_fields} if model else {}
        for name, field in bare.fields.items():
            widest = columns.get(name) or KINDS.get(type(field), BOOK)
            text = isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField)
            if text and not 0 < width(field) <= widest:
                wrong.append(f"{kind.__module__}.{kind.__name__}.{name}: {width(field)}, not at most {widest}")
    assert wrong == []


def test_no_column_of_addresses_is_narrower_than_its_fields():
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            least = {models.EmailField: 254, models.URLField: 200}.get(type(column), 0)
            assert least <= (column.max_length or 10**9), f"{model} {column}"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Défi « été » n°1", "Défi « été » n°1"),
        ("e\u0301te\u0301", "été"),
        ("a\x00b\x07\x85c", "abc"),
        ("a\ufeff\u200b\u202e\u2066b\u00ad", "ab"),
        ("un\r\n\tdeux", "un\r\n\tdeux"),
        ("seul \ud800", "seul "),
        ("1️⃣ 😀 ไทย", "1️⃣ 😀 ไทย"),
    ],
)
def test_what_is_kept_is_what_is_seen(typed, kept):
    assert clean(typed) == kept
    assert clean(kept) == kept
