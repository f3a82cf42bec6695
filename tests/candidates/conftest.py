"""The moments of the call for candidates of EIG 4."""

from datetime import datetime

import pytest
from django.contrib.contenttypes.models import ContentType

from candidates.application.models.applications import Application
from candidates.selection.models.offers import Offer
from challenges.proposal.models.positions import Position
from eig.common.clock import PARIS
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.programmes import Promotion
from tests.factories.candidates import a_call


@pytest.fixture
def at():
    """Three days before the closing."""
    return datetime(2020, 6, 4, 21, 30, tzinfo=PARIS)


@pytest.fixture
def closing():
    """The closing second, which is outside."""
    return datetime(2020, 6, 7, 23, 0, tzinfo=PARIS)


@pytest.fixture
def promotion(db):
    return a_call(name="EIG 4", slug="eig-4")


@pytest.fixture
def known_kinds(db):
    """Content types are read once per process: a count of queries must not depend on which test runs first."""
    ContentType.objects.get_for_models(Application, Offer, Announcement, Position, Promotion)
