"""A letter that the coordination writes to the people of several files."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.keeping.version import mark
from eig.common.text import plural
from eig.journal.steps import record, record_each
from eig.notifications.workflow import post
from eig.reviewing.letters.mailing import ToSeveral, without_placeholders
from eig.reviewing.models.mailing import AbstractMailing

ALREADY_SENT = (
    "Ce courrier est déjà parti, avec un autre texte : rien n’est envoyé. Pour écrire de nouveau aux {}, "
    "copiez votre texte et ouvrez un nouveau courrier."
)


@transaction.atomic
def write_to_several(
    kind: ToSeveral,
    files: Sequence[Any],
    *,
    token: uuid.UUID,
    subject: str,
    body: str,
    reply_to: str,
    by: User,
    at: datetime,
) -> Any:
    """Send one letter to each person for each file; the same ``token`` with the same text changes nothing.

    Raises ``StepRefused`` for an unknown placeholder, when nobody would receive it, or when the letter of this
    ``token`` left with another text.
    """
    if names := kind.unknown_placeholders(f"{subject}\n{body}"):
        raise StepRefused(f"Rien ne correspond à {', '.join(names)} : corrigez le texte.")
    text = {"subject": subject, "body": body, "reply_to": reply_to}
    rows = kind.mailings._default_manager
    mailing, created = rows.get_or_create(token=token, defaults={**text, "by": by, "at": at})
    if created:
        _send(kind, mailing, files)
    elif any(mark(getattr(mailing, name)) != mark(value) for name, value in text.items()):
        raise StepRefused(ALREADY_SENT.format(kind.called))
    return mailing


def _send(kind: ToSeveral, mailing: AbstractMailing, files: Sequence[Any]) -> None:
    planned = kind.drafts(mailing, files)
    if not planned:
        raise StepRefused(kind.nobody)
    getattr(mailing, mailing.SUBJECTS).set(files)
    kind.mailings._default_manager.filter(pk=mailing.pk).update(letters=len(planned))
    counted = plural(len(files), *(str(word) for word in kind.subjects))
    said = f"Courrier aux {kind.called} : {without_placeholders(mailing.subject)}"[:200]
    record_each(files, kind.verb, said, by=mailing.by, at=mailing.at)
    note = f"{counted}, {plural(len(planned), 'courrier')}"
    record(mailing, kind.verb, "Courrier envoyé", by=mailing.by, at=mailing.at, note=note)
    post(planned, at=mailing.at)
