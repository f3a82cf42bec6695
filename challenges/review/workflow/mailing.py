"""A letter that the coordination writes to the authors of several challenges."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.coordination import can_coordinate
from challenges.review.letters import mailing as mailing_letters
from challenges.review.models.mailing import Mailing
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.keeping.version import mark
from eig.common.text import plural
from eig.common.vocabulary import SITE, SiteText
from eig.journal.steps import record, record_each
from eig.notifications.letters import Draft
from eig.notifications.workflow import post

ALREADY_SENT = (
    "Ce courrier est déjà parti, avec un autre texte : rien n’est envoyé. Pour écrire de nouveau aux auteurs, "
    "copiez votre texte et ouvrez un nouveau courrier."
)


@transaction.atomic
def write_to_authors(
    challenges: Sequence[Challenge],
    *,
    token: uuid.UUID,
    subject: str,
    body: str,
    reply_to: str,
    by: User,
    at: datetime,
) -> Mailing:
    """Send one letter to each author for each challenge; the same ``token`` with the same text changes nothing.

    Raises ``StepRefused`` for anybody outside the coordination, an unknown placeholder, when nobody would receive it,
    or when the letter of this ``token`` left with another text.
    """
    if not can_coordinate(by):
        raise StepRefused("Seule la coordination écrit aux auteurs.")
    if names := mailing_letters.unknown_placeholders(f"{subject}\n{body}"):
        raise StepRefused(f"Rien ne correspond à {', '.join(names)} : corrigez le texte.")
    text = {"subject": subject, "body": body, "reply_to": reply_to}
    mailing, created = Mailing.objects.get_or_create(token=token, defaults={**text, "by": by, "at": at})
    if created:
        _send(mailing, challenges)
    elif any(mark(getattr(mailing, name)) != mark(value) for name, value in text.items()):
        raise StepRefused(ALREADY_SENT)
    return mailing


def drafts(mailing: Mailing, challenges: Sequence[Challenge]) -> list[Draft]:
    """The letters as they would leave, for a preview: nothing is written."""
    return mailing_letters.to_several(mailing, challenges)


def _send(mailing: Mailing, challenges: Sequence[Challenge]) -> None:
    planned = drafts(mailing, challenges)
    if not planned:
        raise StepRefused(SiteText("Aucun de ces {challenges} n’a d’auteur à qui écrire."))
    mailing.challenges.set(challenges)
    Mailing.objects.filter(pk=mailing.pk).update(letters=len(planned))
    note = f"{plural(len(challenges), SITE.challenge, SITE.challenges)}, {plural(len(planned), 'courrier')}"
    said = f"Courrier aux auteurs : {mailing_letters.without_placeholders(mailing.subject)}"[:200]
    record_each(challenges, "write_to_authors", said, by=mailing.by, at=mailing.at)
    record(mailing, "write_to_authors", "Courrier envoyé", by=mailing.by, at=mailing.at, note=note)
    post(planned, at=mailing.at)
