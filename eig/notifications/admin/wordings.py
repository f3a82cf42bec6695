"""Pages where staff reword letters. The admin that knows a scope (a promotion, or all) adds them to its own."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from eig.accounts.requests import AuthenticatedRequest
from eig.common.admin import ModelAdminPart
from eig.common.attempts import attempt
from eig.common.keeping.local import LocalPage
from eig.common.keeping.merging import Merge
from eig.common.keeping.version import mark
from eig.common.vocabulary import words_of
from eig.notifications.admin.pages import sandboxed
from eig.notifications.forms import WordingForm
from eig.notifications.glossary import MEANINGS
from eig.notifications.letters import LETTERS, Letter
from eig.notifications.models import LetterText
from eig.notifications.rendering import Wording, render, voiced
from eig.notifications.rules import can_reword
from eig.notifications.workflow import REWORDED, restore, reword, wording_for, wording_without

CHOSEN_WORD = "mot que choisit la promotion"


@dataclass(frozen=True)
class Desk:
    """The texts that the pages reword: their scope, and its name in titles.

    ``prefix`` and ``args`` make the addresses of the pages; changes are written in the journal of ``about``; ``back``
    is the address that the list leads back to.
    """

    scope: str
    name: str
    prefix: str
    args: tuple
    about: Model | None
    back: str

    def url(self, action: str = "", letter: Letter | None = None) -> str:
        """The list, or one page about a letter: «» (the text), « preview » or « restore »."""
        if letter is None:
            return reverse(f"{self.prefix}s", args=self.args)
        name = f"{self.prefix}_{action}" if action else self.prefix
        return reverse(name, args=[*self.args, *letter.key.split("/", 1)])


class WordingPages(ModelAdminPart):
    """Mixin of admins: ``wording_desk(request, **address parts)`` says which scope an address speaks of."""

    wording_path = ""

    def wording_desk(self, request: Any, *args: Any, **parts: Any) -> Desk:
        """The desk of the texts that an address names, from its parts."""
        raise NotImplementedError

    def wording_urls(self) -> list:
        """The list, then text, preview and return to the original of each letter."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_letter"
        address = f"{self.wording_path}<slug:app>/<slug:letter>/"
        return [
            path(self.wording_path, self._wrapped(self.wording_list), name=f"{name}s"),
            path(address, self._wrapped(self.wording_edit), name=name),
            path(f"{address}apercu/", self._wrapped(self.wording_preview), name=f"{name}_preview"),
            path(f"{address}retablir/", self._wrapped(self.wording_restore), name=f"{name}_restore"),
        ]

    def _wrapped(self, view: Callable) -> Callable:
        return self.admin_site.admin_view(view)

    def wording_list(self, request, **parts):
        """Every letter with, for each, whose text is in force."""
        desk = self._desk(request, parts)
        scopes = dict(_scopes(desk.scope))
        rows: list[dict[str, Any]] = [
            {"letter": letter, "url": desk.url("", letter), "own": scopes.get(letter.key)}
            for letter in sorted(LETTERS.values(), key=lambda letter: (_app_rank(letter.key), letter.key))
        ]
        groups = [
            (words_of(desk.scope).said(_app_name(app)), list(letters))
            for app, letters in groupby(rows, lambda row: _app(row["letter"].key))
        ]
        title = f"Courriers : {desk.name}"
        return self._render(request, desk, "letters", title=title, groups=groups, back=desk.back)

    def wording_edit(self, request, app: str, letter: str, **parts):
        """The text of one letter, its placeholders and what it looks like."""
        desk, definition = self._desk(request, parts), _letter(app, letter)
        return WordingPage.as_view(tool=self, desk=desk, letter=definition)(request)

    def wording_preview(self, request, app: str, letter: str, **parts):
        """The HTML of the letter as typed (or in force), alone, where nothing can run."""
        desk, definition = self._desk(request, parts), _letter(app, letter)
        form = WordingForm(definition, request.POST if request.method == "POST" else None)
        if request.method == "POST" and not form.is_valid():
            return WordingPage.as_view(tool=self, desk=desk, letter=definition)(request)
        wording = voiced(form.wording, desk.scope) if request.method == "POST" else wording_for(definition, desk.scope)
        return sandboxed(render(definition, wording, _examples(definition, desk.scope)).html)

    def wording_restore(self, request, app: str, letter: str, **parts):
        """Back to the text shipped with the site, after a confirmation that shows it."""
        desk, definition = self._desk(request, parts), _letter(app, letter)
        wording = wording_for(definition, desk.scope)
        if request.method == "POST":
            return self._restored(request, desk, definition, wording)
        after = wording_without(definition, desk.scope)
        title = f"Revenir au texte d’origine : {words_of(desk.scope).said(definition.label)}"
        return self._render(
            request,
            desk,
            "restore",
            title=title,
            version=_version(wording),
            letter=definition,
            back=desk.url("", definition),
            shown=_preview(definition, after, desk.scope),
        )

    def _restored(self, request, desk: Desk, letter: Letter, wording: Wording) -> HttpResponse:
        """Take back the wording that the confirmation spoke of; another one is shown first."""
        if request.POST.get("version") != _version(wording):
            messages.error(request, REWORDED)
            return redirect(desk.url("", letter))
        with attempt(request):
            restore(letter, desk.scope, over=wording, by=request.user, at=request.at, about=desk.about)
            label = words_of(desk.scope).said(letter.label)
            messages.success(request, f"Le courrier « {label} » a retrouvé son texte précédent.")
        return redirect(desk.url())

    def _desk(self, request, parts: dict) -> Desk:
        desk = self.wording_desk(request, **parts)
        if not can_reword(request.user):
            raise PermissionDenied
        return desk

    def wording_context(self, request, desk: Desk) -> dict:
        """What every page about wordings shows around its content."""
        about = {"desk": desk, "original": desk.about, "words": words_of(desk.scope)}
        return {**self.admin_site.each_context(request), "opts": self.opts, **about}

    def _render(self, request, desk: Desk, page: str, **context):
        context |= self.wording_context(request, desk)
        return TemplateResponse(request, f"admin/notifications/{page}.html", context)


