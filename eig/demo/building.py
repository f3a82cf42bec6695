"""Filling the database with one moment of the year, all or nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F, Model

from eig.accounts.models import User
from eig.common import clock
from eig.demo.models import DemoBuild
from eig.demo.scenarios import play
from eig.demo.world import World
from eig.files.models import StoredFile
from eig.notifications.models import Message
from eig.promotions.models.programmes import Promotion

OURS: tuple[str, ...] = ("accounts", "journal", "notifications", "questions", "files", "promotions", "juries")
OURS += ("challenges", "candidates", "mentoring", "pages", "alerts", "demo")


class NotADemonstration(Exception):  # noqa: N818 it says what the place is
    """Refusal to fill a site where ``DEMO`` is off, or a database that holds other data."""


def build(name: str, now: datetime) -> World:
    """Replace the former demonstration by a scenario; its past letters are sent already, none will leave.

    Raises ``NotADemonstration`` where ``DEMO`` is off, and when the database holds what no demonstration made.
    """
    check()
    with transaction.atomic(), clock.moved_to(now), _without_collector(), without_savepoints():
        wipe()
        call_command("setup", verbosity=0)
        world = play(name, now)
        seal()
        DemoBuild.objects.create(scenario=name, built_at=now)
    return world


@contextmanager
def _without_collector() -> Iterator[None]:
    """Hundreds of thousands of short-lived objects: looking for cycles among them is a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def without_savepoints() -> Iterator[None]:
    """Build without savepoints, a third of the queries otherwise: the build is one transaction, kept or undone.

    Within, a verb that refuses breaks the transaction: every act of the demonstration succeeds.
    """
    features = connection.features
    usual = features.uses_savepoints
    features.uses_savepoints = False
    try:
        yield
    finally:
        features.uses_savepoints = usual


def check() -> None:
    """Raise ``NotADemonstration`` unless this database may be filled."""
    if not settings.DEMO:
        raise NotADemonstration("DEMO is off: nothing is built, nothing is erased.")
    if not DemoBuild.objects.exists() and not is_empty():
        raise NotADemonstration("This database holds data that no demonstration made: nothing is erased.")


def is_empty() -> bool:
    """Whether the database holds neither people nor promotions."""
    return not (User.objects.exists() or Promotion.objects.exists())


def wipe() -> None:
    """Erase every row of the product, and the files once the transaction has succeeded."""
    storage = StoredFile._meta.get_field("file").storage
    names = list(StoredFile.objects.values_list("file", flat=True))

    def erase() -> None:
        for name in names:
            storage.delete(name)

    transaction.on_commit(erase, robust=True)
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in _models())
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")


def _models() -> list[type[Model]]:
    own = [model for label in OURS for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    return [*own, EmailAddress, Session]


def seal() -> None:
    """Mark every waiting letter as sent on the day that it was posted, so that none leaves."""
    Message.objects.filter(sent_at=None, stopped_at=None).update(
        sent_at=F("posted_at"), next_try_at=F("posted_at"), attempts=1, claim=None
    )
