"""The filters of the catalogue: what a reader asks for, and how many challenges each other choice would leave."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, TextChoices

from challenges.administrations.states import Region


class Words(SearchQuery):
    """Every word sought, by its French stem or as the beginning of a name, whatever the accents."""

    SEARCH_TYPES = {"plain": "challenges_query"}


class State(TextChoices):
    """Where the promotion of a challenge stands, as addresses and readers say it."""

    OPEN = "ouvert", "Candidatures ouvertes"
    RUNNING = "en-cours", "Promotions en cours"
    PAST = "passe", "Promotions passées"


@dataclass(frozen=True)
class Sought:
    """What a reader asks for; an empty filter lets everything through.

    ``open_promotions`` are those whose call for candidates is open at the instant of the request; a ``page`` beyond
    the last one means the last one.
    """

    q: str = ""
    family: str = ""
    promotion: str = ""
    administration: str = ""
    region: str = ""
    state: str = ""
    order: str = ""
    page: int = 1
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
    each filter in use hides. ``shown`` are the cards of the page asked for, in their order.
    """

    choices: dict[str, list[Choice]] = field(default_factory=dict)
    without: dict[str, int] = field(default_factory=dict)
    total: int = 0
    words: int = 0
    shown: list[dict] = field(default_factory=list)


PER_PAGE = 20
LAST = 10**9
"""A page beyond any other: the last one is shown."""
ORDERS = {
    "": "begun_on DESC NULLS LAST, promotion_id, key, id",
    "titre": "key, id",
    "parution": "published_at DESC NULLS LAST, key, id",
}
FACETS = ("family", "promotion", "administration", "region", "state")
# One scan, then one pass by promotion and one by host: states are sums of promotions, regions are sums of hosts.
# In SQL because the ORM has no grouping sets: it would scan what was found once for each facet. Measured at 2 000
# challenges, in turn in the same process, on two busy cores: five queries of the ORM give the same answers in 2 to 4
# times as long (32 ms against 13 without any filter, 39 against 15 with every one); reading the rows to count them here
# takes 9 to 17 ms before anything is counted, against 5 to 15 for this query whole.
COUNTED = """
WITH found AS MATERIALIZED ({found}),
weighed AS NOT MATERIALIZED (SELECT *, {missed} AS missed FROM found),
summed AS MATERIALIZED (
  SELECT promotion_id, administration_id, {promotion} AS promotion, {state} AS state, {family} AS family,
         {administration} AS administration, {region} AS region, {kept} AS kept, count(*) AS words
  FROM weighed GROUP BY GROUPING SETS ((promotion_id), (administration_id))
),
by_promotion AS NOT MATERIALIZED (SELECT * FROM summed WHERE promotion_id IS NOT NULL),
by_host AS NOT MATERIALIZED (SELECT * FROM summed WHERE administration_id IS NOT NULL)
SELECT 'family', family.slug, family.name, lpad(family."order"::text, 6, '0') AS place, counted.total
FROM (
  SELECT position.family_id, {family} AS total
  FROM weighed JOIN challenges_position AS position ON position.challenge_id = weighed.id GROUP BY position.family_id
) AS counted
JOIN promotions_profilefamily AS family ON family.id = counted.family_id
UNION ALL
SELECT 'promotion', promotion.slug, promotion.name,
       to_char(date '9999-12-31' - coalesce(promotion.starts_on, date '0001-01-01'), 'FM0000000'), counted.promotion
FROM by_promotion AS counted JOIN promotions_promotion AS promotion ON promotion.id = counted.promotion_id
UNION ALL
SELECT 'state', CASE WHEN promotion.id = ANY(%s) THEN 'ouvert' WHEN promotion.archived THEN 'passe' ELSE 'en-cours' END,
       '', '', sum(counted.state)::bigint
FROM by_promotion AS counted JOIN promotions_promotion AS promotion ON promotion.id = counted.promotion_id GROUP BY 2
UNION ALL
SELECT 'administration', host.id::text, host.name, host.key, counted.administration
FROM by_host AS counted JOIN challenges_administration AS host ON host.id = counted.administration_id
UNION ALL
SELECT 'region', host.region, '', '', sum(counted.region)::bigint
FROM by_host AS counted JOIN challenges_administration AS host ON host.id = counted.administration_id
WHERE host.region <> '' GROUP BY host.region
UNION ALL
SELECT 'without', one.filter, '', '', coalesce(one.total, 0)::bigint
FROM (
  SELECT sum(words) AS words, sum(kept) AS kept, sum(family) AS family, sum(promotion) AS promotion,
         sum(administration) AS administration, sum(region) AS region, sum(state) AS state
  FROM by_promotion
) AS totals
CROSS JOIN LATERAL (
  VALUES ('words', totals.words), ('kept', totals.kept), ('family', totals.family), ('promotion', totals.promotion),
         ('administration', totals.administration), ('region', totals.region), ('state', totals.state)
) AS one (filter, total)
UNION ALL
SELECT 'shown', json_build_object(
    'pk', card.id, 'public_title', card.public_title, 'slug', card.slug, 'summary', card.summary, 'town', card.town,
    'promotion_id', card.promotion_id, 'promotion_name', promotion.name, 'name', host.name,
    'roles', (
      SELECT coalesce(json_agg(json_build_array(family.name, seats) ORDER BY family."order", family.name), '[]')
      FROM challenges_position AS position JOIN promotions_profilefamily AS family ON family.id = position.family_id
      WHERE position.challenge_id = card.id
    )
  )::text, '', to_char(page.place, 'FM00'), 0
FROM (
  SELECT id, row_number() OVER () AS place FROM (
    SELECT id FROM weighed WHERE missed = 0 ORDER BY {order} LIMIT {per_page}
    OFFSET greatest(least(%s, ((SELECT sum(kept) FROM by_promotion) - 1)::bigint / {per_page}), 0) * {per_page}
  ) AS kept
) AS page
JOIN challenges_challenge AS card ON card.id = page.id
JOIN promotions_promotion AS promotion ON promotion.id = card.promotion_id
JOIN challenges_administration AS host ON host.id = card.administration_id
"""


