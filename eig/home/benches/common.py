"""What the benches share: the yardstick, a browser of someone, a member of the coordination."""

from django.conf import settings
from django.test import Client
from django.urls import reverse

from eig.accounts.models import User, coordination
from eig.home.measure import Page
from eig.promotions.models.programmes import Promotion

BACKEND = "django.contrib.auth.backends.ModelBackend"


class NothingToMeasureError(Exception):
    """The database lacks what the pages show; the demonstration has it."""


def yardstick() -> Page:
    """The page of the bare view, on a programme of the database. Raises ``NothingToMeasureError`` without one."""
    programme = Promotion.objects.public().first()
    if programme is None:
        raise NothingToMeasureError("aucune promotion : construisez d’abord la démonstration")
    return Page("bare", client_of(None), reverse("measure_bare", args=[programme.programme.slug]))


def client_of(user: User | None) -> Client:
    """A test client signed in as someone, or as nobody for ``None``."""
    client = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0])
    if user:
        client.force_login(user, backend=BACKEND)
    return client


def coordinator() -> User:
    """A member of the coordination team. Raises ``NothingToMeasureError`` without one."""
    staff = coordination().first()
    if staff is None:
        raise NothingToMeasureError("il faut une équipe de coordination")
    return staff
