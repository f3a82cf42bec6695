"""Ranked lists: written, locked, validated; a new ranking of a locked list is its next version."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from candidates.application.models.applications import Application
from candidates.application.models.candidacies import Candidacy
from candidates.application.states import ApplicationStatus
from candidates.application.workflow.candidacies import move, propose
from candidates.hearings.models.interviews import Interview
from candidates.hearings.states import InterviewStatus
from candidates.selection import rules
from candidates.selection.models.rankings import RankedLine, RankedList
from candidates.selection.workflow.locks import lock_position
from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.common.text import plural
from eig.journal.steps import record, record_each
from eig.promotions.models.programmes import Promotion


@transaction.atomic
def rank(
    position: Position, applications: Sequence[Application], *, version: str | None = None, by: User, at: datetime
) -> None:
    """Write the ranked list of a position, the preferred first: over the last version, or as the next one if locked.

    Raises ``StepRefused`` for someone named twice, never preselected, or of another promotion, and ``StaleVersion``
    when the list is no longer that of ``version`` (``rules.list_version``).
    """
    position = lock_position(position)
    order = [application.pk for application in applications]
    _check(position, order)
    before = _ranked(position)
    if before == order:
        return
    if version is not None and version != rules.list_version(before):
        raise StaleVersion(rules.ranked_meanwhile(position))
    ranked = _writable(position)
    ranked.lines.all().delete()
    RankedLine.objects.bulk_create(
        RankedLine(ranked_list=ranked, application_id=pk, rank=number) for number, pk in enumerate(order, start=1)
    )
    _follow(position, order, by, at)
    note = f"{plural(len(order), 'personne classée', 'personnes classées')}, version {ranked.version}"
    record(position, "rank", "Liste classée", by=by, at=at, note=note)


@transaction.atomic
def lock_list(position: Position, *, version: str, by: User, at: datetime) -> RankedList:
    """Keep the last version of a list as it is: another ranking will be the next version. Done twice, changes nothing.

    Raises like ``validate_list``.
    """
    ranked = _seen(position, version)
    if not ranked.locked:
        RankedList.objects.filter(pk=ranked.pk).update(locked=True)
        record(ranked.position, "lock_list", "Liste arrêtée", by=by, at=at, note=f"version {ranked.version}")
    ranked.refresh_from_db()
    return ranked


@transaction.atomic
def validate_list(position: Position, *, version: str, by: User, at: datetime) -> RankedList:
    """Make the last version of a list the one that freed seats follow. Done twice, changes nothing.

    Raises ``StepRefused`` for an empty list, and ``StaleVersion`` when it is no longer that of ``version``.
    """
    ranked = _seen(position, version)
    if ranked.validated_at is None:
        _validate([ranked], by, at)
    ranked.refresh_from_db()
    return ranked


def validate_lists(promotion: Promotion, *, by: User, at: datetime) -> int:
    """Validate the last version of every list of a promotion, its positions held: a fixed number of queries."""
    rows = RankedList.objects.to_validate().filter(position__challenge__promotion=promotion)
    return _validate(list(rows.select_related("position").order_by("pk")), by, at)


def _validate(rows: Sequence[RankedList], by: User, at: datetime) -> int:
    RankedList.objects.filter(pk__in=[row.pk for row in rows]).update(locked=True, validated_by=by, validated_at=at)
    record_each([row.position for row in rows], "validate_list", "Liste validée", by=by, at=at)
    return len(rows)


def _check(position: Position, order: Sequence[int]) -> None:
    if len(set(order)) < len(order):
        raise StepRefused("Une personne ne figure qu’une fois sur une liste.")
    known = Application.objects.rankable().filter(pk__in=order, promotion=position.challenge.promotion_id)
    if known.count() < len(order):
        raise StepRefused("Une liste ne nomme que des personnes présélectionnées de cette promotion.")


def _follow(position: Position, order: Sequence[int], by: User, at: datetime) -> None:
    """The candidacies say who is on the list: closed files keep what they said."""
    people = list(Application.objects.filter(pk__in=order, status=ApplicationStatus.PRESELECTED))
    move(propose(people, position, by=by), "rank", by=by, at=at)
    off = Candidacy.objects.filter(position=position).exclude(application__in=order)
    held = Interview.objects.filter(position=position, status=InterviewStatus.HELD)
    heard = off.ready_for("unrank").filter(application__in=held.values("application"))
    again = list(heard.values_list("pk", flat=True))
    move(off, "unrank", by=by, at=at)
    move(Candidacy.objects.filter(pk__in=again), "hear", by=by, at=at)


def _ranked(position: Position) -> list[int]:
    return list(RankedLine.objects.of(position).values_list("application_id", flat=True))


def _writable(position: Position) -> RankedList:
    """The version that may be written: the last one while it is open, else the next; the position is held."""
    last = RankedList.objects.filter(position=position).order_by("-version").first()
    if last and not last.locked:
        return last
    return RankedList.objects.create(position=position, version=last.version + 1 if last else 1)


def _seen(position: Position, version: str) -> RankedList:
    """The last version, the position held, when it is the one that was read."""
    position = lock_position(position)
    order = _ranked(position)
    if not order:
        raise StepRefused("Cette liste est vide : classez d’abord des personnes.")
    if version != rules.list_version(order):
        raise StaleVersion(rules.ranked_meanwhile(position))
    return RankedList.objects.select_related("position").filter(position=position).latest("version")
