"""Loading past challenges from a table: all of it or nothing, and as often as one likes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from challenges.models import Administration, Challenge
from challenges.states import AdministrationKind
from challenges.workflow.administrations import create_administration
from challenges.workflow.drafting import create_challenge
from challenges.workflow.framing import frame, publish
from challenges.workflow.selection import enter_selected
from eig.accounts.models import User
from eig.common.clock import paris
from eig.common.flow import StepRefused
from eig.common.text import sort_key
from eig.promotions.models import ProfileFamily, Promotion

NEEDED = ("promotion", "titre", "administration", "profils", "fiche")
OPTIONAL = ("resume", "ville", "equipe", "teletravail", "devenir", "publie_le")
LIMITS = {"titre": 120, "resume": 200, "administration": 250, "ville": 100, "teletravail": 120}
NOON = 12


class UnreadableError(Exception):
    """The table holds mistakes: ``problems`` are sentences with their line."""

    def __init__(self, problems: list[str]):
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Past:
    """One line of the table, understood."""

    promotion: Promotion
    title: str
    administration: str
    seats: dict[ProfileFamily, int]
    words: dict[str, str]
    published_on: date | None


@transaction.atomic
def import_history(
    rows: Iterable[tuple[int, Mapping[str, str]]], *, by: User, at: datetime, dry_run: bool = False
) -> tuple[int, int]:
    """Publish past challenges given as (line, columns); how many were created, how many were there already.

    A ``dry_run`` does everything, then takes it back. Raises ``UnreadableError`` with every mistake, and nothing is
    written then.
    """
    understood, problems = _understand(rows)
    created = 0
    for line, past in understood:
        try:
            with transaction.atomic():
                created += _load(past, by, at)
        except StepRefused as refusal:
            problems.append(f"Ligne {line} : {refusal}")
    if problems:
        raise UnreadableError(problems)
    if dry_run:
        transaction.set_rollback(True)
    return created, len(understood) - created


def _understand(rows: Iterable[tuple[int, Mapping[str, str]]]) -> tuple[list[tuple[int, Past]], list[str]]:
    promotions = {word: one for one in Promotion.objects.all() for word in (sort_key(one.name), one.slug)}
    families = {word: one for one in ProfileFamily.objects.all() for word in (sort_key(one.name), one.slug)}
    understood, problems = [], []
    for line, given in rows:
        row = {name: " ".join((value or "").split(" ")).strip() for name, value in given.items() if name}
        mistakes = list(_mistakes(row, promotions, families))
        problems += [f"Ligne {line} : {mistake}" for mistake in mistakes]
        if not mistakes:
            understood.append((line, _past(row, promotions, families)))
    return understood, problems


def _mistakes(
    row: Mapping[str, str], promotions: Mapping[str, Promotion], families: Mapping[str, ProfileFamily]
) -> Iterator[str]:
    yield from (f"la colonne « {name} » est vide." for name in NEEDED if not row.get(name))
    promotion = promotions.get(sort_key(row.get("promotion", "")))
    if row.get("promotion") and promotion is None:
        yield f"la promotion « {row['promotion']} » n’existe pas ici : créez-la d’abord dans l’administration."
    if promotion and not promotion.archived:
        yield f"la promotion « {promotion} » n’est pas passée : ses défis suivent l’appel à projets."
    unknown = [word for word in _trades(row) if sort_key(word) not in families]
    yield from (f"le profil « {word} » n’est pas une famille de profils connue." for word in unknown)
    yield from _malformed(row)


def _malformed(row: Mapping[str, str]) -> Iterator[str]:
    for name, most in LIMITS.items():
        if len(row.get(name, "")) > most:
            yield f"la colonne « {name} » dépasse {most} caractères."
    if row.get("equipe") and not (
        row["equipe"].isdecimal() and 0 < int(row["equipe"]) <= 5 * max(1, len(_trades(row)))
    ):
        yield f"l’équipe « {row['equipe']} » n’est pas un nombre de personnes possible."
    if row.get("publie_le") and _day(row["publie_le"]) is None:
        yield f"la date « {row['publie_le']} » s’écrit AAAA-MM-JJ."


def _past(row: Mapping[str, str], promotions: Mapping[str, Promotion], families: Mapping[str, ProfileFamily]) -> Past:
    names = {"resume": "summary", "fiche": "sheet", "ville": "town", "teletravail": "telework", "devenir": "outcome"}
    return Past(
        promotion=promotions[sort_key(row["promotion"])],
        title=row["titre"],
        administration=row["administration"],
        seats=_shared([families[sort_key(word)] for word in _trades(row)], int(row.get("equipe") or 0)),
        words={field: row[name] for name, field in names.items() if row.get(name)},
        published_on=_day(row.get("publie_le", "")),
    )


def _trades(row: Mapping[str, str]) -> list[str]:
    return [word for word in (part.strip() for part in row.get("profils", "").split(";")) if word]


def _shared(families: list[ProfileFamily], team: int) -> dict[ProfileFamily, int]:
    """Seats by family, the first ones served first; a team smaller than its profiles keeps the first of them."""
    kept = list(dict.fromkeys(families))[: team or None]
    least, more = divmod(team or len(kept), len(kept))
    return {family: least + (place < more) for place, family in enumerate(kept)}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _load(past: Past, by: User, at: datetime) -> bool:
    """Enter, frame and publish one challenge, through the verbs of everyone; whether it was not there yet."""
    known = Challenge.objects.filter(promotion=past.promotion, title__iexact=past.title, administration__key=_key(past))
    if known.exists():
        return False
    published_at = paris(past.published_on, NOON) if past.published_on else at
    challenge = create_challenge(past.promotion, _host(past, by, at), past.title, by=by, at=at)
    # Whoever loads history is not its author, and is not written to.
    challenge.authors.clear()
    enter_selected(challenge, by=by, at=at)
    positions = [{"family": family, "seats": seats, "profiles": []} for family, seats in past.seats.items()]
    said = {"public_title": past.title, "summary": past.title, **past.words, "positions": positions}
    frame(challenge, said, by=by, at=at)
    publish(challenge, by=by, at=published_at)
    return True


def _key(past: Past) -> str:
    return sort_key(" ".join(past.administration.split()))


def _host(past: Past, by: User, at: datetime) -> Administration:
    town, kind = past.words.get("town", ""), AdministrationKind.CENTRAL
    known = Administration.objects.filter(key=_key(past)).first()
    return known or create_administration(past.administration, kind, town, anyway=True, by=by, at=at)
