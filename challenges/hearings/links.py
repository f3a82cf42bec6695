"""What may link a juror to a challenge: declared conflicts, and those that the facts suggest."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from challenges.administrations.models.administrations import Membership
from challenges.administrations.rules import is_professional_domain
from challenges.administrations.states import MembershipStatus
from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.states import ConflictKind
from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.juries.models.juries import Jury, JurySeat
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import Stage

K = ConflictKind


@dataclass(frozen=True)
class Link:
    """What the facts suggest links a person to a challenge; to be examined before the person judges it."""

    user: User
    challenge: Challenge
    kind: K
    reason: str

    @property
    def label(self) -> str:
        """The nature of the link, in French."""
        return self.challenge.words.said(self.kind.label)


@dataclass
class Links:
    """Everything that sets jurors aside from challenges in a promotion, declared or only suspected.

    ``seats`` are the members by jury number; ``pairs`` has the nature of each link, by challenge then by user number.
    """

    declared: list[ConflictOfInterest]
    suspected: list[Link]
    seats: dict[int, list[JurySeat]]
    pairs: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))

    def aside(self, challenge: Challenge, jury: Jury) -> list[str]:
        """The names of the members of a jury that a link sets aside from a challenge."""
        return [str(seat.user) for seat in self._aside(challenge, jury)]

    def bars(self, challenge: Challenge, jury: Jury) -> bool:
        """Whether a link sets the rapporteur of a jury aside from a challenge: this jury then cannot hear it."""
        return any(seat.rapporteur for seat in self._aside(challenge, jury))

    def sentences(self, challenge: Challenge, juries: Sequence[Jury]) -> list[str]:
        """One sentence for each link of a challenge with the juries: who, where, why."""
        return [
            f"{seat.user} ({jury}) : {self.pairs[challenge.pk][seat.user_id]}."
            for jury in juries
            for seat in self._aside(challenge, jury)
        ]

    def _aside(self, challenge: Challenge, jury: Jury) -> list[JurySeat]:
        linked = self.pairs.get(challenge.pk, {})
        return [seat for seat in self.seats.get(jury.pk, []) if seat.user_id in linked]


def links_of(promotion: Promotion) -> Links:
    """Declared and suspected links between the jurors and the preselected challenges of a promotion: seven queries."""
    seats = list(
        JurySeat.objects.live()
        .filter(jury__promotion=promotion, jury__stage=Stage.CHALLENGE)
        .select_related("user", "jury")
    )
    challenges = list(_with_people(promotion))
    known = list(
        ConflictOfInterest.objects.filter(challenge__in=challenges).select_related("user", "challenge__promotion")
    )
    examined = {(conflict.challenge_id, conflict.user_id) for conflict in known}
    people = {seat.user_id: seat.user for seat in seats}
    suspected = [link for link in _suspected(challenges, people) if (link.challenge.pk, link.user.pk) not in examined]
    by_jury: dict[int, list[JurySeat]] = defaultdict(list)
    for seat in seats:
        by_jury[seat.jury_id].append(seat)
    links = Links([conflict for conflict in known if conflict.stands], suspected, by_jury)
    for conflict in links.declared:
        links.pairs[conflict.challenge_id][conflict.user_id] = conflict.challenge.words.said(
            conflict.get_kind_display()
        )
    for link in suspected:
        links.pairs[link.challenge.pk][link.user.pk] = link.label
    return links


def _with_people(promotion: Promotion) -> QuerySet[Challenge]:
    rows = (
        Challenge.objects.filter(promotion=promotion)
        .preselected()
        .select_related("promotion", "administration", "bearer")
    )
    return rows.prefetch_related("stakeholders", "authors", "administration__domains", "bearer__domains").order_by(
        "number", "pk"
    )


def _suspected(challenges: Sequence[Challenge], people: dict[int, User]) -> Iterator[Link]:
    memberships: dict[int, dict[int, str]] = defaultdict(dict)
    for row in Membership.objects.filter(user__in=people):
        memberships[row.user_id][row.administration_id] = row.status
    for challenge in challenges:
        for user in people.values():
            if found := _link(challenge, user, memberships[user.pk]):
                yield Link(user, challenge, *found)


def _link(challenge: Challenge, user: User, memberships: dict[int, str]) -> tuple[K, str] | None:
    """The first thing that links a person to a challenge, if anything does."""
    email = user.email.lower()
    if any(user.pk == author.pk for author in challenge.authors.all()):
        return K.FORMER_POSITION, "a écrit le dossier"
    for stakeholder in challenge.stakeholders.all():
        if stakeholder.user_id == user.pk or stakeholder.email.lower() == email:
            words = challenge.words
            return K.FORMER_POSITION, f"{words.said(stakeholder.get_kind_display())} du {words.challenge}"
    for host in filter(None, [challenge.administration, challenge.bearer]):
        if host.pk in memberships:
            active = memberships[host.pk] == MembershipStatus.ACTIVE
            kind = K.SAME_ADMINISTRATION if active else K.FORMER_POSITION
            return kind, f"{'rattaché' if active else 'a été ou demande à être rattaché'} à {host}"
    return _same_domain(challenge, user)


def _same_domain(challenge: Challenge, user: User) -> tuple[K, str] | None:
    if not is_professional_domain(user.domain):
        return None
    hosts = filter(None, [challenge.administration, challenge.bearer])
    listed = {domain.domain for host in hosts for domain in host.domains.all()}
    written = {stakeholder.email.lower().partition("@")[2] for stakeholder in challenge.stakeholders.all()}
    if user.domain in listed | written:
        return K.SAME_ADMINISTRATION, f"écrit depuis la même messagerie ({user.domain})"
    return None
