"""What the board of the lists shows, read in a fixed number of queries whatever the number of rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from candidates.application.models.applications import Application, Wish
from candidates.hearings.models.interviews import Interview
from candidates.selection.models.offers import Offer
from candidates.selection.models.rankings import RankedLine, RankedList
from candidates.selection.rules import can_be_offered, list_version
from candidates.selection.states import OfferStatus
from challenges.proposal.models.positions import Position
from eig.promotions.models.programmes import Promotion
from eig.promotions.models.settings import Criterion, Target
from eig.promotions.states import Stage


@dataclass
class Line:
    """One person on the list of a position, or heard for it; the score is that of the last round that was marked."""

    application: Application
    wish: int | None = None
    score: int | None = None
    maximum: int = 0
    round: int = 1
    rank: int | None = None
    typed: str = ""
    offer: Offer | None = None
    elsewhere: Offer | None = None

    @property
    def can_prepare(self) -> bool:
        """Whether a seat may be prepared for this person now."""
        return can_be_offered(self.application) and self.offer is None and self.elsewhere is None


@dataclass
class PositionList:
    """A position with its lines: the ranked first, then by score.

    ``version`` is the mark of its stored list, ``ranked`` that list; ``added`` the name typed to add somebody, when it
    comes back.
    """

    position: Position
    lines: list[Line] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    free: int = 0
    version: str = ""
    ranked: RankedList | None = None
    added: str = ""

    def ordered(self) -> list[Line]:
        """The lines in the order of the page."""
        return sorted(
            self.lines,
            key=lambda line: (line.rank or 999, -(line.score or 0), line.application.user.sort_name),
        )


@dataclass(frozen=True)
class Bar:
    """One family of the portrait: seats sought, prepared, offered and accepted, with the aim."""

    family: str
    target: int
    seats: int
    prepared: int
    offered: int
    accepted: int

    @property
    def until_offered(self) -> int:
        """Where the bar of sent offers ends, after the accepted ones."""
        return self.accepted + self.offered

    @property
    def until_prepared(self) -> int:
        """Where the bar of prepared offers ends."""
        return self.until_offered + self.prepared

    @property
    def open(self) -> int:
        """Seats that nobody holds."""
        return max(0, self.seats - self.until_prepared)


class Board:
    """The lists of a promotion: ten queries."""

    def __init__(self, promotion: Promotion, named: Mapping[int, Iterable[int]] | None = None):
        """``named`` gives people, by position, their line on a list that names them no longer."""
        self.promotion, self.named = promotion, named or {}
        self.positions = list(Position.objects.open_to_wishes(promotion))
        self.people = {
            application.pk: application
            for application in Application.objects.rankable()
            .with_people()
            .filter(promotion=promotion)
            .prefetch_related("candidacies")
        }
        self.interviews = list(Interview.objects.with_scores().filter(position__in=self.positions))
        lines = RankedLine.objects.current()
        self.rankings = list(lines.filter(ranked_list__position__in=self.positions))
        lists = RankedList.objects.latest_versions().filter(position__in=self.positions)
        self.versions = {ranked.position_id: ranked for ranked in lists}
        self.offers = list(Offer.objects.live().filter(application__promotion=promotion).select_related("position"))
        self.wishes = dict(_wishes(promotion))
        self.maxima: dict[int, int] = defaultdict(int)
        for criterion in Criterion.objects.filter(promotion=promotion, stage=Stage.CANDIDATE):
            self.maxima[criterion.round] += criterion.mark_max * criterion.weight
        self.lists = self._lists()

    def names(self) -> dict[str, int]:
        """Name shown in the suggestions → application, for everyone whom a list may name."""
        return {f"{application.user} (nº {application.number})": pk for pk, application in self.people.items()}

    def index(self) -> list[tuple[str, int, int]]:
        """Each challenge with its first position and its free seats."""
        rows: dict[int, tuple[str, int, int]] = {}
        for position_list in self.lists:
            challenge = position_list.position.challenge
            name, first, free = rows.get(challenge.pk, (str(challenge), position_list.position.pk, 0))
            rows[challenge.pk] = (name, first, free + position_list.free)
        return list(rows.values())

    def applications_of(self, position: Position) -> list[Application]:
        """Those whose rank the form of a position may say."""
        return next(
            (
                [line.application for line in position_list.lines]
                for position_list in self.lists
                if position_list.position == position
            ),
            [],
        )

    def portrait(self) -> list[Bar]:
        """Seats by family: what is filled, offered, prepared, open."""
        targets = {
            target.family_id: target
            for target in Target.objects.filter(promotion=self.promotion).select_related("family")
        }
        families = {position.family_id: position.family for position in self.positions}
        families |= {pk: target.family for pk, target in targets.items()}
        ordered = sorted(families.values(), key=lambda family: (family.order, family.name))
        return [self._bar(family, targets.get(family.pk)) for family in ordered]

    def _bar(self, family, target) -> Bar:
        own = [offer for offer in self.offers if offer.position.family_id == family.pk]
        return Bar(
            family=str(family),
            target=target.seats if target else 0,
            seats=sum(position.seats for position in self.positions if position.family_id == family.pk),
            prepared=_count(own, OfferStatus.PREPARED),
            offered=_count(own, OfferStatus.OFFERED),
            accepted=_count(own, OfferStatus.ACCEPTED),
        )

    def _lists(self) -> list[PositionList]:
        lines: dict[int, dict[int, Line]] = defaultdict(dict)
        for interview in self.interviews:
            common = interview.hearing.common
            line = self._line(lines, interview.position_id, interview.application_id)
            if line and common:
                line.score, line.round = common[0].score, interview.round
                line.maximum = self.maxima[interview.round]
        ranked: dict[int, list[int]] = defaultdict(list)
        for ranking in self.rankings:
            position_id = ranking.ranked_list.position_id
            ranked[position_id].append(ranking.application_id)
            if line := self._line(lines, position_id, ranking.application_id):
                line.rank, line.typed = ranking.rank, str(ranking.rank)
        for offer in self.offers:
            self._line(lines, offer.position_id, offer.application_id)
        for position_number, people in self.named.items():
            for application in people:
                self._line(lines, position_number, application)
        return [
            PositionList(
                position,
                list(lines[position.pk].values()),
                free=position.seats - sum(offer.position_id == position.pk for offer in self.offers),
                version=list_version(ranked[position.pk]),
                ranked=self.versions.get(position.pk),
            )
            for position in self.positions
        ]

    def _line(self, lines: dict[int, dict[int, Line]], position: int, application: int) -> Line | None:
        """The line of a person on a list, made when first named; none for someone who has left."""
        if application not in self.people:
            return None
        known = lines[position]
        if application not in known:
            live = next((offer for offer in self.offers if offer.application_id == application), None)
            here = live is not None and live.position_id == position
            known[application] = Line(
                self.people[application],
                wish=self.wishes.get((application, position)),
                offer=live if here else None,
                elsewhere=None if here else live,
            )
        return known[application]


def _wishes(promotion: Promotion):
    rows = Wish.objects.filter(application__promotion=promotion)
    return (((row.application_id, row.position_id), row.rank) for row in rows)


def _count(offers: list[Offer], status: OfferStatus) -> int:
    return sum(offer.status == status for offer in offers)
