"""Every template is used, and none runs inline code."""

import re
from pathlib import Path

from django.template import TemplateDoesNotExist, engines
from django.template.loaders.app_directories import Loader

from eig.notifications.letters import LETTERS
from tests.architecture.tree import ROOT, sources

TEMPLATES = ROOT / "templates"
NAME = re.compile(r"""["']([\w\-/<>.]+\.(?:html|txt|svg|typ|xml))["']""")
BY_CONVENTION = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def _names() -> set[str]:
    return {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file()}


def _mentioned() -> set[str]:
    files: list[Path] = [*sources(), *TEMPLATES.rglob("*.*")]
    literal = {name.removeprefix("/") for path in files for name in NAME.findall(path.read_text(encoding="utf-8"))}
    return literal | {name for name in _names() if name.startswith(COMPOSED)}


CRISPY_PACK = "eig/"
# Their names are put together from the page asked for.
COMPOSED = ("admin/challenges/board", "admin/challenges/publish", "admin/notifications/")


def _replaces_a_library(name: str) -> bool:
    """Whether an installed package has a template of that name, which ours takes the place of."""
    try:
        Loader(engines["django"].engine).get_template(name)
    except TemplateDoesNotExist:
        return False
    return True


def test_every_template_is_used():
    letters = {f"letters/{key}.txt" for key in LETTERS}
    unused = _names() - _mentioned() - letters - BY_CONVENTION
    assert {name for name in unused if not (name.startswith(CRISPY_PACK) or _replaces_a_library(name))} == set()


def test_no_template_holds_inline_code():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|\son[a-z]+=\"|\sstyle=\"|javascript:", re.IGNORECASE)
    found = [
        str(path.relative_to(ROOT))
        for path in TEMPLATES.rglob("*.html")
        if "letters" not in path.parts and inline.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_variables_of_templates_say_what_they_are():
    empty = re.compile(r"\{% for one\b|\bwith one=")
    found = [str(path.relative_to(ROOT)) for path in TEMPLATES.rglob("*.html") if empty.search(path.read_text())]
    assert found == []
