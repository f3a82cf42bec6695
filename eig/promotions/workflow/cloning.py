"""A new promotion out of a former one: everything that is a setting is copied, nothing is shared."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import models, transaction

from eig.accounts.models import User
from eig.common import clock
from eig.common.flow import StepRefused
from eig.common.text import plural
from eig.journal.steps import record
from eig.notifications.models import LetterText
from eig.promotions.models.programmes import NOUNS, Promotion
from eig.promotions.rules import days_of, moved_day
from eig.questions.models import Questionnaire
from eig.questions.workflow import copy_questions

KEPT = (
    "programme",
    "months",
    "months_min",
    "months_max",
    "team_min",
    "team_max",
    "hears_challenges",
    "challenges_per_jury",
    "challenge_juries_per_juror",
    "candidate_juries_per_juror",
    "wish_mode",
    "wishes_max",
    "offer_days",
    "salary_text",
    *(f"{noun}_{number}" for noun in NOUNS for number in ("word", "words")),
)
COPIES: list[Callable[[Promotion, Promotion], None]] = []
"""What else a copy takes from its model: each app above adds its own settings, from a promotion to its copy."""


@transaction.atomic
def clone_promotion(promotion: Promotion, *, name: str, slug: str, days: int, by: User, at: datetime) -> Promotion:
    """A hidden copy with every date ``days`` later, same hours in Paris: calendar, targets, criteria,
    commitments, questionnaires, vocabulary and letter texts.

    Raises ``StepRefused`` when the name or the address is taken.
    """
    if Promotion.objects.filter(models.Q(name=name) | models.Q(slug=slug)).exists():
        raise StepRefused("Une promotion porte déjà ce nom ou cet identifiant : choisissez-en un autre.")
    clone = Promotion.objects.create(
        name=name,
        slug=slug,
        challenge_questions=copied_questionnaire(promotion.challenge_questions, promotion.name, name),
        application_questions=copied_questionnaire(promotion.application_questions, promotion.name, name),
        **{field: getattr(promotion, field) for field in KEPT},
        **{field: moved_day(day, days) for field, day in days_of(promotion).items()},
    )
    _copy_rows(promotion, clone, days)
    for copy in COPIES:
        copy(promotion, clone)
    note = f"D’après {promotion.name}, dates décalées de {plural(days, 'jour')}"
    record(clone, "clone", "Promotion créée par copie", by=by, at=at, note=note)
    record(promotion, "cloned", "Promotion copiée", by=by, at=at, note=f"Nouvelle promotion : {name}")
    return clone


def _copy_rows(promotion: Promotion, clone: Promotion, days: int) -> None:
    for rows in (promotion.targets, promotion.rounds, promotion.criteria, promotion.statements):
        _bulk(rows.all(), promotion=clone)
    windows = list(promotion.windows.all())
    for window in windows:
        window.opens_at = clock.shifted(window.opens_at, days)
        window.closes_at = clock.shifted(window.closes_at, days)
        window.extended_at = window.extended_from = None
    _bulk(windows, promotion=clone)
    _bulk(LetterText.objects.filter(scope=promotion.scope), scope=clone.scope)


def copied_questionnaire(questionnaire: Questionnaire | None, former: str, name: str) -> Questionnaire | None:
    """A copy with the same questions, named after the new promotion."""
    if questionnaire is None:
        return None
    renamed = questionnaire.name.replace(former, name)
    copy = Questionnaire.objects.create(name=_free(renamed if renamed != questionnaire.name else f"{renamed} – {name}"))
    copy_questions(questionnaire, copy)
    return copy


def _free(name: str) -> str:
    """The name itself, or followed by the first number that makes it unique."""
    longest = Questionnaire._meta.get_field("name").max_length or len(name)
    name = name[: longest - 6]
    taken = set(Questionnaire.objects.filter(name__startswith=name).values_list("name", flat=True))
    others = (f"{name} ({number})" for number in range(2, len(taken) + 2))
    return name if name not in taken else next(numbered for numbered in others if numbered not in taken)


def _bulk(rows: Iterable[models.Model], **changes: object) -> None:
    """Write copies of rows, with some fields changed: one query."""
    rows = list(rows)
    for row in rows:
        row.pk = None
        row._state.adding = True
        for field, value in changes.items():
            setattr(row, field, value)
    if rows:
        type(rows[0])._default_manager.bulk_create(rows)
