"""Letters about check-ins: due (to those who fill them), late or saying that something blocks (to the coordination)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from django.urls import reverse

from eig.accounts.models import User
from eig.common.dates import long_day
from eig.common.text import plural
from eig.common.vocabulary import SiteText
from eig.notifications.ladder import Rung, rung_key
from eig.notifications.letters import Draft, absolute, letter
from eig.notifications.states import Policy
from mentoring.checkins.models import CheckIn
from mentoring.checkins.states import CheckInKind
from mentoring.missions.letters import to_mentor
from mentoring.missions.models import Placement

CHECKIN_DUE = letter(
    "mentoring/checkin_due",
    "Rappel d’un point d’étape",
    "ce point d’étape vous est demandé chaque mois de la mission",
    Policy.AT_MOST_ONCE,
    prenom="Camille",
    defi="MonitorFish",
    mois="2",
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
BLOCKER = letter(
    "mentoring/blocker",
    "Un point bloque (coordination)",
    "vous faites partie de l’équipe de coordination",
    prenom="Camille",
    defi="MonitorFish",
    auteur=SiteText("Awa Delmas ({mentor})"),
    mois="2",
    blocage="« L’accès aux données de navigation n’est toujours pas ouvert. »",
    lien="https://eig.example/suivi/point/12/",
)
SHOWN = 300


def checkin_due(checkin: CheckIn, rung: Rung) -> list[Draft]:
    """One rung of the ladder, to whoever is to fill the check-in: the mentors in place, or the EIG."""
    key = rung_key("mentoring.checkin", checkin.pk, checkin.deadline, rung)
    context = {
        "defi": str(checkin.mission.challenge),
        "mois": str(checkin.month),
        "echeance": _moment(checkin, rung),
        "lien": absolute(reverse("mentoring:checkin", args=[checkin.pk])),
    }
    if checkin.kind == CheckInKind.MENTOR:
        mentors = checkin.mission.challenge.mentors
        return [to_mentor(CHECKIN_DUE, key, mentor, checkin.mission, context) for mentor in mentors]
    user = cast("Placement", checkin.placement).offer.application.user
    scope = checkin.mission.challenge.promotion.scope
    return [Draft(CHECKIN_DUE, key, user, context | {"prenom": user.first_name}, scope=scope)]


def checkins_late(checkins: Iterable[CheckIn], rung: Rung, team: Iterable[User]) -> list[Draft]:
    """To the coordination, one letter for all that was expected the same day and is still missing."""
    by_day = defaultdict(list)
    for checkin in checkins:
        by_day[checkin.deadline].append(checkin)
    return [_missing(rows, rung, user) for rows in by_day.values() for user in team]


def blocker(checkin: CheckIn, team: Iterable[User]) -> list[Draft]:
    """To the coordination: something blocks. What an EIG confides is read on the site, never by e-mail."""
    confided = "Le texte est confidentiel : il se lit sur le site."
    words = checkin.words
    shown = f"« {_shortened(checkin.blockers)} »" if checkin.kind == CheckInKind.MENTOR else confided
    context = {
        "defi": str(checkin.mission.challenge),
        "auteur": f"{checkin.author} ({words.mentor if checkin.kind == CheckInKind.MENTOR else words.fellow})",
        "mois": str(checkin.month),
        "blocage": shown,
        "lien": absolute(reverse("mentoring:checkin", args=[checkin.pk])),
    }
    key, scope = f"mentoring.blocker:{checkin.pk}", checkin.mission.challenge.promotion.scope
    return [Draft(BLOCKER, key, user, context | {"prenom": user.first_name}, scope=scope) for user in team]


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
    author = checkin.placement.offer.application.user if checkin.placement else checkin.words.mentor
    return f"{checkin.mission.challenge}, mois {checkin.month} : {author}"


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1].rstrip() + "…"
