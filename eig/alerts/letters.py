"""The letters of those who asked to be told."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse

from eig.alerts.models import Subscription
from eig.alerts.states import Audience
from eig.common.clock import today
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, Letter, absolute, letter
from eig.notifications.states import Policy

PAGE = "https://eig.example/alertes/3xmpl/"
TO_CONFIRM = letter(
    "alerts/confirm",
    "Abonnement à confirmer",
    "cette adresse a été inscrite pour recevoir les nouvelles du programme",
    policy=Policy.AT_MOST_ONCE,
    objet=SiteText("les appels à projets, pour proposer un {challenge}"),
    lien=f"{PAGE}confirmer/",
)
KNOWN = letter(
    "alerts/known",
    "Adresse déjà abonnée",
    "cette adresse est abonnée aux nouvelles du programme",
    policy=Policy.AT_MOST_ONCE,
    objet=SiteText("les appels à projets, pour proposer un {challenge}"),
    lien=PAGE,
)
DIGEST = letter(
    "alerts/digest",
    "Nouvelles du programme",
    "vous vous êtes abonné aux nouvelles du programme",
    policy=Policy.AT_MOST_ONCE,
    titre=SiteText("L’appel à projets {fellow} 4 est ouvert"),
    nouvelles=SiteText(
        "- L’appel à projets {fellow} 4 est ouvert jusqu’au vendredi 28 février 2020 à 17 h 00, heure de Paris."
    ),
    lien="https://eig.example/",
    choix=PAGE,
)
WHERE = {Audience.ADMINISTRATIONS: "home", Audience.CANDIDATES: "challenges:catalogue"}


def to_confirm(subscription: Subscription, at: datetime) -> Draft:
    """Ask the address whether it is the one that asked: once a day at most."""
    return _asked(TO_CONFIRM, subscription, "alerts:confirm", at)


def known(subscription: Subscription, at: datetime) -> Draft:
    """Tell an address that it is subscribed already, and where to change it: once a day at most."""
    return _asked(KNOWN, subscription, "alerts:preferences", at)


def digest(subscription: Subscription, lines: Sequence[str], day: date) -> Draft:
    """The news of a day, with the headers that let mail readers end the subscription in one click."""
    end = absolute(reverse("alerts:end", args=[subscription.token]))
    facts = {
        "titre": _title(lines),
        "nouvelles": "\n".join(f"- {line}" for line in lines),
        "lien": absolute(reverse(WHERE[Audience(subscription.audience)])),
        "choix": _page(subscription, "alerts:preferences"),
    }
    headers = {"List-Unsubscribe": f"<{end}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    key = f"alerts.digest:{subscription.pk}:{day}"
    return Draft(DIGEST, key, None, facts, email=subscription.email, headers=headers)


def _asked(kind: Letter, subscription: Subscription, page: str, at: datetime) -> Draft:
    objet = Audience(subscription.audience).label
    facts = {"objet": objet[:1].lower() + objet[1:], "lien": _page(subscription, page)}
    key = f"{kind.key}:{subscription.pk}:{today(at)}"
    return Draft(kind, key, None, facts, email=subscription.email)


def _page(subscription: Subscription, name: str) -> str:
    return absolute(reverse(name, args=[subscription.token]))


def _title(lines: Sequence[str]) -> str:
    if len(lines) > 1:
        return f"{len(lines)} nouvelles du programme"
    return lines[0].partition(" : ")[0].partition(" jusqu’au")[0].rstrip(".")
