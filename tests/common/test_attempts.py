"""One way to try a verb: what it refuses is said where the person looks, and nothing after it is done."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage

from eig.common.attempts import attempt
from eig.common.flow import StepRefused
from tests.architecture.tree import module_of, sources

SENTENCE = "C’est trop tard."


class TypedForm(forms.Form):
    name = forms.CharField()


@pytest.fixture
def form():
    bound = TypedForm({"name": "Camille"})
    assert bound.is_valid()
    return bound


@pytest.fixture
def request_(rf):
    asked = rf.post("/")
    asked.session = {}
    asked._messages = FallbackStorage(asked)
    return asked


def refuse():
    raise StepRefused(SENTENCE)


def test_a_refusal_is_said_above_the_form_and_what_was_typed_stays(form):
    after = []
    with attempt(form):
        refuse()
        after.append("done")
    assert (form.non_field_errors(), form["name"].value(), after) == ([SENTENCE], "Camille", [])


def test_it_may_be_said_beside_a_field(form):
    with attempt(form, "name"):
        refuse()
    assert form.errors == {"name": [SENTENCE]}


def test_from_a_button_it_is_a_message(request_):
    with attempt(request_):
        refuse()
    assert [(message.level_tag, message.message) for message in get_messages(request_)] == [("error", SENTENCE)]


def test_a_success_says_nothing_by_itself(form, request_):
    def tried(asked):
        with attempt(asked):
            return "done"

    assert (tried(form), tried(request_)) == ("done", "done")
    assert form.is_valid()
    assert list(get_messages(request_)) == []


def test_anything_else_goes_through(form):
    with pytest.raises(ValueError, match="unexpected"), attempt(form):
        raise ValueError("unexpected")


def test_nobody_writes_that_way_by_hand():
    """A caught refusal that only becomes a message or a line of the form is an ``attempt``."""
    by_hand = []
    for path in sources():
        lines = [line.strip() for line in path.read_text().splitlines()]
        caught = [number for number, line in enumerate(lines) if line.startswith("except StepRefused as ")]
        said = {number: lines[number].removeprefix("except StepRefused as ").rstrip(":") for number in caught}
        plain = [n for n in caught if lines[n + 1].endswith((f"str({said[n]}))",)) and "return" not in lines[n + 1]]
        by_hand += [f"{module_of(path)}:{n + 1}" for n in plain if _whole(lines, n)]
    assert by_hand == []


def _whole(lines: list[str], caught: int) -> bool:
    """Whether the ``except`` of the line ``caught`` is the first of its ``try``."""
    before = next(lines[n] for n in range(caught - 1, -1, -1) if lines[n] == "try:" or lines[n].startswith("except "))
    return before == "try:"
