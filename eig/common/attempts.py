"""Trying a verb from a form or from a button: what it refuses is said where the person looks."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import cast

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from eig.common.flow import StepRefused


def attempt(asked: HttpRequest | BaseForm, field: str | None = None) -> AbstractContextManager[None, bool]:
    """Run a verb and what follows its success; a refusal ends the block and goes no further.

    With a form, its sentence is said above it, or beside ``field``, and what was typed stays in view; with a request,
    it becomes a message of the next page. What the verb wrote before refusing is for the verb to undo.
    """
    # ``bool``: mypy knows by it that what stands after the block is reached.
    return cast("AbstractContextManager[None, bool]", _attempt(asked, field))


@contextmanager
def _attempt(asked: HttpRequest | BaseForm, field: str | None) -> Iterator[None]:
    try:
        yield
    except StepRefused as refusal:
        if isinstance(asked, HttpRequest):
            messages.error(asked, str(refusal))
        else:
            asked.add_error(field, str(refusal))
