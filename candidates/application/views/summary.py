"""What the candidate's pages say of where an application stands, from its public status alone."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.application.rules import Missing, parts, section_of, sections
from candidates.application.states import Standing
from eig.common.text import plural

S = Standing
TITLES = {"profil": "Votre profil", "cv": "Votre CV", "voeux": "Vos vœux"}
SUBMITTED, PRESELECTION, HEARINGS, ANSWER = range(4)
REACHED = {
    S.DRAFT: SUBMITTED,
    S.SUBMITTED: PRESELECTION,
    S.SET_ASIDE: PRESELECTION,
    S.NOT_PRESELECTED: PRESELECTION,
    S.PRESELECTED: HEARINGS,
}
CLOSED = {
    S.SET_ASIDE: "Votre candidature ne remplit pas les conditions de l’appel.",
    S.NOT_PRESELECTED: "Votre candidature n’est pas présélectionnée pour les auditions.",
    S.CHOSEN: "Un poste vous est proposé : répondez avant l’heure limite.",
    S.RESERVE: "Vous êtes sur liste d’attente : nous vous écrirons si une place vous revient.",
    S.NOT_CHOSEN: "Nous n’avons pas de poste à vous proposer dans cette promotion.",
    S.RECRUITED: "Vous avez accepté un poste : bienvenue !",
    S.DECLINED: "Vous avez refusé la proposition.",
    S.LAPSED: "La proposition est restée sans réponse dans le délai.",
    S.RESIGNED: "Vous avez renoncé au poste que vous aviez accepté.",
    S.RESCINDED: "La proposition qui vous avait été faite est retirée : la coordination vous a écrit pourquoi.",
}


def tasks(application: Application, lacks: Sequence[Missing]) -> list[dict]:
    """The sections of a draft: which are complete, and what the others lack."""
    left = {section: [lack for lack in lacks if lack.section == section] for section in sections(application)}
    named = titles(application)
    return [_task(application, section, named[section], left[section]) for section in left]


def titles(application: Application) -> dict[str, str]:
    """The sections of an application with their titles, in order; those of the questions are the promotion's."""
    asked = {section_of(part): part.title for part in parts(application)}
    return {section: asked.get(section) or TITLES[section] for section in sections(application)}


def journey(application: Application) -> list[dict]:
    """The steps of an application in public words; nothing here depends on what is being prepared."""
    if application.standing == S.WITHDRAWN:
        return []
    here = REACHED.get(application.standing, ANSWER)
    labels = ("Dépôt", "Présélection", "Auditions", "Réponse")
    steps: list[dict[str, Any]] = [
        {"label": label, "state": _state(number, here)} for number, label in enumerate(labels)
    ]
    steps[SUBMITTED]["at"] = application.submitted_at
    steps[here]["text"] = CLOSED.get(application.standing, _waiting(here))
    return steps


def _state(number: int, here: int) -> str:
    if number == here:
        return "current"
    return "done" if number < here else "next"


def _waiting(here: int) -> str:
    return {
        SUBMITTED: "À vous de jouer : remplissez toutes les sections, puis déposez.",
        PRESELECTION: "Nous lisons toutes les candidatures. Tout le monde recevra sa réponse le même jour.",
        HEARINGS: "Vous êtes présélectionné·e. Vos auditions apparaissent ci-dessous dès qu’elles sont fixées.",
    }.get(here, "")


def _task(application: Application, section: str, title: str, lacks: Sequence[Missing]) -> dict:
    url = reverse("candidates:section", args=[application.pk, section])
    task = {"label": title, "url": url, "status": "complète", "tone": "success", "hint": ""}
    if lacks:
        task |= {"status": "à compléter", "tone": "new", "hint": _hint(lacks)}
    return task


def _hint(lacks: Sequence[Missing]) -> str:
    if len(lacks) == 1:
        return lacks[0].sentence
    return f"{lacks[0].sentence} Et {plural(len(lacks) - 1, 'autre point', 'autres points')}."