class WordingPage(LocalPage):
    """The text of one letter in one scope: two people may write it at once; looking at it stores nothing."""

    request: AuthenticatedRequest
    template_name = "admin/notifications/letter.html"
    tool: Any = None
    desk: Any = None
    letter: Any = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.fetch()

    def fetch(self) -> None:
        self.wording = wording_for(self.letter, self.desk.scope)

    def refusal(self) -> str:
        return ""

    def stored(self) -> WordingForm:
        return WordingForm(self.letter, initial={"subject": self.wording.subject, "body": self.wording.body})

    def typed(self) -> WordingForm:
        return WordingForm(self.letter, self.request.POST)

    def keep(self, form: WordingForm) -> HttpResponse:
        """Look at what is typed, or keep it whole: half a wording is none."""
        if not form.is_valid():
            return self.page(form, status=422)
        return self.page(form) if "preview" in self.request.POST else super().keep(form)

    def save(self, merge: Merge) -> None:
        text = {"subject": self.wording.subject, "body": self.wording.body, **merge.values}
        wording, about = voiced(Wording(**text), self.desk.scope), self.desk.about
        by, at = self.request.user, self.request.at
        reword(self.letter, self.desk.scope, wording, over=self.wording, by=by, at=at, about=about)

    def say_saved(self) -> None:
        label = words_of(self.desk.scope).said(self.letter.label)
        messages.success(self.request, f"Le texte du courrier « {label} » est enregistré.")

    def next_url(self) -> str:
        return self.desk.url()

    def get_context_data(self, **kwargs: Any) -> dict:
        desk, letter, form = self.desk, self.letter, kwargs["form"]
        own, examples = dict(_scopes(desk.scope)).get(letter.key), _examples(letter, desk.scope)
        typed = form.is_bound and form.is_valid()
        wording = voiced(form.wording, desk.scope) if typed else self.wording
        words = words_of(desk.scope)
        said = words.said
        context = {
            **self.tool.wording_context(self.request, desk),
            "title": f"{said(letter.label)} : {desk.name}",
            "letter": letter,
            "placeholders": [
                *((f"{{{{ {name} }}}}", said(MEANINGS.get(name, "")), text) for name, text in examples.items()),
                *((f"{{{{ words.{name} }}}}", CHOSEN_WORD, word) for name, word in vars(words).items()),
            ],
            "own": own,
            "preview_url": desk.url("preview", letter),
            "restore_url": desk.url("restore", letter) if own == _own(desk.scope) else "",
            "shown": {} if form.errors else _preview(letter, wording, desk.scope),
            "here": desk.url("", letter),
            "back": desk.url(),
        }
        return super().get_context_data(**context, **kwargs)


def _letter(app: str, name: str) -> Letter:
    try:
        return LETTERS[f"{app}/{name}"]
    except KeyError:
        raise Http404 from None


def _own(scope: str) -> str:
    return "promotion" if scope else "common"


def _scopes(scope: str) -> list[tuple[str, str]]:
    """Letter keys with whose text is in force: « common » to all, or the promotion's own, which wins."""
    rows = LetterText.objects.filter(scope__in={"", scope}).order_by("scope").values_list("letter", "scope")
    return [(letter, _own(found)) for letter, found in rows]


def _examples(letter: Letter, scope: str) -> dict[str, str]:
    """What fills the placeholders in a preview, in the words of a scope."""
    return {name: words_of(scope).said(text) for name, text in letter.examples.items()}


def _version(wording: Wording) -> str:
    return mark(f"{wording.subject}\n{wording.body}")


def _preview(letter: Letter, wording: Wording, scope: str) -> dict:
    """The letter filled with its examples: subject, blocks of the body, plain text."""
    done = render(letter, wording, _examples(letter, scope))
    return {"subject": done.subject, "blocks": done.blocks, "text": done.text}


def _app(key: str) -> str:
    return key.partition("/")[0]


def _app_rank(key: str) -> int:
    return [config.label for config in apps.get_app_configs()].index(_app(key))


def _app_name(label: str) -> str:
    return cast("str", apps.get_app_config(label).verbose_name)
