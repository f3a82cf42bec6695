"""Letters of the ten months."""

from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse

from challenges.models import Stakeholder
from eig.accounts.models import User
from eig.common.dates import long_day
from eig.common.text import plural
from eig.notifications.ladder import Rung, rung_key
from eig.notifications.letters import Draft, Letter, absolute, letter
from eig.notifications.states import Policy
from mentoring.models import CheckIn, Mission, Placement
from mentoring.states import CheckInKind

MENTOR_OPENED = letter(
    "mentoring/mentor_opened",
    "Ouverture de la mission (mentor)",
    "vous êtes mentor opérationnel de ce défi",
    prenom="Camille",
    defi="MonitorFish",
    debut="mardi 1er septembre 2020",
    fin="mercredi 30 juin 2021",
    equipe="- Noé Aubry (développement)\n- Lina Sorel (design)",
    lien="https://eig.example/suivi/4/",
)
EIG_OPENED = letter(
    "mentoring/eig_opened",
    "Ouverture de la mission (EIG)",
    "vous avez accepté un poste dans cette promotion",
    prenom="Camille",
    defi="MonitorFish",
    administration="Centre national de surveillance des pêches",
    debut="mardi 1er septembre 2020",
    fin="mercredi 30 juin 2021",
    mentors="Awa Delmas, mentor opérationnel",
    lien="https://eig.example/suivi/4/",
)
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
    liste="- MonitorFish, mois 2 : mentor\n- LABEL, mois 2 : Noé Aubry",
    lien="https://eig.example/suivi/",
)
BLOCKER = letter(
    "mentoring/blocker",
    "Un point bloque (coordination)",
    "vous faites partie de l’équipe de coordination",
    prenom="Camille",
    defi="MonitorFish",
    auteur="Awa Delmas (mentor)",
    mois="2",
    blocage="« L’accès aux données de navigation n’est toujours pas ouvert. »",
    lien="https://eig.example/suivi/point/12/",
)
SHOWN = 300


def mission_opened(mission: Mission, placements: list[Placement], mentors: list[Stakeholder]) -> list[Draft]:
    """To the operational mentors of a mission, whether or not they have an account yet."""
    team = "\n".join(f"- {place.offer.application.user} ({place.offer.position.family})" for place in placements)
    key, context = f"mentoring.opened:{mission.pk}", _mission_facts(mission) | {"equipe": team}
    return [_to_mentor(MENTOR_OPENED, key, mentor, mission, context) for mentor in mentors]


def placement_opened(placement: Placement, mission: Mission, mentors: list[Stakeholder]) -> Draft:
    """To a person placed on a mission."""
    user, said = placement.offer.application.user, mission.challenge.promotion.said
    context = _mission_facts(mission) | {
        "prenom": user.first_name,
        "administration": str(mission.challenge.administration),
        "debut": long_day(placement.starts_on),
        "mentors": " ; ".join(f"{mentor.name}, {said(mentor.get_kind_display())}" for mentor in mentors)
        or "l’équipe de coordination",
    }
    key = f"mentoring.placed:{placement.pk}"
    return Draft(EIG_OPENED, key, user, context, scope=mission.challenge.promotion.scope)


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
        mentors = checkin.mission.challenge.mentors  # type: ignore[attr-defined]  # loaded by with_people
        return [_to_mentor(CHECKIN_DUE, key, one, checkin.mission, context) for one in mentors]
    user = checkin.placement.offer.application.user
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
    said = checkin.mission.challenge.promotion.said
    shown = f"« {_shortened(checkin.blockers)} »" if checkin.kind == CheckInKind.MENTOR else confided
    context = {
        "defi": str(checkin.mission.challenge),
        "auteur": f"{checkin.author} ({said('mentor') if checkin.kind == CheckInKind.MENTOR else 'EIG'})",
        "mois": str(checkin.month),
        "blocage": shown,
        "lien": absolute(reverse("mentoring:checkin", args=[checkin.pk])),
    }
    key, scope = f"mentoring.blocker:{checkin.pk}", checkin.mission.challenge.promotion.scope
    return [Draft(BLOCKER, key, user, context | {"prenom": user.first_name}, scope=scope) for user in team]


def _mission_facts(mission: Mission) -> dict[str, str]:
    return {
        "defi": str(mission.challenge),
        "debut": long_day(mission.starts_on),
        "fin": long_day(mission.ends_on),
        "lien": absolute(reverse("mentoring:mission", args=[mission.pk])),
    }


def _to_mentor(kind: Letter, key: str, mentor: Stakeholder, mission: Mission, context: dict[str, str]) -> Draft:
    """A mentor is written to at their account's address, else at the one that the administration gave."""
    name = mentor.user.first_name if mentor.user else mentor.name
    email = "" if mentor.user else mentor.email
    scope = mission.challenge.promotion.scope
    return Draft(kind, key, mentor.user, context | {"prenom": name}, email=email, scope=scope)


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
    mentor = checkin.mission.challenge.promotion.said("mentor")
    author = checkin.placement.offer.application.user if checkin.placement else mentor
    return f"{checkin.mission.challenge}, mois {checkin.month} : {author}"


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1].rstrip() + "…"
