"""A person at a browser without scripts: opens pages, fills the forms that are really there, presses buttons."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.test import Client

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass
class Form:
    """A form of a page: its address and the values it would send untouched."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class _Forms(HTMLParser):
    """Collect the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.select = self.textarea = self.button = ""
        self.button_value = ""
        self.first_option: str | None = None

    @property
    def form(self) -> Form | None:
        return self.forms[-1] if self.forms else None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value if value is not None else "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        elif self.form and "disabled" not in given:
            getattr(self, f"_{tag}", lambda given: None)(given)

    def _input(self, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if not name:
            return
        self.form.names.add(name)
        if kind == "file":
            self.form.files.add(name)
        elif kind == "submit":
            self.form.buttons.append((name, given.get("value", ""), given.get("value", "")))
        elif kind not in ("checkbox", "radio") or "checked" in given:
            silent = "on" if kind in ("checkbox", "radio") else ""
            self.form.values.setdefault(name, []).append(given.get("value", silent))

    def _textarea(self, given: dict[str, str]) -> None:
        self.textarea = given["name"]
        self.form.names.add(self.textarea)
        self.form.values[self.textarea] = [""]

    def _select(self, given: dict[str, str]) -> None:
        self.select, self.first_option = given["name"], None
        self.form.names.add(self.select)
        self.multiple = "multiple" in given

    def _option(self, given: dict[str, str]) -> None:
        value = given.get("value", "")
        if self.first_option is None:
            self.first_option = value
        if "selected" in given:
            self.form.values.setdefault(self.select, []).append(value)

    def _button(self, given: dict[str, str]) -> None:
        self.button, self.button_value = given.get("name", ""), given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.form.values[self.textarea][0] += data
        if self.button:
            self.form.buttons.append((self.button, self.button_value, data.strip()))
            self.button = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.textarea:
            self.form.values[self.textarea] = [self.form.values[self.textarea][0].removeprefix("\n")]
            self.textarea = ""
        if tag == "select" and self.select:
            if self.select not in self.form.values and self.first_option is not None and not self.multiple:
                self.form.values[self.select] = [self.first_option]
            self.select = ""


def forms_of(html: str) -> list[Form]:
    """The forms of a page, in order."""
    parser = _Forms()
    parser.feed(html)
    return parser.forms


class Person:
    """Someone signed in; ``user`` is who."""

    def __init__(self, client: Client, user: Any):
        self.client, self.user = client, user

    def opens(self, url: str) -> str:
        """The text of a page, which must answer 200 after redirections."""
        response = self.client.get(url, follow=True)
        assert response.status_code == 200, f"{self.user} opens {url}: {response.status_code}"
        return response.content.decode()

    def fills(
        self,
        url: str,
        *,
        press: tuple[str, str] | None = None,
        rows: Rows | None = None,
        extra: Mapping[str, Any] | None = None,
        untick: Sequence[str] = (),
        **values: Any,
    ) -> Any:
        """Open a page, fill its form that has these fields and this button, send it; the answer must be a redirection.

        ``press`` is the name and value of the button; ``rows`` adds lines to the form's tables, by prefix;
        ``extra`` holds fields that another press of a button would have shown first;
        ``untick`` names the boxes to clear.
        """
        form = self._form(url, set(values), press)
        unknown = set(values) - form.names
        assert not unknown, f"{url} has no field {unknown}; it has {sorted(form.names)}"
        data = {**form.values, **{name: value for name, value in values.items() if value is not None}}
        data.update(_added(form, rows or {}))
        data.update(extra or {})
        for name in untick:
            del data[name]
        if press:
            data[press[0]] = press[1]
        response = self.client.post(urljoin(url, form.action), data)
        assert response.status_code == 302, f"{self.user} at {url}: {response.status_code}\n{_errors(response)}"
        return response

    def presses(self, url: str) -> Any:
        """Confirm what a page asks to confirm."""
        return self.fills(url)

    def _form(self, url: str, names: set[str], press: tuple[str, str] | None) -> Form:
        posts = [form for form in forms_of(self.opens(url)) if form.method == "post" and "logout" not in form.action]
        own = [form for form in posts if "deconnexion" not in form.action]
        assert own, f"{url} has no form for {self.user}"
        return max(own, key=lambda form: (len(names & form.names), _has(form, press), len(form.names)))


def _has(form: Form, press: tuple[str, str] | None) -> bool:
    """Whether a form has the button that is pressed."""
    return press in [(name, value) for name, value, _ in form.buttons]


def _added(form: Form, rows: Rows) -> dict[str, Any]:
    """The fields of lines added to tables of which the page shows only the count."""
    added: dict[str, Any] = {}
    for prefix, lines in rows.items():
        count = f"{prefix}-TOTAL_FORMS"
        assert count in form.names, f"no table {prefix}: {sorted(form.names)}"
        first = int(form.values[count][0])
        added[count] = str(first + len(lines))
        for number, line in enumerate(lines, first):
            added |= {f"{prefix}-{number}-{name}": value for name, value in line.items()}
    return added


def _errors(response: Any) -> str:
    """The sentences of a page that refuses."""
    page = response.content.decode()
    found = re.findall(
        r'class="(?:errorlist|fr-error-text|fr-message--error|errornote)[^>]*>(.*?)</(?:ul|p|div)>', page, re.DOTALL
    )
    return " | ".join(" ".join(re.sub(r"<[^>]+>", " ", sentence).split()) for sentence in found) or page[:3000]
