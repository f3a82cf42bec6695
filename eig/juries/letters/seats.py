"""Letters to jurors about their seat: invitation, answers, reminders, half-day moved, seat taken away."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from eig.common.agenda import Meeting, ics
from eig.common.dates import clock_time
from eig.common.vocabulary import SiteText
from eig.juries.models.juries import Jury, JurySeat
from eig.notifications.ladder import Rung, rung_key
from eig.notifications.letters import Draft, Letter, absolute, letter
from eig.notifications.states import Policy

WHY = "vous êtes invité à siéger dans un jury du programme"
EXAMPLE: dict[str, Any] = {
    "prenom": "Camille",
    "jury": "Jury 3",
    "promotion": SiteText("{fellow} 4"),
    "quand": "mardi 24 mars 2020, matin, à partir de 10 h 30",
    "lieu": "20 avenue de Ségur, Paris",
}
SEATED = letter(
    "juries/seated",
    "Nomination d’un juré",
    "vous avez accepté de siéger dans un jury du programme",
    **EXAMPLE,
    role="En tant que rapporteur, vous saisirez la fiche commune du jury après chaque délibération.",
    lien="https://eig.example/jury/",
)
INVITED = letter(
    "juries/invited",
    "Invitation d’un juré",
    WHY,
    **EXAMPLE,
    role="En tant que rapporteur, vous saisirez la fiche commune du jury après chaque délibération.",
    demijournees="- mardi 24 mars 2020, matin\n- mercredi 25 mars 2020, après-midi",
    lien="https://eig.example/jury/invitations/12/",
)
ACCEPTED = letter(
    "juries/accepted",
    "Réponse d’un juré : oui",
    WHY,
    **EXAMPLE,
    demijournees="- mardi 24 mars 2020, matin",
    lien="https://eig.example/jury/invitations/12/charte/",
)
DECLINED = letter(
    "juries/declined", "Réponse d’un juré : non", WHY, **EXAMPLE, lien="https://eig.example/jury/invitations/12/"
)
AWAITED = letter(
    "juries/awaited",
    "Rappel : invitation d’un juré sans réponse",
    WHY,
    policy=Policy.AT_MOST_ONCE,
    **EXAMPLE,
    lien="https://eig.example/jury/invitations/12/",
)
UNSEATED = letter("juries/unseated", "Place de juré retirée", WHY, **EXAMPLE)
MOVED = letter(
    "juries/moved",
    "Jury déplacé",
    WHY,
    **EXAMPLE,
    avant="mardi 24 mars 2020 à 10 h 30, heure de Paris (20 avenue de Ségur, Paris)",
    lien="https://eig.example/jury/",
)
MEMBER = "Le rapporteur du jury saisira la fiche commune après chaque délibération."
RAPPORTEUR = "En tant que rapporteur, vous saisirez la fiche commune du jury après chaque délibération."


def seated(seat: JurySeat) -> list[Draft]:
    """To the juror: when, where, and the files to read. Once as a member, once as the rapporteur."""
    more = {"role": _role(seat), "lien": absolute(reverse("juries:desk"))}
    return [_to(SEATED, seat, f"juries.seated:{seat.jury_id}:{_part(seat)}", more, entry(seat.jury, seat.seated_at))]


def invited(seat: JurySeat) -> list[Draft]:
    """What is asked, when, and the page where one answers. A new invitation is a new letter."""
    offered = Jury.objects.half_days(seat.jury.promotion, seat.jury.stage)
    more = {
        "role": _role(seat),
        "demijournees": "\n".join(f"- {half_day}" for half_day in offered),
        "lien": absolute(reverse("juries:invitation", args=[seat.pk])),
    }
    key = f"juries.invited:{seat.jury_id}:{_part(seat)}:{seat.seated_at:%Y-%m-%dT%H:%M:%S}"
    return [_to(INVITED, seat, key, more)]


def awaited(seat: JurySeat, rung: Rung) -> Draft:
    """The invitation once more, while it has no answer. A new invitation starts a new ladder."""
    more = {"lien": absolute(reverse("juries:invitation", args=[seat.pk]))}
    return _to(AWAITED, seat, rung_key("juries.awaited", seat.pk, seat.seated_at, rung), more)


def accepted(seat: JurySeat) -> list[Draft]:
    """To a juror who accepted: thanks, the half-day to enter in an agenda, the charter to sign."""
    more = {
        "demijournees": "\n".join(f"- {half_day}" for half_day in seat.possible),
        "lien": absolute(reverse("juries:charter", args=[seat.pk])),
    }
    return [_to(ACCEPTED, seat, _answer(seat, "accepted"), more, entry(seat.jury, seat.answered_at or seat.seated_at))]


def declined(seat: JurySeat) -> list[Draft]:
    """The answer is noted, and can still change."""
    more = {"lien": absolute(reverse("juries:invitation", args=[seat.pk]))}
    return [_to(DECLINED, seat, _answer(seat, "declined"), more, gone(seat.jury, seat.answered_at or seat.seated_at))]


def unseated(seat: JurySeat, at: datetime) -> list[Draft]:
    """The place is taken away, and with it the entry in the agenda."""
    return [_to(UNSEATED, seat, f"juries.unseated:{seat.pk}:{at:%Y-%m-%dT%H:%M:%S}", {}, gone(seat.jury, at))]


def moved(jury: Jury, seats: Iterable[JurySeat], before: str, at: datetime) -> list[Draft]:
    """To each person counted on: the new hour or place, and what it was."""
    more = {"avant": before, "lien": absolute(reverse("juries:desk"))}
    key = f"juries.moved:{jury.pk}:{at:%Y-%m-%dT%H:%M:%S}"
    return [_to(MOVED, seat, key, more, entry(jury, at)) for seat in seats]


def meeting(jury: Jury, stamp: datetime, *, cancelled: bool = False) -> Meeting:
    """The half-day of a jury in an agenda, deliberation included."""
    return Meeting(
        key=f"jury-{jury.pk}",
        title=f"{jury} ({jury.promotion})",
        starts_at=jury.meets_at,
        ends_at=jury.ends_at,
        stamp=stamp,
        place=jury.place,
        url=absolute(reverse("juries:desk")),
        sequence=jury.sequence + cancelled,
        cancelled=cancelled,
    )


def entry(jury: Jury, stamp: datetime) -> str:
    """The half-day as the text of an iCalendar file, to enter in an agenda."""
    return ics([meeting(jury, stamp)])


def gone(jury: Jury, stamp: datetime) -> str:
    """The iCalendar file that takes the same half-day out of an agenda."""
    return ics([meeting(jury, stamp, cancelled=True)])


def _to(model: Letter, seat: JurySeat, key: str, more: Mapping[str, str], calendar: str = "") -> Draft:
    jury = seat.jury
    context = {
        "prenom": seat.user.first_name or str(seat.user),
        "jury": jury.name,
        "promotion": jury.promotion.name,
        "quand": f"{jury.half_day}, à partir de {clock_time(jury.meets_at)} (heure de Paris)",
        "lieu": jury.place or "le lieu vous sera précisé par la coordination",
        **more,
    }
    return Draft(model, key, seat.user, context, scope=jury.promotion.scope, calendar=calendar)


def _answer(seat: JurySeat, word: str) -> str:
    return f"juries.{word}:{seat.pk}:{seat.answered_at:%Y-%m-%dT%H:%M:%S}"


def _part(seat: JurySeat) -> str:
    return "rapporteur" if seat.rapporteur else "member"


def _role(seat: JurySeat) -> str:
    return RAPPORTEUR if seat.rapporteur else MEMBER
