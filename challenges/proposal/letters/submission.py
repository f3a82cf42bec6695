"""Submitted, submitted again, withdrawn, taken up, restored; what is left to finish."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from challenges.proposal.letters.common import AUTHOR
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import Missing, closing_of
from eig.accounts.models import User, coordination
from eig.common.dates import full_instant, remaining
from eig.common.text import plural
from eig.common.vocabulary import SiteText
from eig.notifications.ladder import Rung, rung_key
from eig.notifications.letters import TEAM, Draft, Letter, absolute, greeting, letter
from eig.notifications.states import Policy

SUBMITTED = letter(
    "challenges/submitted",
    SiteText("Accusé de dépôt d’un {challenge}"),
    AUTHOR,
    bonjour="Bonjour Camille",
    defi="MonitorFish",
    administration="Direction des pêches",
    numero="12",
    date="vendredi 28 février 2020 à 16 h 42, heure de Paris",
    promotion=SiteText("{fellow} 4"),
    lien="https://eig.example/porteur/defis/12/recepisse/",
)
SUBMITTED_NOTICE = letter(
    "challenges/submitted_notice",
    SiteText("Un {challenge} vient d’être déposé (à la coordination)"),
    TEAM,
    defi="MonitorFish",
    administration="Direction des pêches",
    numero="12",
    date="vendredi 28 février 2020 à 16 h 42, heure de Paris",
    promotion=SiteText("{fellow} 4"),
    lien="https://eig.example/admin/challenges/challenge/12/change/",
)
RESUBMITTED = letter(
    "challenges/resubmitted",
    "Accusé de dépôt d’une correction",
    AUTHOR,
    bonjour="Bonjour Camille",
    defi="MonitorFish",
    numero="12",
    date="lundi 9 mars 2020 à 11 h 05, heure de Paris",
    lien="https://eig.example/porteur/defis/12/recepisse/",
)
RESUBMITTED_NOTICE = letter(
    "challenges/resubmitted_notice",
    "Une correction vient d’être déposée (à la coordination)",
    TEAM,
    defi="MonitorFish",
    administration="Direction des pêches",
    date="lundi 9 mars 2020 à 11 h 05, heure de Paris",
    demande="Pouvez-vous préciser l’accès aux données ?",
    lien="https://eig.example/admin/challenges/challenge/12/change/",
)
WITHDRAWN = letter(
    "challenges/withdrawn",
    SiteText("Confirmation du retrait d’un {challenge}"),
    AUTHOR,
    bonjour="Bonjour Camille",
    defi="MonitorFish",
    auteur="Camille Lenoir",
    date="lundi 9 mars 2020 à 11 h 05, heure de Paris",
    lien="https://eig.example/porteur/defis/12/",
)
WITHDRAWN_NOTICE = letter(
    "challenges/withdrawn_notice",
    SiteText("Un {challenge} déposé vient d’être retiré (à la coordination)"),
    TEAM,
    defi="MonitorFish",
    administration="Direction des pêches",
    auteur="Camille Lenoir",
    date="lundi 9 mars 2020 à 11 h 05, heure de Paris",
    lien="https://eig.example/admin/challenges/challenge/12/change/",
)
TAKEN_UP = letter(
    "challenges/taken_up",
    SiteText("Un {challenge} déposé a été repris par ses auteurs"),
    AUTHOR,
    bonjour="Bonjour Camille",
    defi="MonitorFish",
    auteur="Camille Lenoir",
    numero="12",
    date="lundi 24 février 2020 à 11 h 05, heure de Paris",
    cloture="vendredi 28 février 2020 à 17 h 00, heure de Paris",
    lien="https://eig.example/porteur/defis/12/",
)
TAKEN_UP_NOTICE = letter(
    "challenges/taken_up_notice",
    SiteText("Un {challenge} déposé a été repris par ses auteurs (à la coordination)"),
    TEAM,
    defi="MonitorFish",
    administration="Direction des pêches",
    auteur="Camille Lenoir",
    date="lundi 24 février 2020 à 11 h 05, heure de Paris",
    lien="https://eig.example/admin/challenges/challenge/12/change/",
)
RESTORED = letter(
    "challenges/restored",
    SiteText("Le retrait d’un {challenge} est annulé"),
    AUTHOR,
    bonjour="Bonjour Camille",
    defi="MonitorFish",
    auteur="Camille Lenoir",
    date="lundi 24 février 2020 à 11 h 05, heure de Paris",
    etat="déposé, en cours d’instruction",
    lien="https://eig.example/porteur/defis/12/",
)
RESTORED_NOTICE = letter(
    "challenges/restored_notice",
    SiteText("Le retrait d’un {challenge} déposé est annulé (à la coordination)"),
    TEAM,
    defi="MonitorFish",
    administration="Direction des pêches",
    auteur="Camille Lenoir",
    date="lundi 24 février 2020 à 11 h 05, heure de Paris",
    lien="https://eig.example/admin/challenges/challenge/12/change/",
)
DRAFT_REMINDER = letter(
    "challenges/draft_reminder",
    SiteText("Rappel : un {challenge} en préparation n’est pas déposé"),
    SiteText("vous préparez ce {challenge} et il n’est pas encore déposé"),
    policy=Policy.AT_MOST_ONCE,
    bonjour="Bonjour Camille",
    defi="MonitorFish",
    cloture="vendredi 28 février 2020 à 17 h 00, heure de Paris",
    reste="dans 3 jours",
    manque="Il manque encore 2 points : la ville, la présentation en PDF.",
    lien="https://eig.example/porteur/defis/12/",
)
CHANGES_REMINDER = letter(
    "challenges/changes_reminder",
    "Rappel : une correction est attendue",
    SiteText("une correction de ce {challenge} vous a été demandée et n’est pas encore déposée"),
    policy=Policy.AT_MOST_ONCE,
    bonjour="Bonjour Camille",
    defi="MonitorFish",
    demande="Pouvez-vous préciser l’accès aux données ?",
    echeance="Elle est attendue avant le vendredi 13 mars 2020 à 17 h 00, heure de Paris.",
    lien="https://eig.example/porteur/defis/12/",
)


def submitted(challenge: Challenge, at: datetime) -> list[Draft]:
    """The receipt to every author and the notice to the coordination."""
    instant = f"{challenge.pk}:{at:%Y-%m-%dT%H:%M:%S}"
    return [
        *_to_authors(SUBMITTED, f"challenges.submitted:{instant}", challenge, _facts(challenge, at)),
        *_to_coordination(SUBMITTED_NOTICE, f"challenges.submitted_notice:{instant}", challenge, at),
    ]


def resubmitted(challenge: Challenge, at: datetime) -> list[Draft]:
    """The receipt of a correction, and the notice to the coordination."""
    key = f"challenges.resubmitted:{challenge.pk}:{challenge.version}"
    return [
        *_to_authors(RESUBMITTED, key, challenge, _facts(challenge, at)),
        *_to_coordination(RESUBMITTED_NOTICE, f"{key}:notice", challenge, at, demande=challenge.changes_reason),
    ]


def withdrawn(challenge: Challenge, at: datetime, *, by: User | None) -> list[Draft]:
    """Tell the authors, and the coordination too when the file had been submitted; ``by`` is ``None`` for
    the coordination."""
    key, author = _key("withdrawn", challenge), str(by or "la coordination")
    facts = {**_facts(challenge, at), "lien": _file(challenge), "auteur": author}
    notice = challenge.number is not None
    return [
        *_to_authors(WITHDRAWN, key, challenge, facts),
        *(_to_coordination(WITHDRAWN_NOTICE, f"{key}:notice", challenge, at, auteur=author) if notice else []),
    ]


def taken_up(challenge: Challenge, at: datetime, *, by: User) -> list[Draft]:
    """Tell the authors, with the closing before which it must be submitted again, and the coordination."""
    key, until = _key("taken_up", challenge), closing_of(challenge)
    closing = full_instant(until) if until else ""
    facts = {**_facts(challenge, at), "lien": _file(challenge), "auteur": str(by), "cloture": closing}
    return [
        *_to_authors(TAKEN_UP, key, challenge, facts),
        *_to_coordination(TAKEN_UP_NOTICE, f"{key}:notice", challenge, at, auteur=str(by)),
    ]


def restored(challenge: Challenge, at: datetime, *, by: User) -> list[Draft]:
    """Tell the authors, and the coordination too when the file is submitted again."""
    key, state = _key("restored", challenge), challenge.public_label.lower()
    facts = {**_facts(challenge, at), "lien": _file(challenge), "auteur": str(by), "etat": state}
    notice = challenge.submitted_at is not None
    return [
        *_to_authors(RESTORED, key, challenge, facts),
        *(_to_coordination(RESTORED_NOTICE, f"{key}:notice", challenge, at, auteur=str(by)) if notice else []),
    ]


def draft_reminder(
    challenge: Challenge, lacks: list[Missing], closes_at: datetime, rung: Rung, at: datetime
) -> list[Draft]:
    """Remind the authors of a draft that its call closes; ``rung`` is the reminder of the ladder that is due."""
    facts = {
        "defi": challenge.title,
        "cloture": full_instant(closes_at),
        "reste": remaining(closes_at, at),
        "manque": _lacking(lacks),
        "lien": _file(challenge),
    }
    return _to_authors(DRAFT_REMINDER, rung_key("challenges.draft", challenge.pk, closes_at, rung), challenge, facts)


def changes_reminder(challenge: Challenge, asked_at: datetime, rung: Rung) -> list[Draft]:
    """Remind the authors that a correction was asked; ``rung`` is the reminder of the ladder that is due."""
    due = challenge.changes_due_at
    facts = {
        "defi": challenge.title,
        "demande": challenge.changes_reason,
        "echeance": f"Elle est attendue avant le {full_instant(due)}."
        if due
        else "Elle est attendue dès que possible.",
        "lien": _file(challenge),
    }
    key = rung_key("challenges.changes", challenge.pk, asked_at, rung)
    return _to_authors(CHANGES_REMINDER, key, challenge, facts)


def _key(act: str, challenge: Challenge) -> str:
    """The key of a letter about an act that can be undone and done again: the version gives each time its own."""
    return f"challenges.{act}:{challenge.pk}:{challenge.version}"


def _lacking(lacks: Iterable[Missing]) -> str:
    sentences = [lack.sentence for lack in lacks]
    if not sentences:
        return "Tout est rempli : il ne reste qu’à le déposer."
    return f"Il manque encore {plural(len(sentences), 'point')} : {', '.join(sentences)}."


def _facts(challenge: Challenge, at: datetime) -> dict[str, str]:
    return {
        "defi": challenge.title,
        "administration": challenge.administration.name,
        "numero": str(challenge.number or ""),
        "date": full_instant(at),
        "promotion": challenge.promotion.name,
        "lien": absolute(reverse("challenges:receipt", args=[challenge.pk])),
    }


def _file(challenge: Challenge) -> str:
    return absolute(reverse("challenges:file", args=[challenge.pk]))


def _to_authors(kind: Letter, key: str, challenge: Challenge, facts: dict[str, str]) -> list[Draft]:
    scope = challenge.promotion.scope
    return [
        Draft(kind, key, user, {**facts, "bonjour": greeting(user)}, scope=scope)
        for user in challenge.authors.all()
        if user.is_active
    ]


def _to_coordination(kind: Letter, key: str, challenge: Challenge, at: datetime, **more: str) -> list[Draft]:
    link = absolute(reverse("admin:challenges_challenge_change", args=[challenge.pk]))
    facts = {**_facts(challenge, at), "lien": link, **more}
    return [Draft(kind, key, user, facts, scope=challenge.promotion.scope) for user in coordination()]
