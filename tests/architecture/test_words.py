"""Our sentences name what settings rename: the words themselves are written in the settings, and nowhere else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, parsed, sources

WORD = re.compile(r"\b((?i:défis?|mentors?)|EIG)\b")
NAMED = re.compile(r"\{\w+\}")
CODE = re.compile(r"[A-Za-z0-9_./<>:@=&?\[\]%-]*")
"""What is only letters, figures and signs is a name for machines: « operational_mentor », « mentoring/mission »."""
SETTINGS = ROOT / "eig" / "settings" / "base.py"
MASCULINE = ROOT / "eig" / "common" / "masculine.py"
MARKUP = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>", re.DOTALL)
LITERAL = re.compile(r"[\"'][^\"']*[\"']")


def python_files() -> list[Path]:
    """The product but for its demonstration, which is somebody’s data, and its commands, which only developers read."""
    apart = (ROOT / "eig" / "demo", ROOT / "eig" / "commands")
    return [path for path in sources() if not path.is_relative_to(apart[0]) and not path.is_relative_to(apart[1])]


def documentation(tree: ast.AST) -> set[ast.AST]:
    """The strings that stand alone: what they say is for those who read the code."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The sentences of a module that say one of the words, with their line."""
    told = documentation(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or node in told:
            continue
        text = NAMED.sub("", node.value)
        if WORD.search(text) and (text == "EIG" or not CODE.fullmatch(text)):
            yield node.lineno, node.value


def spoken(source: str) -> Iterator[str]:
    """What a template says by itself: its text, its attributes, and the literals of its tags."""
    yield NAMED.sub(" ", MARKUP.sub(" ", source))
    yield from re.findall(r'(?:aria-label|title|placeholder|alt|content|value)="([^"{]*)"', source)
    for tag in re.findall(r"\{[%{].*?[%}]\}", source, re.DOTALL):
        yield from (
            NAMED.sub(" ", literal) for literal in LITERAL.findall(tag) if not CODE.fullmatch(literal.strip("\"'"))
        )


def test_no_sentence_of_the_product_says_them():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in python_files()
        if path not in (SETTINGS, MASCULINE)
        for line, text in literals(parsed(path))
    ]
    assert found == [], "\n".join(found)


def test_no_template_nor_letter_says_them():
    templates = sorted({*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.t[xy][tp]")})
    texts = sorted((ROOT / "eig" / "pages" / "texts").glob("*.md"))
    found = [
        f"{path.relative_to(ROOT)}: {' '.join(text.split())[:150]}"
        for path in (*templates, *texts)
        for text in spoken(path.read_text(encoding="utf-8"))
        if WORD.search(text)
    ]
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("line", ["title = 'Un défi'", "f'{user} est mentor'", "label('EIG 4')"])
def test_a_planted_sentence_is_caught(line):
    assert list(literals(ast.parse(line)))
    assert not list(literals(ast.parse(f'"""{line}"""')))


@pytest.mark.parametrize("source", ["<p>Un défi</p>", '{% badge "Défi retiré" %}', '<a title="Nos mentors">x</a>'])
def test_so_is_one_in_a_template(source):
    assert any(WORD.search(text) for text in spoken(source))
    assert not any(WORD.search(text) for text in spoken('<p class="mentor">{{ mentor.name }} {{ words.mentor }}</p>'))
