"""From a selected challenge to its page in the catalogue."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify

from challenges.catalogue import letters, rules
from challenges.catalogue import letters as sheets
from challenges.catalogue import rules as framing
from challenges.catalogue.models.validations import SheetValidation, validation_status
from challenges.catalogue.states import ValidationStatus
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.positions import Position
from challenges.proposal.states import ChallengeStatus
from challenges.proposal.workflow.skills import set_skills, skills_of
from challenges.skills.workflow import forget_proposals, hold_skills
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.common.text import sort_key
from eig.journal.steps import record, take_step
from eig.notifications.workflow import post

FIELDS = ("public_title", "summary", "sheet", "town", "telework", "starts_on", "months", "outcome")
POSITION_FIELDS = ("seats", "mission", "skills_note")
SLUG_LENGTH = 100


@transaction.atomic
def frame(
    challenge: Challenge, values: Mapping[str, Any], *, version: int | None = None, by: User, at: datetime
) -> None:
    """Write what the catalogue will say: the given ``FIELDS``, and ``positions`` (rows with ``family``, ``profiles``,
    ``seats``, ``mission``, ``skills_note``, ``skills_required`` and ``skills_wished`` as names) which replace the
    former ones.

    The public address is made from the title and no longer moves once published. Raises ``StepRefused`` for a
    challenge that is not selected, for an unfinished page of a published one, and for a position already wished;
    ``StaleVersion`` when it is no longer the ``version`` that the values were merged with.
    """
    row = Challenge.objects.select_for_update(of=("self",)).select_related("promotion").get(pk=challenge.pk)
    if row.status not in rules.FRAMED:
        raise StepRefused(row.words.said("Seul un {challenge} retenu peut être cadré."))
    if version not in (None, row.version):
        raise StaleVersion("Le cadrage a changé depuis que vous l’avez ouvert.")
    before = _said(row)
    for name in FIELDS:
        if name in values:
            setattr(row, name, values[name])
    if "positions" in values:
        _refine(row, values["positions"], at)
    _check_published(row)
    changes = {name: getattr(row, name) for name in FIELDS}
    Challenge.objects.filter(pk=row.pk).update(**changes, **_address(row), version=row.version + 1)
    if row.status == ChallengeStatus.SELECTED and _said(row) != before:
        SheetValidation.objects.filter(challenge=row).update(outdated=True)
    challenge.refresh_from_db()
    record(challenge, "frame", "Cadrage enregistré", by=by, at=at)


@transaction.atomic
def ask_validation(challenge: Challenge, *, by: User, at: datetime) -> None:
    """Show the finished page to its authors, who agree or propose changes.

    Raises ``StepRefused`` for a challenge that is not selected, an unfinished page, or one that waits already.
    """
    row = _locked(challenge)
    if row.status != ChallengeStatus.SELECTED:
        raise StepRefused(row.words.said("Seule la fiche d’un {challenge} retenu se fait valider."))
    if refusal := framing.asking_refusal(row):
        raise StepRefused(refusal)
    asked = {"asked_at": at, "answered_at": None, "answered_by": None, "remark": "", "outdated": False}
    SheetValidation.objects.update_or_create(challenge=row, defaults=asked)
    record(row, "ask_validation", "Validation de la fiche demandée à l’administration", by=by, at=at)
    post(sheets.sheet_asked(row, at), at=at)


@transaction.atomic
def agree_sheet(challenge: Challenge, *, version: str | None = None, by: User, at: datetime) -> None:
    """An author agrees with the page; agreed already, nothing changes.

    Raises ``StepRefused`` for anybody else, when the page changed, or when the validation is no longer the ``version``
    that was read.
    """
    row = _locked(challenge)
    if validation_status(row) != ValidationStatus.AGREED:
        _answer(row, version, by, at, remark="")
        record(row, "agree_sheet", "Fiche validée par l’administration", by=by, at=at)
        post(sheets.sheet_agreed(row, at, by=by), at=at)


@transaction.atomic
def remark_sheet(challenge: Challenge, *, remark: str, version: str | None = None, by: User, at: datetime) -> None:
    """An author says what to change in the page, in words; said twice, it is said once. Raises like ``agree_sheet``."""
    row, text = _locked(challenge), remark.strip()
    said = SheetValidation.objects.filter(challenge=row, outdated=False, answered_by=by, remark=text)
    if said.exists():
        return
    _answer(row, version, by, at, remark=text)
    record(row, "remark_sheet", "Changements proposés à la fiche", by=by, at=at, note=text)
    post(sheets.sheet_remarked(row, at, by=by, remark=text), at=at)


@transaction.atomic
def publish(challenge: Challenge, *, reason: str = "", by: User, at: datetime) -> None:
    """Put a selected challenge in the catalogue; its authors get the public address.

    Raises ``StepRefused`` while its page is unfinished, and while its administration has not validated it, unless a
    ``reason`` is given, which stays in the journal.
    """
    row = _locked(challenge)
    if refusal := framing.publishing_refusal(row, reason):
        raise StepRefused(refusal)
    settled = {"pending_decision": "", "pending_reason": ""}
    take_step(challenge, "publish", by=by, at=at, note=reason.strip(), published_at=at, **settled, **_address(row))
    post(letters.published(challenge, at), at=at)


def _locked(challenge: Challenge) -> Challenge:
    rows = Challenge.objects.select_for_update(of=("self",)).select_related("promotion", "administration")
    return rows.get(pk=challenge.pk)


def _answer(row: Challenge, version: str | None, by: User, at: datetime, *, remark: str) -> None:
    if not framing.can_validate(by, row):
        raise StepRefused(
            "Cette fiche n’attend pas de réponse : elle a changé, ou la coordination ne l’a pas demandée."
        )
    if version is not None and version != SheetValidation.objects.get(challenge=row).version:
        raise StepRefused(
            "La fiche a changé, ou une autre personne y a répondu, depuis que vous avez ouvert cette page. Relisez-la, "
            "puis envoyez de nouveau si vous le voulez toujours : cela remplacera cette réponse."
        )
    answer = {"answered_at": at, "answered_by": by, "remark": remark}
    SheetValidation.objects.filter(challenge=row).update(**answer)


def _said(row: Challenge) -> tuple:
    """Everything that the page says, to know whether it changed."""
    positions = [
        (
            *(getattr(position, name) for name in ("family_id", *POSITION_FIELDS)),
            sorted(position.profiles.values_list("pk", flat=True)),
            position.skills_required,
            position.skills_wished,
        )
        for position in row.positions.order_by("family").prefetch_related("skill_links")
    ]
    return (*(getattr(row, name) for name in FIELDS), positions)


def _check_published(row: Challenge) -> None:
    lacks = rules.missing_to_publish(row) if row.status == ChallengeStatus.PUBLISHED else []
    if lacks:
        raise StepRefused(f"Ce {row.words.challenge} est au catalogue, où il manquerait : {', '.join(lacks)}.")


def _address(row: Challenge) -> dict[str, str]:
    """The sorting key and the public address that follow from the title."""
    key = {"key": sort_key(row.public_title or row.title)}
    if not row.public_title or row.status == ChallengeStatus.PUBLISHED:
        return key
    return {**key, "slug": _free_slug(row)}


def _free_slug(row: Challenge) -> str:
    """The title as an address, followed by the promotion's, then by a number, where it is taken."""
    base = slugify(sort_key(row.public_title))[:SLUG_LENGTH].strip("-") or "defi"
    others = Challenge.objects.filter(slug__startswith=base).exclude(pk=row.pk)
    taken = set(others.values_list("slug", flat=True))
    second = f"{base}-{row.promotion.slug}"[: SLUG_LENGTH + 30]
    further = (f"{second}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, second, *further) if slug not in taken)


def _refine(row: Challenge, wanted: Iterable[Mapping[str, Any]], at: datetime) -> None:
    """Make the positions those given, keeping the identity of each family's one: wishes name it."""
    rows = list(wanted)
    families = {given["family"].pk for given in rows}
    if len(families) < len(rows):
        raise StepRefused("Chaque famille de profils n’apparaît qu’une fois : augmentez plutôt le nombre de personnes.")
    former = skills_of(row)
    known = hold_skills([given for given in rows if "skills_required" in given], former, at=at)
    try:
        row.positions.exclude(family__in=families).delete()
    except ProtectedError:
        raise StepRefused("Un poste déjà choisi par des candidats ne se supprime pas.") from None
    for given in rows:
        values = {name: given[name] for name in POSITION_FIELDS if name in given}
        position, _ = Position.objects.update_or_create(challenge=row, family=given["family"], defaults=values)
        position.profiles.set(given.get("profiles", ()))
        if "skills_required" in given:
            set_skills(position, given["skills_required"], given.get("skills_wished", ()), known)
    forget_proposals(former)
