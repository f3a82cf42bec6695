"""The filters of the catalogue: what a reader asks for, and how many challenges each other choice would leave."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection
from django.db.models import BooleanField, Case, CharField, ExpressionWrapper, F, Q, QuerySet, TextChoices, Value, When

from challenges.states import Region


class State(TextChoices):
    """Where the promotion of a challenge stands, as addresses and readers say it."""

    OPEN = "ouvert", "Candidatures ouvertes"
    RUNNING = "en-cours", "Promotions en cours"
    PAST = "passe", "Promotions passées"


@dataclass(frozen=True)
class Sought:
    """What a reader asks for; an empty filter lets everything through.

    ``open_promotions`` are those whose call for candidates is open at the instant of the request.
    """

    q: str = ""
    family: str = ""
    promotion: str = ""
    administration: str = ""
    region: str = ""
    state: str = ""
    order: str = ""
    open_promotions: tuple[int, ...] = ()

    @property
    def filters(self) -> dict[str, str]:
        """The filters in use, words and order apart."""
        chosen = {name: getattr(self, name) for name in FACETS}
        return {name: value for name, value in chosen.items() if value}

    def conditions(self, positions: QuerySet) -> dict[str, Q]:
        """What each filter in use asks of a challenge; ``positions`` are all those of the site."""
        number = int(self.administration) if self.administration.isdecimal() else 0
        conditions = {
            "family": Q(pk__in=positions.filter(family__slug=self.family).values("challenge")),
            "promotion": Q(promotion__slug=self.promotion),
            "administration": Q(administration=number),
            "region": Q(administration__region=self.region),
            "state": self.states().get(self.state, Q(pk=None)),
        }
        return {name: conditions[name] for name in self.filters}

    def states(self) -> dict[str, Q]:
        """Each state as a condition; a challenge is in the first one that it meets."""
        recruiting = Q(promotion__in=self.open_promotions)
        past = Q(promotion__archived=True)
        return {State.OPEN: recruiting, State.PAST: past & ~recruiting, State.RUNNING: ~past & ~recruiting}


class Choice(NamedTuple):
    """One value of a filter, and how many challenges it would leave."""

    value: str
    label: str
    total: int


@dataclass
class Facets:
    """The choices of each filter in their order, and totals.

    ``total`` passes all the filters, ``words`` counts what holds the words whatever the filters, ``without`` what
    each filter in use hides.
    """

    choices: dict[str, list[Choice]] = field(default_factory=dict)
    without: dict[str, int] = field(default_factory=dict)
    total: int = 0
    words: int = 0


FACETS = ("family", "promotion", "administration", "region", "state")
# ``missed`` counts the filters that a challenge does not pass: a choice shows what passes all, or all but its own.
COUNTED = """
SELECT 'family', family.slug, family.name, lpad(family."order"::text, 6, '0') AS place, counted.total
FROM (
  SELECT position.family_id, count(*) FILTER (WHERE missed = 0 OR missed = 1 AND NOT by_family) AS total
  FROM found JOIN challenges_position AS position ON position.challenge_id = found.id GROUP BY position.family_id
) AS counted
JOIN promotions_profilefamily AS family ON family.id = counted.family_id
UNION ALL
SELECT 'promotion', promotion.slug, promotion.name,
       to_char(date '9999-12-31' - coalesce(promotion.starts_on, date '0001-01-01'), 'FM0000000'), counted.total
FROM (
  SELECT promotion_id, count(*) FILTER (WHERE missed = 0 OR missed = 1 AND NOT by_promotion) AS total
  FROM found GROUP BY promotion_id
) AS counted
JOIN promotions_promotion AS promotion ON promotion.id = counted.promotion_id
UNION ALL
SELECT 'administration', host.id::text, host.name, host.key, counted.total
FROM (
  SELECT administration_id, count(*) FILTER (WHERE missed = 0 OR missed = 1 AND NOT by_administration) AS total
  FROM found GROUP BY administration_id
) AS counted
JOIN challenges_administration AS host ON host.id = counted.administration_id
UNION ALL
SELECT 'region', region, '', '', count(*) FILTER (WHERE missed = 0 OR missed = 1 AND NOT by_region)
FROM found WHERE region <> '' GROUP BY region
UNION ALL
SELECT 'state', state, '', '', count(*) FILTER (WHERE missed = 0 OR missed = 1 AND NOT by_state)
FROM found GROUP BY state
UNION ALL
SELECT 'without', one.filter, '', '', one.total
FROM (
  SELECT count(*) AS words,
         count(*) FILTER (WHERE missed = 0) AS kept,
         count(*) FILTER (WHERE missed = 0 OR missed = 1 AND NOT by_family) AS family,
         count(*) FILTER (WHERE missed = 0 OR missed = 1 AND NOT by_promotion) AS promotion,
         count(*) FILTER (WHERE missed = 0 OR missed = 1 AND NOT by_administration) AS administration,
         count(*) FILTER (WHERE missed = 0 OR missed = 1 AND NOT by_region) AS region,
         count(*) FILTER (WHERE missed = 0 OR missed = 1 AND NOT by_state) AS state
  FROM found
) AS totals
CROSS JOIN LATERAL (
  VALUES ('words', totals.words), ('kept', totals.kept), ('family', totals.family), ('promotion', totals.promotion),
         ('administration', totals.administration), ('region', totals.region), ('state', totals.state)
) AS one (filter, total)
"""


def counted(rows: QuerySet, sought: Sought, positions: QuerySet) -> Facets:
    """The choices left among some challenges: one query, whatever the filters."""
    conditions = sought.conditions(positions)
    fits = {f"by_{name}": _fits(conditions.get(name)) for name in FACETS}
    missed = sum((Case(When(~one, then=1), default=0) for one in conditions.values()), Value(0))
    states = [When(condition, then=Value(state)) for state, condition in sought.states().items()]
    state, region = Case(*states, output_field=CharField()), F("administration__region")
    flagged = rows.order_by().values("id", "promotion_id", "administration_id", state=state, region=region)
    inner, values = flagged.annotate(missed=missed, **fits).query.sql_with_params()
    with connection.cursor() as cursor:
        # Both halves are written here; what readers type goes through the parameters.
        cursor.execute(f"WITH found AS MATERIALIZED ({inner}) {COUNTED}", values)  # nosec B608
        return _gathered(cursor.fetchall())


def _fits(condition: Q | None) -> ExpressionWrapper | Value:
    return ExpressionWrapper(condition, BooleanField()) if condition else Value(True)


def _gathered(rows: list[tuple[str, str, str, str, int]]) -> Facets:
    facets = Facets(choices={name: [] for name in FACETS})
    for facet, value, label, _place, total in sorted(rows, key=lambda row: (row[3], row[2])):
        if facet == "without":
            facets.without[value] = total
        else:
            facets.choices[facet].append(Choice(value, label, total))
    facets.words, facets.total = facets.without.pop("words"), facets.without.pop("kept")
    for name, labels in (("state", State), ("region", Region)):
        known = {one.value: one.total for one in facets.choices[name]}
        facets.choices[name] = [Choice(one.value, one.label, known.get(one.value, 0)) for one in labels]
    return facets
