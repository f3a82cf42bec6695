"""Posting letters: rows written in the transaction of the act that causes them."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.common.queue import nudge
from eig.journal.steps import record
from eig.notifications.letters import Draft, Letter
from eig.notifications.models import LetterText, Message
from eig.notifications.rendering import Wording, original, render, voiced

DRAIN = "eig.notifications.tasks.drain_outbox"

REWORDED = "Quelqu’un d’autre vient de changer le texte de ce courrier : le voici, rien n’est changé."


def post(drafts: Iterable[Draft], *, at: datetime, send_at: datetime | None = None) -> int:
    """Write letters in the outbox, at most two queries whatever their number; those already there stay as they are.

    Returns how many were asked for. They leave after the commit, or at ``send_at``.
    """
    drafts = [draft for draft in drafts if draft.address]
    if not drafts:
        return 0
    wordings = _wordings(drafts)
    rows = [_row(draft, wordings[draft.letter.key, draft.scope], at, send_at or at) for draft in drafts]
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    nudge(DRAIN)
    return len(rows)


def unposted(drafts: Sequence[Draft]) -> list[Draft]:
    """Those that the outbox does not know: one query, so that a busy week costs nothing each minute."""
    keys = [draft.full_key for draft in drafts]
    known = set(Message.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    return [draft for draft in drafts if draft.full_key not in known]


@transaction.atomic
def resend(message: Message, *, by: User, at: datetime) -> None:
    """Put a letter that was given up back in the queue. Raises ``StepRefused`` when it is not given up."""
    given_up = Message.objects.filter(pk=message.pk, sent_at=None).exclude(stopped_at=None)
    if not given_up.update(stopped_at=None, claim=None, attempts=0, next_try_at=at):
        raise StepRefused("Ce courrier n’est pas abandonné : il est déjà parti, ou il partira de lui-même.")
    record(message, "resend", "Renvoi demandé", by=by, at=at)
    nudge(DRAIN)


@transaction.atomic
def reword(
    letter: Letter,
    scope: str,
    wording: Wording,
    *,
    over: Wording | None = None,
    by: User,
    at: datetime,
    about: Model | None = None,
) -> None:
    """Give a letter another wording in a scope; the former one is kept in the journal of ``about`` (else of the text).

    Saying the same again changes nothing. Raises ``StaleVersion`` when the wording in force is no longer the one that
    this one is written ``over``.
    """
    held = LetterText.objects.select_for_update().filter(letter=letter.key, scope__in={scope, ""})
    known = {row.scope for row in held}
    former = wording_for(letter, scope)
    if wording == former:
        return
    values = {"subject": wording.subject, "body": wording.body}
    row, created = LetterText.objects.update_or_create(letter=letter.key, scope=scope, defaults=values)
    born_meanwhile = not created and scope not in known
    if over is not None and (over != former or born_meanwhile):
        raise StaleVersion(REWORDED)
    note = f"Texte précédent :\n{former.subject}\n\n{former.body}"
    record(about or row, "reword", f"Courrier reformulé : {letter.label}"[:200], by=by, at=at, note=note)


@transaction.atomic
def restore(
    letter: Letter, scope: str, *, over: Wording | None = None, by: User, at: datetime, about: Model | None = None
) -> None:
    """Take back the wording given in a scope; it is kept in the journal. Nothing when there was none.

    Raises ``StaleVersion`` when that wording is no longer the one taken back, ``over``.
    """
    row = LetterText.objects.select_for_update().filter(letter=letter.key, scope=scope).first()
    if row and over not in (None, Wording(row.subject, row.body)):
        raise StaleVersion(REWORDED)
    if row:
        note = f"Texte retiré :\n{row.subject}\n\n{row.body}"
        record(about or row, "restore", f"Retour au texte d’origine : {letter.label}"[:200], by=by, at=at, note=note)
        row.delete()


def wording_for(letter: Letter, scope: str) -> Wording:
    """The wording in force for a scope: the scope's own, else the one for all, else the original."""
    own = _given({letter.key: letter}, LetterText.objects.filter(letter=letter.key, scope__in=[scope, ""]))
    return _in_force(own, letter, scope)


def wording_without(letter: Letter, scope: str) -> Wording:
    """The wording that a scope would have without its own: the one for all, else the original."""
    own = _given({letter.key: letter}, LetterText.objects.filter(letter=letter.key, scope=""))
    return _in_force(own if scope else {}, letter, scope)


def _wordings(drafts: list[Draft]) -> dict[tuple[str, str], Wording]:
    """The wording of each (letter, scope) asked for: one query."""
    letters = {draft.letter.key: draft.letter for draft in drafts}
    own = _given(letters, LetterText.objects.filter(letter__in=letters))
    pairs = {(draft.letter.key, draft.scope) for draft in drafts}
    return {(key, scope): _in_force(own, letters[key], scope) for key, scope in pairs}


def _in_force(own: Mapping[tuple[str, str], Wording], letter: Letter, scope: str) -> Wording:
    """What staff wrote stays as typed; the original takes the words of the scope."""
    given = own.get((letter.key, scope)) or own.get((letter.key, ""))
    return voiced(given, scope) if given else original(letter, scope)


def _given(letters: Mapping[str, Letter], rows: Iterable[LetterText]) -> dict[tuple[str, str], Wording]:
    """The wordings that staff gave, less those with a placeholder that their letter has lost since.

    Such a text would make the act itself fail: the original is sent instead.
    """
    given = {(row.letter, row.scope): Wording(row.subject, row.body) for row in rows}
    return {key: wording for key, wording in given.items() if not wording.unknown(letters[key[0]])}


def _row(draft: Draft, wording: Wording, at: datetime, send_at: datetime) -> Message:
    rendered = render(draft.letter, wording, draft.context)
    return Message(
        key=draft.full_key,
        letter=draft.letter.key,
        policy=draft.letter.policy,
        user=draft.user,
        to=draft.address,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        calendar=draft.calendar,
        message_id=new_message_id(),
        headers=dict(draft.headers),
        posted_at=at,
        next_try_at=send_at,
    )


def new_message_id() -> str:
    """A Message-ID that stays with the row: a second delivery of the same letter can be recognised."""
    host = settings.SITE_URL.partition("://")[2].partition(":")[0] or "localhost"
    return f"<{uuid.uuid4().hex}@{host}>"
