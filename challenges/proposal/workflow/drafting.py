"""Writing a challenge, section by section."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from challenges.administrations.models.administrations import Administration
from challenges.administrations.rules import acting_refusal
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.means import ChallengeCommitment, Dataset, HostMember
from challenges.proposal.models.people import Stakeholder, accounts_at
from challenges.proposal.models.positions import Position
from challenges.proposal.rules.drafting import (
    DECK_PAGES,
    SIMULATION_PAGES,
    Section,
    call_refusal,
    commitments_of,
    coordinates,
    editing_refusal,
)
from challenges.proposal.workflow.skills import set_skills, skills_of
from challenges.skills.models import Skill
from challenges.skills.workflow import forget_proposals, hold_skills
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.common.rows import held
from eig.common.text import sort_key
from eig.common.vocabulary import SiteText
from eig.files.workflow import discard, store_pdf
from eig.journal.steps import record
from eig.promotions.models.programmes import Promotion
from eig.promotions.models.settings import Statement
from eig.questions.models import Response
from eig.questions.workflow import save_answers

IDENTITY_FIELDS = frozenset(
    [
        "title",
        "summary",
        "bearer",
        "partners",
        "address",
        "town",
        "employer_cost",
        "cofunding",
        "cofunding_amount",
        "budget_programme",
        "months",
    ]
)


@transaction.atomic
def create_challenge(
    promotion: Promotion, administration: Administration, title: str, *, by: User, at: datetime
) -> Challenge:
    """A draft with its first author; asked twice by the same person, the same draft.

    One of a past promotion has no author: whoever enters history did not write it, and is not written to.

    Raises ``StepRefused`` outside the call, for someone who may not act for the administration, or when a colleague
    already prepares a challenge of that name.
    """
    _check_creation(promotion, administration, by, at)
    held(Administration.objects.select_for_update(), administration.pk)
    if same := Challenge.objects.drafts_named(promotion, administration, title).first():
        return _same_draft(same, by)
    challenge = Challenge.objects.create(
        promotion=promotion,
        administration=administration,
        title=title.strip(),
        key=sort_key(title),
        town=administration.town,
        created_at=at,
        saved_at=at,
    )
    if not promotion.archived:
        challenge.authors.add(by)
    record(challenge, "create", SiteText("{Challenge} commencé"), by=by, at=at)
    return challenge


def save_identity(challenge: Challenge, values: Mapping[str, Any], *, version: int, by: User, at: datetime) -> None:
    """Write the identity and funding; fields that are not given stay as they are."""
    with _writing(challenge, [Section.IDENTITY], version, by=by, at=at) as row:
        for name in IDENTITY_FIELDS & values.keys():
            setattr(row, name, values[name])
        if not row.cofunding:
            row.cofunding_amount, row.budget_programme = None, ""
        row.key = sort_key(row.title)
        row.save(update_fields=[*IDENTITY_FIELDS, "key"])


def save_narrative(challenge: Challenge, texts: Mapping[int, str], *, version: int, by: User, at: datetime) -> None:
    """Write some answers: question number → text."""
    sections = [f"question:{pk}" for pk in texts]
    with _writing(challenge, sections, version, by=by, at=at) as row:
        save_answers(row.narrative or _begin_narrative(row), texts)


def save_positions(
    challenge: Challenge, rows: Sequence[Mapping[str, Any]], *, version: int, by: User, at: datetime
) -> None:
    """Replace the positions by these: family, profiles, seats, mission, skills_required, skills_wished, skills_note.

    Skills are names: one that the shared list ignores is proposed to it."""
    families = [row["family"] for row in rows]
    if len(set(families)) < len(families):
        raise StepRefused("Un profil ne se demande qu’une fois : augmentez plutôt le nombre de personnes.")
    with _writing(challenge, [Section.POSITIONS], version, by=by, at=at) as row:
        former = skills_of(row)
        known = hold_skills(rows, former, at=at)
        row.positions.exclude(family__in=families).delete()
        for values in rows:
            _save_position(row, values, known)
        forget_proposals(former)


def save_people(
    challenge: Challenge, rows: Sequence[Mapping[str, Any]], *, version: int, by: User, at: datetime
) -> None:
    """Replace the mentors and contacts by these: kind, name, function, email, phone."""
    with _writing(challenge, [Section.PEOPLE], version, by=by, at=at) as row:
        accounts = accounts_at(values["email"] for values in rows)
        kept = [_save_person(row, values, accounts) for values in rows]
        row.stakeholders.exclude(pk__in=kept).delete()


def save_host_team(
    challenge: Challenge, rows: Sequence[Mapping[str, Any]], *, version: int, by: User, at: datetime
) -> None:
    """Replace the host team by these, in order: name, function, status, share, contribution."""
    with _writing(challenge, [Section.HOST_TEAM], version, by=by, at=at) as row:
        row.host_members.all().delete()
        HostMember.objects.bulk_create(
            HostMember(challenge=row, order=order, **values) for order, values in enumerate(rows)
        )


def save_datasets(
    challenge: Challenge, rows: Sequence[Mapping[str, Any]], *, version: int, by: User, at: datetime
) -> None:
    """Replace the data needed by these, in order: name, accessible, steps."""
    with _writing(challenge, [Section.DATASETS], version, by=by, at=at) as row:
        row.datasets.all().delete()
        Dataset.objects.bulk_create(Dataset(challenge=row, order=order, **values) for order, values in enumerate(rows))


def save_commitments(
    challenge: Challenge, commitments: Iterable[Statement], *, version: int, by: User, at: datetime
) -> None:
    """Tick these commitments, and these only; those already ticked keep who did and when."""
    asked = {commitment.pk for commitment in commitments_of(challenge.promotion)}
    ticked = [commitment for commitment in commitments if commitment.pk in asked]
    with _writing(challenge, [Section.COMMITMENTS], version, by=by, at=at) as row:
        row.commitments.exclude(statement__in=ticked).delete()
        ChallengeCommitment.objects.bulk_create(
            [ChallengeCommitment(challenge=row, statement=commitment, user=by, at=at) for commitment in ticked],
            ignore_conflicts=True,
        )


def attach_deck(challenge: Challenge, upload: Any, *, version: int, by: User, at: datetime) -> None:
    """Keep a PDF as the challenge's presentation, in place of the one of this version.

    Raises ``StepRefused`` when nothing may be written now, ``StaleVersion`` when someone sent another meanwhile,
    ``ValidationError`` when the file is not acceptable.
    """
    _attach(challenge, Section.DECK, "deck", upload, DECK_PAGES, version=version, by=by, at=at)


def attach_simulation(challenge: Challenge, upload: Any, *, version: int, by: User, at: datetime) -> None:
    """Keep a PDF as the pay simulation, in place of the one of this version; raises as ``attach_deck`` does."""
    _attach(challenge, Section.SIMULATION, "simulation", upload, SIMULATION_PAGES, version=version, by=by, at=at)


def remove_deck(challenge: Challenge, *, version: int, by: User, at: datetime) -> None:
    """Take the presentation of this version away; harmless when there is none."""
    _detach(challenge, Section.DECK, "deck", version=version, by=by, at=at)


def remove_simulation(challenge: Challenge, *, version: int, by: User, at: datetime) -> None:
    """Take the pay simulation of this version away; harmless when there is none."""
    _detach(challenge, Section.SIMULATION, "simulation", version=version, by=by, at=at)


def link_accounts(*, at: datetime) -> int:
    """Give everyone who signed up since the roles that were written under their address; returns how many roles."""
    return Stakeholder.objects.link_accounts()


def claim_stakes(user: User) -> int:
    """Give a signed-in person, whose address is proved, the roles written under it; returns how many roles."""
    return Stakeholder.objects.unclaimed(user.email).update(user=user)


def _attach(
    challenge: Challenge, section: Section, field: str, upload: Any, pages: int, *, version: int, by: User, at: datetime
) -> None:
    with _writing(challenge, [section], version, by=by, at=at) as row:
        former = getattr(row, field)
        setattr(row, field, store_pdf(upload, max_pages=pages, by=by, at=at))
        row.save(update_fields=[field])
        if former:
            discard(former)


def _detach(challenge: Challenge, section: Section, field: str, *, version: int, by: User, at: datetime) -> None:
    with _writing(challenge, [section], version, by=by, at=at) as row:
        if stored := getattr(row, field):
            discard(stored)


@contextmanager
def _writing(
    challenge: Challenge, sections: Sequence[str], version: int, *, by: User, at: datetime
) -> Iterator[Challenge]:
    """Lock the file, check the right, the calendar and the version, then let write and count one version more.

    Raises ``StepRefused`` when nothing may be written, ``StaleVersion`` when a section changed since ``version``.
    """
    with transaction.atomic():
        row = Challenge.objects.locked(challenge)
        if refusal := editing_refusal(by, row, at):
            raise StepRefused(refusal)
        if any(row.section_versions.get(section, 0) > version for section in sections):
            raise StaleVersion("Cette partie a été modifiée depuis que vous l’avez ouverte.")
        yield row
        changed = {**row.section_versions, **dict.fromkeys(sections, row.version + 1)}
        Challenge.objects.filter(pk=row.pk).update(version=row.version + 1, section_versions=changed, saved_at=at)
    challenge.refresh_from_db()


def _check_creation(promotion: Promotion, administration: Administration, by: User, at: datetime) -> None:
    if coordinates(by):
        return
    if refusal := acting_refusal(by) or call_refusal(promotion, at):
        raise StepRefused(refusal)
    if not Administration.objects.of(by).filter(pk=administration.pk).exists():
        raise StepRefused("Votre rattachement à cette administration n’est pas confirmé.")


def _same_draft(same: Challenge, by: User) -> Challenge:
    if by not in same.authors.all():
        raise StepRefused(f"Dans votre administration, un autre agent prépare déjà « {same.title} ».")
    return same


def _begin_narrative(challenge: Challenge) -> Response:
    questionnaire = challenge.promotion.challenge_questions
    if questionnaire is None:
        raise StepRefused("Cette promotion ne pose pas de questions.")
    challenge.narrative = response = Response.objects.create(questionnaire=questionnaire)
    challenge.save(update_fields=["narrative"])
    return response


def _save_position(challenge: Challenge, values: Mapping[str, Any], known: Mapping[str, Skill]) -> None:
    position, _ = Position.objects.update_or_create(
        challenge=challenge,
        family=values["family"],
        defaults={
            "seats": values.get("seats") or 1,
            "mission": values.get("mission", ""),
            "skills_note": values.get("skills_note", ""),
        },
    )
    position.profiles.set(values.get("profiles", []))
    set_skills(position, values.get("skills_required", ()), values.get("skills_wished", ()), known)


def _save_person(challenge: Challenge, values: Mapping[str, Any], accounts: Mapping[str, User]) -> int:
    email = values["email"].strip().lower()
    known = {"user": accounts[email]} if email in accounts else {}
    person, _ = Stakeholder.objects.update_or_create(
        challenge=challenge,
        kind=values["kind"],
        email=email,
        defaults={
            "name": values["name"],
            "function": values.get("function", ""),
            "phone": values.get("phone", ""),
            **known,
        },
    )
    return person.pk
