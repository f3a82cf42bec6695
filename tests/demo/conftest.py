"""A site that is a demonstration."""

from datetime import datetime

import pytest

from eig.common import clock
from eig.common.clock import PARIS


@pytest.fixture
def now() -> datetime:
    """Some evening, years after the real calls."""
    return datetime(2026, 11, 23, 21, 30, tzinfo=PARIS)


@pytest.fixture
def demonstration(settings, now, db):
    """A demonstration's settings, and the product's clock at ``now``."""
    settings.DEMO = True
    with clock.moved_to(now):
        yield settings
