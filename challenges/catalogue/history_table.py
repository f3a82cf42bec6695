"""The table of past challenges: its columns under each of their names, and its lines understood or refused."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices

from challenges.administrations.states import AdministrationKind, Region
from eig.common.text import sort_key
from eig.common.vocabulary import SITE
from eig.promotions.models.profiles import Profile, ProfileFamily
from eig.promotions.models.programmes import Promotion

NEEDED = ("promotion", "titre", "administration", "profils", "fiche")
HOST = ("type", "region", "ministere")
OPTIONAL = ("resume", "ville", "equipe", "teletravail", "devenir", "publie_le", *HOST)
# The names that the programme's own tables give to columns and to profiles.
SYNONYMS = {
    "name": "titre",
    "subject": "fiche",
    "town": "ville",
    "profiles": "profils",
    "eig": "equipe",
    "kind": "type",
    "ministry": "ministere",
}
TRADES = {"dev": "developpement", "datascience": "data", "dataengineering": "data", "geomatique": "data"}
LIMITS = {"titre": 120, "resume": 200, "administration": 250, "ville": 100, "teletravail": 120, "ministere": 150}
WORDS = {"resume": "summary", "fiche": "sheet", "ville": "town", "teletravail": "telework", "devenir": "outcome"}
Row = Mapping[str, str]


class UnreadableError(Exception):
    """The table holds mistakes: ``problems`` are sentences with their line."""

    def __init__(self, problems: list[str]):
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Past:
    """One line of the table, understood.

    ``words`` are texts by field of the challenge; ``host`` has the kind, region and ministry of the administration, for
    the case where it must be created. Without ``published_on``, the day is not known.
    """

    promotion: Promotion
    title: str
    administration: str
    seats: dict[ProfileFamily, int]
    words: dict[str, str]
    host: dict[str, str]
    published_on: date | None


def _choices(choices: type[TextChoices]) -> dict[str, str]:
    return {sort_key(word): value for value, label in choices.choices for word in (str(label), value)}


def _families() -> dict[str, ProfileFamily]:
    """Each family by its own name, by that of its profiles, and by the words of the programme's tables."""
    found = {word: family for family in ProfileFamily.objects.all() for word in (sort_key(family.name), family.slug)}
    for trade in Profile.objects.select_related("family"):
        found.setdefault(sort_key(trade.name), trade.family)
        found.setdefault(trade.slug, trade.family)
    usual = {word: found[slug] for word, slug in TRADES.items() if slug in found}
    return usual | found


@dataclass(frozen=True)
class Known:
    """What the words of a table may name here; ``refused`` says why a promotion could not be created."""

    promotions: dict[str, Promotion]
    families: dict[str, ProfileFamily]
    refused: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=lambda: _choices(AdministrationKind))
    regions: dict[str, str] = field(default_factory=lambda: _choices(Region))

    @classmethod
    def here(cls) -> "Known":
        """The promotions and families that are in the database."""
        promotions = {
            word: promotion
            for promotion in Promotion.objects.all()
            for word in (sort_key(promotion.name), promotion.slug)
        }
        return cls(promotions, _families())


def renamed(columns: Iterable[str]) -> list[str]:
    """The columns of a table under our names. Raises ``UnreadableError`` when two of them say the same."""
    names = [SYNONYMS.get(name.strip().casefold(), name.strip()) for name in columns]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise UnreadableError([f"Deux colonnes disent la même chose : {', '.join(twice)}."])
    return names


def understand(rows: Iterable[tuple[int, Row]], known: Known) -> tuple[list[tuple[int, Past]], list[str]]:
    """The lines that make sense, and every mistake of the others."""
    understood, problems = [], []
    for line, row in rows:
        mistakes = list(_mistakes(row, known))
        problems += [f"Ligne {line} : {mistake}" for mistake in mistakes]
        if not mistakes:
            understood.append((line, _past(row, known)))
    return understood, problems


def _mistakes(row: Row, known: Known) -> Iterator[str]:
    yield from (f"la colonne « {name} » est vide." for name in NEEDED if not row.get(name))
    key = sort_key(row.get("promotion", ""))
    promotion = known.promotions.get(key)
    if key and promotion is None:
        yield known.refused.get(key) or (
            f"la promotion « {row['promotion']} » n’existe pas ici : créez-la d’abord dans l’administration, "
            "ou demandez --create-promotions."
        )
    if promotion and not promotion.archived:
        yield f"la promotion « {promotion} » n’est pas passée : ses {SITE.challenges} suivent l’appel à projets."
    unknown = [word for word in _trades(row) if sort_key(word) not in known.families]
    yield from (f"le profil « {word} » n’est pas une famille de profils connue." for word in unknown)
    for name, words in (("type", known.kinds), ("region", known.regions)):
        if row.get(name) and sort_key(row[name]) not in words:
            yield f"la colonne « {name} » ne connaît pas « {row[name]} »."
    yield from _malformed(row)


def _malformed(row: Row) -> Iterator[str]:
    for name, most in LIMITS.items():
        if len(row.get(name, "")) > most:
            yield f"la colonne « {name} » dépasse {most} caractères."
    if row.get("equipe") and not (
        row["equipe"].isdecimal() and 0 < int(row["equipe"]) <= 5 * max(1, len(_trades(row)))
    ):
        yield f"l’équipe « {row['equipe']} » n’est pas un nombre de personnes possible."
    if row.get("publie_le") and _day(row["publie_le"]) is None:
        yield f"la date « {row['publie_le']} » s’écrit AAAA-MM-JJ."


def _past(row: Row, known: Known) -> Past:
    return Past(
        promotion=known.promotions[sort_key(row["promotion"])],
        title=row["titre"],
        administration=row["administration"],
        seats=_shared([known.families[sort_key(word)] for word in _trades(row)], int(row.get("equipe") or 0)),
        words={name: row[column] for column, name in WORDS.items() if row.get(column)},
        host={
            "kind": known.kinds.get(sort_key(row.get("type", "")), AdministrationKind.CENTRAL),
            "region": known.regions.get(sort_key(row.get("region", "")), ""),
            "ministry": row.get("ministere", ""),
        },
        published_on=_day(row.get("publie_le", "")),
    )


def _trades(row: Row) -> list[str]:
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
