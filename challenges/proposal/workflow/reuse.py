"""Beginning again from a challenge of an earlier promotion."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from challenges.administrations.models.administrations import Administration
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.means import Dataset, HostMember
from challenges.proposal.models.people import Stakeholder
from challenges.proposal.models.positions import Position
from challenges.proposal.rules.drafting import commitments_of
from challenges.proposal.workflow.drafting import IDENTITY_FIELDS, create_challenge
from challenges.proposal.workflow.skills import set_skills
from challenges.skills.workflow import hold_skills
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.text import plural, unaccented
from eig.promotions.models.programmes import Promotion
from eig.questions.fields import accepts
from eig.questions.models import Question, Response
from eig.questions.workflow import save_answers

COPIED = IDENTITY_FIELDS - {"title"}


@transaction.atomic
def reuse(
    source: Challenge, promotion: Promotion, administration: Administration, *, by: User, at: datetime
) -> tuple[Challenge, list[str]]:
    """A new draft that says what a former challenge said, and what could not be taken over, in sentences.

    Answers follow the wording of the questions. Commitments are ticked anew and files sent anew: both engage today.
    Raises ``StepRefused`` outside the call, or when the same name is already being prepared.
    """
    if Challenge.objects.drafts_named(promotion, administration, source.title).exists():
        raise StepRefused(f"« {source.title} » est déjà en préparation pour cette promotion.")
    draft = create_challenge(promotion, administration, source.title, by=by, at=at)
    for name in COPIED:
        setattr(draft, name, getattr(source, name))
    draft.save(update_fields=list(COPIED))
    left = [*_copy_answers(source, draft), *_copy_positions(source, draft, at)]
    _copy_rows(source, draft)
    if commitments_of(source.promotion) or commitments_of(promotion):
        left.append("les engagements, à cocher à nouveau")
    return draft, [*left, *_files(source)]


def _copy_answers(source: Challenge, draft: Challenge) -> list[str]:
    answers = source.narrative.answers.select_related("question").exclude(text="") if source.narrative else ()
    former = {_known_as(answer.question): answer for answer in answers}
    asked = draft.promotion.challenge_questions
    kept: dict[int, str] = {}
    for question in asked.questions.prefetch_related("options") if asked else ():
        answer = former.get(_known_as(question))
        if answer and answer.question.kind == question.kind and accepts(question, answer.text):
            kept[question.pk] = former.pop(_known_as(question)).text
    if asked and kept:
        draft.narrative = Response.objects.create(questionnaire=asked)
        draft.save(update_fields=["narrative"])
        save_answers(draft.narrative, kept)
    return [f"{plural(len(former), 'réponse')} à des questions qui ont changé, ou plus longues que permis"] * bool(
        former
    )


def _known_as(question: Question) -> str:
    """What tells a question in every call: its key, else its wording."""
    return f"clef {question.key}" if question.key else _wording(question.label)


def _wording(label: str) -> str:
    """A question's letters and digits, without accents, capitals, spaces and signs, which change between calls."""
    return "".join(char for char in unaccented(label).casefold() if char.isalnum())


def _copy_positions(source: Challenge, draft: Challenge, at: datetime) -> list[str]:
    families = {family.pk for family in draft.promotion.families.all()}
    left = []
    positions = source.positions.select_related("family").prefetch_related("profiles", "skill_links")
    known = hold_skills([_values(position, "skills_required", "skills_wished") for position in positions], at=at)
    for position in positions:
        if families and position.family_id not in families:
            left.append(f"le poste « {position.family} », que cette promotion ne recrute pas")
            continue
        values = _values(position, "family", "seats", "mission", "skills_note")
        copy = Position.objects.create(challenge=draft, **values)
        copy.profiles.set(position.profiles.all())
        set_skills(copy, position.skills_required, position.skills_wished, known)
    return left


def _copy_rows(source: Challenge, draft: Challenge) -> None:
    """Copy the host team, the data, and the mentors and contacts still in place."""
    members = ("order", "name", "function", "status", "share", "contribution")
    people = ("kind", "name", "function", "email", "phone", "user")
    HostMember.objects.bulk_create(
        HostMember(challenge=draft, **_values(member, *members)) for member in source.host_members.all()
    )
    Dataset.objects.bulk_create(
        Dataset(challenge=draft, **_values(dataset, "order", "name", "accessible", "steps"))
        for dataset in source.datasets.all()
    )
    Stakeholder.objects.bulk_create(
        Stakeholder(challenge=draft, **_values(person, *people)) for person in source.stakeholders.filter(until=None)
    )


def _values(row: Any, *names: str) -> Mapping[str, Any]:
    return {name: getattr(row, name) for name in names}


def _files(source: Challenge) -> list[str]:
    kept = [("la présentation", source.deck_id), ("la simulation de paie", source.simulation_id)]
    return [f"{name}, à mettre à jour et à envoyer à nouveau" for name, stored in kept if stored]
