"""Situations shared by the tests of challenges."""

import pytest

from tests.challenges.situations import open_call


@pytest.fixture
def call(db):
    """A promotion whose call for projects is open, with an agent of an administration."""
    return open_call()