def counted(rows: QuerySet, sought: Sought, positions: QuerySet) -> Facets:
    """The choices left among some challenges, and the page asked for: one query, whatever the filters."""
    conditions = sought.conditions(positions)
    fits: dict[str, Any] = {
        f"by_{name}": ExpressionWrapper(condition, BooleanField()) for name, condition in conditions.items()
    }
    order = ORDERS.get(sought.order, ORDERS[""])
    if sought.q and sought.order not in list(ORDERS)[1:]:
        fits["likeness"], order = SearchRank(F("entry__document"), Words(sought.q)), f"likeness DESC, {order}"
    columns = ("id", "promotion_id", "administration_id", "key", "published_at")
    found, values = rows.order_by().values(*columns, begun_on=F("promotion__starts_on"), **fits).query.sql_with_params()
    sql = COUNTED.format(found=found, order=order, per_page=PER_PAGE, **_counts(conditions))
    with connection.cursor() as cursor:
        # Both halves are written here; what readers type goes through the parameters.
        cursor.execute(sql, [*values, list(sought.open_promotions), sought.page - 1])
        return _gathered(cursor.fetchall())


def _counts(conditions: Collection[str]) -> dict[str, str]:
    """How each total is counted: what passes every filter, or every filter but its own.

    ``missed`` is how many filters a challenge does not pass; without any filter there is nothing to look at.
    """
    kept = "count(*) FILTER (WHERE missed = 0)" if conditions else "count(*)"
    counts = dict.fromkeys((*FACETS, "kept"), kept)
    for name in conditions:
        counts[name] = f"count(*) FILTER (WHERE missed = 0 OR missed = 1 AND NOT by_{name})"
    return {**counts, "missed": " + ".join(f"(NOT by_{name})::int" for name in conditions) or "0"}


def _gathered(rows: list[tuple[str, str, str, str, int]]) -> Facets:
    facets = Facets(choices={name: [] for name in FACETS})
    for facet, value, label, _place, total in sorted(rows, key=lambda row: (row[3], row[2])):
        if facet == "shown":
            facets.shown.append(json.loads(value))
        elif facet == "without":
            facets.without[value] = total
        else:
            facets.choices[facet].append(Choice(value, label, total))
    facets.words, facets.total = facets.without.pop("words"), facets.without.pop("kept")
    for name, labels in (("state", State), ("region", Region)):
        known = {choice.value: choice.total for choice in facets.choices[name]}
        facets.choices[name] = [
            Choice(member.value, str(member.label), known.get(member.value, 0)) for member in labels
        ]
    return facets
