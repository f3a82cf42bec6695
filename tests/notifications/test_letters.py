"""Every declared letter, whatever app declares it."""

import re
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.conf import settings

from eig.notifications.glossary import MEANINGS
from eig.notifications.letters import LETTERS, Letter, declare, letter
from eig.notifications.rendering import PLACEHOLDER, WORD, original, render
from tests.architecture.tree import desk_of, module_of, sources

FOLDER = settings.BASE_DIR / "templates" / "letters"
ALL = sorted(LETTERS)


def test_there_are_letters():
    assert {key.partition("/")[0] for key in ALL} >= {"challenges", "candidates", "mentoring", "promotions"}


def test_every_file_is_declared_and_every_declared_letter_has_its_file():
    files = {str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.glob("*/*.txt")}
    assert files == set(ALL)


def test_a_letter_is_declared_once():
    desk = SimpleNamespace(AGAIN=letter(ALL[0], "Encore", "vous êtes là"))
    with pytest.raises(ValueError, match="declared twice"):
        declare(desk)


def test_every_letter_that_a_desk_holds_is_declared():
    modules = [module_of(path) for path in sources()]
    desks = [import_module(module) for module in modules if desk_of(module) == "letters"]
    held = {value.key for desk in desks for value in vars(desk).values() if isinstance(value, Letter)}
    assert held == set(LETTERS)


@pytest.mark.parametrize("key", ALL)
def test_the_original_uses_exactly_what_is_declared(key):
    declared, wording = LETTERS[key], original(LETTERS[key])
    text = wording.subject + wording.body
    assert set(PLACEHOLDER.findall(text)) <= set(declared.examples)
    assert wording.unknown(declared) == []
    assert not re.search(r"[{}]", PLACEHOLDER.sub("", WORD.sub("", text)))


@pytest.mark.parametrize("key", ALL)
def test_the_original_reads_like_a_letter(key):
    wording = original(LETTERS[key])
    assert 10 <= len(wording.subject) <= 150
    assert "otification" not in wording.subject
    assert wording.body.count("→ ") <= 1
    assert "lien" not in LETTERS[key].examples or re.search(r"^→ .+ : \{\{ lien \}\}$", wording.body, re.MULTILINE)


@pytest.mark.parametrize("key", ALL)
def test_every_example_renders_and_is_explained(key):
    declared = LETTERS[key]
    shown = render(declared, original(declared), declared.examples)
    assert "{" not in shown.subject + shown.text
    assert f"parce que {declared.why}." in shown.text.replace("\xa0", " ").replace("\u202f", " ")
    assert all(
        example.strip() and "example" in example for name, example in declared.examples.items() if name == "lien"
    )
    assert set(declared.examples) <= set(MEANINGS)
    assert [block["kind"] for block in shown.blocks].count("button") == ("lien" in declared.examples)


def test_the_glossary_explains_nothing_that_no_letter_uses():
    assert set(MEANINGS) == {name for declared in LETTERS.values() for name in declared.examples}
