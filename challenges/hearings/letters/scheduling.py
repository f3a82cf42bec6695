"""The hour of a hearing: given, moved, near, cancelled; each letter but the reminder carries an agenda entry."""

from collections.abc import Iterator
from datetime import datetime
from typing import cast

from django.urls import reverse

from challenges.proposal.letters.common import EXAMPLE, FILE, active_authors, context_of
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus, StakeholderKind
from eig.accounts.models import User
from eig.common.agenda import Meeting, ics
from eig.common.clock import PARIS
from eig.common.dates import full_instant, short_day
from eig.common.text import plural
from eig.common.vocabulary import SiteText
from eig.juries.models.hearings import Hearing
from eig.notifications.ladder import Rung, rung_key
from eig.notifications.letters import Draft, absolute, greeting, letter
from eig.notifications.states import Policy

HEARING = letter(
    "challenges/hearing",
    SiteText("Audition d’un {challenge}"),
    SiteText("vous portez ce {challenge} devant le jury"),
    **EXAMPLE,
    jour="24 mars 2020",
    quand="mardi 24 mars 2020 à 10 h 30, heure de Paris",
    duree="40 minutes",
    jury="Jury 3",
    lieu="20 avenue de Ségur, Paris",
    lien=FILE,
)


HEARING_MOVED = letter(
    "challenges/hearing_moved",
    "Audition déplacée",
    SiteText("vous portez ce {challenge} devant le jury"),
    **EXAMPLE,
    avant="mardi 24 mars 2020 à 10 h 30, heure de Paris",
    quand="mercredi 25 mars 2020 à 14 h 00, heure de Paris",
    duree="40 minutes",
    jury="Jury 5",
    lieu="20 avenue de Ségur, Paris",
    lien=FILE,
)


HEARING_SOON = letter(
    "challenges/hearing_soon",
    SiteText("Rappel : audition d’un {challenge}"),
    SiteText("vous portez ce {challenge} devant le jury"),
    policy=Policy.AT_MOST_ONCE,
    **EXAMPLE,
    jour="Dans deux jours",
    quand="mardi 24 mars 2020 à 10 h 30, heure de Paris",
    duree="40 minutes",
    jury="Jury 3",
    lieu="20 avenue de Ségur, Paris",
    lien=FILE,
)


HEARING_CANCELLED = letter(
    "challenges/hearing_cancelled",
    "Audition annulée",
    SiteText("vous portez ce {challenge} devant le jury"),
    **EXAMPLE,
    quand="mardi 24 mars 2020 à 10 h 30, heure de Paris",
    lien=FILE,
)


def meeting(challenge: Challenge, stamp: datetime) -> Meeting:
    """The hearing of a challenge in an agenda; cancelled when the challenge is withdrawn."""
    slot = cast("Hearing", challenge.hearing)
    gone = challenge.status == ChallengeStatus.WITHDRAWN
    return Meeting(
        key=f"audition-defi-{slot.pk}",
        title=f"Audition : {challenge.title} ({challenge.promotion})",
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        stamp=stamp,
        place=slot.room or slot.jury.place,
        url=absolute(reverse("challenges:file", args=[challenge.pk])),
        sequence=slot.sequence + gone,
        cancelled=gone,
    )


def hearing(challenge: Challenge, before: datetime | None, at: datetime) -> list[Draft]:
    """To authors and operational mentors: day, hour, jury and place; ``before`` is the hour it replaces."""
    slot = cast("Hearing", challenge.hearing)
    facts = {"jour": short_day(slot.starts_at), **_slot(slot)}
    model = HEARING_MOVED if before else HEARING
    calendar = ics([meeting(challenge, at)])
    key = f"{model.key}:{challenge.pk}:{slot.jury_id}:{slot.starts_at.astimezone(PARIS):%Y-%m-%dT%H:%M}"
    if before:
        facts = {**facts, "avant": full_instant(before)}
    return [
        Draft(
            model,
            key,
            user,
            {**context_of(challenge, hello), **facts},
            email=email,
            scope=challenge.promotion.scope,
            calendar=calendar,
        )
        for user, hello, email in _presenters(challenge)
    ]


def hearing_soon(challenge: Challenge, rung: Rung) -> list[Draft]:
    """The letter of one rung of reminders, to authors and operational mentors: where and when once more."""
    slot = cast("Hearing", challenge.hearing)
    facts = {"jour": "Dans deux jours" if rung.days else "Dans deux heures", **_slot(slot)}
    key, scope = rung_key("challenges.hearing", challenge.pk, slot.starts_at, rung), challenge.promotion.scope
    return [
        Draft(HEARING_SOON, key, user, {**context_of(challenge, hello), **facts}, email=email, scope=scope)
        for user, hello, email in _presenters(challenge)
    ]


def hearing_cancelled(challenge: Challenge, at: datetime) -> list[Draft]:
    """To authors and operational mentors: the hearing is cancelled, and so is its entry in their agendas."""
    slot = cast("Hearing", challenge.hearing)
    facts, calendar = {"quand": full_instant(slot.starts_at)}, ics([meeting(challenge, at)])
    key, scope = f"{HEARING_CANCELLED.key}:{challenge.hearing_id}", challenge.promotion.scope
    return [
        Draft(
            HEARING_CANCELLED,
            key,
            user,
            {**context_of(challenge, hello), **facts},
            email=email,
            scope=scope,
            calendar=calendar,
        )
        for user, hello, email in _presenters(challenge)
    ]


def _slot(slot: Hearing) -> dict[str, str]:
    return {
        "quand": full_instant(slot.starts_at),
        "duree": plural(slot.minutes, "minute"),
        "jury": slot.jury.name,
        "lieu": slot.room or slot.jury.place or "il vous sera précisé par la coordination",
    }


def _presenters(challenge: Challenge) -> Iterator[tuple[User | None, str, str]]:
    """Authors, then operational mentors who are not among them: account, greeting, address."""
    authors = active_authors(challenge)
    known = {user.email.lower() for user in authors}
    yield from ((user, greeting(user), "") for user in authors)
    mentors = [person for person in challenge.stakeholders.all() if person.kind == StakeholderKind.OPERATIONAL_MENTOR]
    yield from (
        (None, f"Bonjour {mentor.name}", mentor.email) for mentor in mentors if mentor.email.lower() not in known
    )
