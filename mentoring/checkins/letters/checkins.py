"""Letters about check-ins: due (to those who fill them), late (to the coordination)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.urls import reverse

from eig.accounts.models import User
from eig.common.dates import long_day
from eig.common.text import plural
from eig.common.vocabulary import SiteText
from eig.notifications.ladder import Rung, rung_key
from eig.notifications.letters import Draft, absolute, letter
from eig.notifications.states import Policy
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.states import ANSWERERS, Audience
from mentoring.missions.letters.opening import to_mentor
from mentoring.missions.models.missions import MENTOR_KINDS

CHECKIN_DUE = letter(
    "mentoring/checkin_due",
    "Rappel d’un point d’étape",
    "ce point d’étape vous est demandé pendant la mission",
    Policy.AT_MOST_ONCE,
    prenom="Camille",
    defi="MonitorFish",
    periode="du mois 2",
    echeance="est attendu dans 5 jours, le samedi 31 octobre 2020",
    lien="https://eig.example/suivi/point/12/",
)
CHECKIN_LATE = letter(
    "mentoring/checkin_late",
    "Points d’étape manquants (coordination)",
    "vous faites partie de l’équipe de coordination",
    Policy.AT_MOST_ONCE,
    prenom="Camille",
    nombre="2 points d’étape",
    echeance="samedi 31 octobre 2020",
    liste=SiteText("- MonitorFish, mois 2 : {mentor}\n- LABEL, mois 2 : Noé Aubry"),
    lien="https://eig.example/suivi/",
)
KINDS: Mapping[str, str] = dict(zip((Audience.MENTOR, Audience.SPONSOR), MENTOR_KINDS, strict=True))


def checkin_due(checkin: CheckIn, rung: Rung) -> list[Draft]:
    """One rung of the ladder, to whoever is to fill the check-in, among those in place that day."""
    key = rung_key("mentoring.checkin", checkin.pk, checkin.deadline, rung)
    context = {
        "defi": str(checkin.mission.challenge),
        "periode": checkin.of_period,
        "echeance": _moment(checkin, rung),
        "lien": absolute(reverse("mentoring:checkin", args=[checkin.pk])),
    }
    drafts = [
        to_mentor(CHECKIN_DUE, key, mentor, checkin.mission, context)
        for mentor in checkin.mission.challenge.mentors
        if mentor.kind == KINDS.get(checkin.form.audience)
    ]
    scope = checkin.mission.challenge.promotion.scope
    people = [
        Draft(CHECKIN_DUE, key, user, context | {"prenom": user.first_name}, scope=scope) for user in _people(checkin)
    ]
    return drafts + people


def checkins_late(checkins: Iterable[CheckIn], rung: Rung, team: Iterable[User]) -> list[Draft]:
    """To the coordination, one letter for all that was expected the same day and is still missing."""
    by_day = defaultdict(list)
    for checkin in checkins:
        by_day[checkin.deadline].append(checkin)
    return [_missing(rows, rung, user) for rows in by_day.values() for user in team]


def _moment(checkin: CheckIn, rung: Rung) -> str:
    if rung.days == 0:
        return "est attendu aujourd’hui"
    if rung.days and rung.days > 0:
        return f"était attendu le {long_day(checkin.due_on)}"
    return f"est attendu dans {plural(abs(rung.days or 0), 'jour')}, le {long_day(checkin.due_on)}"


def _missing(rows: list[CheckIn], rung: Rung, user: User) -> Draft:
    day = rows[0].due_on
    context = {
        "prenom": user.first_name,
        "nombre": plural(len(rows), "point d’étape", "points d’étape"),
        "echeance": long_day(day),
        "liste": "\n".join(f"- {_who(checkin)}" for checkin in rows),
        "lien": absolute(reverse("mentoring:missions")),
    }
    return Draft(CHECKIN_LATE, f"mentoring.late:{day.isoformat()}:{rung.name}", user, context)


def _who(checkin: CheckIn) -> str:
    said = checkin.mission.challenge.promotion.said
    author = checkin.placement.person if checkin.placement else said(ANSWERERS[checkin.form.audience])
    return f"{checkin.mission.challenge}, {checkin.period_text} : {author}"


def _people(checkin: CheckIn) -> list[User]:
    if checkin.placement:
        return [checkin.placement.person]
    return [place.person for place in checkin.mission.team] if checkin.form.audience == Audience.TEAM else []
