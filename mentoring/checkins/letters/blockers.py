"""Letters about what blocks: raised (to the coordination), closed (to whoever raised it)."""

from collections.abc import Iterable

from django.urls import reverse

from eig.accounts.models import User
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, absolute, letter
from mentoring.checkins.models.blockers import Signal
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.states import ANSWERERS

BLOCKER = letter(
    "mentoring/blocker",
    "Un point bloque (coordination)",
    "vous faites partie de l’équipe de coordination",
    prenom="Camille",
    defi="MonitorFish",
    auteur=SiteText("Awa Delmas ({mentor})"),
    periode="du mois 2",
    blocage="« L’accès aux données de navigation n’est toujours pas ouvert. »",
    lien="https://eig.example/suivi/point/12/",
)
SIGNAL_CLOSED = letter(
    "mentoring/signal_closed",
    "Un blocage est clos (qui l’a signalé)",
    "vous avez signalé ce blocage",
    prenom="Camille",
    defi="MonitorFish",
    periode="du mois 2",
    suite="« L’accès aux données est ouvert depuis ce matin. »",
    lien="https://eig.example/suivi/point/12/",
)
SHOWN = 300
CONFIDED = "Le texte est confidentiel : il se lit sur le site."


def blocker(checkin: CheckIn, team: Iterable[User]) -> list[Draft]:
    """To the coordination: something blocks. What an EIG confides is read on the site, never by e-mail."""
    said = checkin.mission.challenge.promotion.said
    context = {
        "defi": str(checkin.mission.challenge),
        "auteur": f"{checkin.author} ({said(ANSWERERS[checkin.form.audience])})",
        "periode": checkin.of_period,
        "blocage": _told(checkin, checkin.blockers),
        "lien": absolute(reverse("mentoring:checkin", args=[checkin.pk])),
    }
    key, scope = f"mentoring.blocker:{checkin.pk}", checkin.mission.challenge.promotion.scope
    return [Draft(BLOCKER, key, user, context | {"prenom": user.first_name}, scope=scope) for user in team]


def signal_closed(signal: Signal) -> list[Draft]:
    """To whoever raised it: what was done, read on the site by those who answer alone."""
    checkin, user = signal.checkin, signal.raised_by
    if user is None:
        return []
    context = {
        "prenom": user.first_name,
        "defi": str(checkin.mission.challenge),
        "periode": checkin.of_period,
        "suite": _told(checkin, signal.outcome),
        "lien": absolute(reverse("mentoring:checkin", args=[checkin.pk])),
    }
    scope = checkin.mission.challenge.promotion.scope
    return [Draft(SIGNAL_CLOSED, f"mentoring.signal_closed:{signal.pk}", user, context, scope=scope)]


def _told(checkin: CheckIn, text: str) -> str:
    return CONFIDED if checkin.alone else f"« {_shortened(text)} »"


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1].rstrip() + "…"
