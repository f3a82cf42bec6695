"""Who may compose a jury, mark a hearing, enter the common sheet, and when."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime

from eig.accounts.models import User
from eig.common.clock import today
from eig.common.dates import long_day
from eig.common.text import plural
from eig.juries.models.hearings import Hearing, Sheet
from eig.juries.models.juries import Jury, JurySeat
from eig.juries.states import SeatStatus, SheetsStatus
from eig.promotions.guards import Wanted
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.programmes import Promotion
from eig.promotions.models.settings import Criterion
from eig.promotions.states import AnnouncementKind, AnnouncementStatus, Stage

LOCKED_BY = {Stage.CHALLENGE: AnnouncementKind.CHALLENGES, Stage.CANDIDATE: AnnouncementKind.OFFERS}
AsideReader = Callable[[Sequence[Hearing]], set[tuple[int, int]]]
ASIDE: list[AsideReader] = []
"""Who may not judge what is heard: each floor above that knows of links adds a reader, which is given hearings and
answers pairs of hearing and person numbers."""
BACKSTOPS: dict[str, str] = {}
"""The sentences of the triggers that the floors above put on these tables, by the name that they raise."""
LOADS = {"challenge_juries_per_juror": Stage.CHALLENGE, "candidate_juries_per_juror": Stage.CANDIDATE}
"""The settings that say how many half-days of a promotion one person may be asked to sit."""
PUBLISHED = "Les décisions sont publiées : les fiches se lisent encore, mais ne changent plus."
LOCKED = "Les fiches de ce jury sont closes : elles se lisent encore. La coordination peut les rouvrir."


def set_aside(hearings: Sequence[Hearing]) -> set[tuple[int, int]]:
    """The pairs of hearing and person that a link sets aside: one query for each reader."""
    return {pair for reader in ASIDE for pair in reader(hearings)}


def can_compose(user: User) -> bool:
    """Whether a person may name jurors."""
    return user.has_perm("juries.change_jury")


def load_refusal(user: User, jury: Jury) -> str:
    """Why a person cannot be asked to sit in one more jury, as a sentence; empty when they can: one query."""
    most = jury.promotion.juries_per_juror(jury.stage)
    seats = JurySeat.objects.live().filter(user=user, jury__promotion=jury.promotion_id, jury__stage=jury.stage)
    if seats.exclude(jury=jury).count() < most:
        return ""
    return f"{user} siège déjà dans {plural(most, 'jury', 'jurys')} de cette promotion : c’est le plus qu’on demande."


def load_refusals(promotion: Promotion, wanted: Wanted) -> Iterator[str]:
    """The half-days already asked of some people, when a limit goes below."""
    for name in wanted.loads.keys() & LOADS:
        busiest = JurySeat.objects.busiest(promotion, LOADS[name])
        if busiest > wanted.loads[name]:
            load = plural(busiest, "jury", "jurys")
            yield f"Une personne siège déjà dans {load} : la limite ne descend pas plus bas."


def sits(user: User, jury: Jury) -> bool:
    """Whether a person has accepted to be a member of a jury: one query."""
    return JurySeat.objects.accepted().filter(jury=jury, user=user).exists()


def has_signed(user: User, jury: Jury) -> bool:
    """Whether a member of a jury has signed the charter, without which no file is read: one query."""
    return JurySeat.objects.accepted().filter(jury=jury, user=user, charter_signed_at__isnull=False).exists()


def seat_of(user: User, jury: Jury) -> JurySeat:
    """The place of a person who accepted it: one query. Raises ``JurySeat.DoesNotExist`` for anybody else."""
    return JurySeat.objects.accepted().get(jury=jury, user=user)


def reports(user: User, jury: Jury) -> bool:
    """Whether a person is the rapporteur of a jury: one query."""
    return JurySeat.objects.accepted().filter(jury=jury, user=user, rapporteur=True).exists()


def can_answer(user: User, seat: JurySeat) -> bool:
    """Say yes or no to an invitation: oneself."""
    return seat.user_id == user.pk


def can_sign(user: User, seat: JurySeat) -> bool:
    """Sign the charter: oneself, once the invitation is accepted."""
    return seat.user_id == user.pk and seat.status == SeatStatus.ACCEPTED


def marked(seat: JurySeat) -> bool:
    """Whether a person has marked a hearing of this jury: one query."""
    return Sheet.objects.filter(hearing__jury=seat.jury_id, juror=seat.user_id).exists()


def published(jury: Jury) -> bool:
    """Whether the decisions that this jury informs are published: one query."""
    return Announcement.objects.filter(
        promotion=jury.promotion_id, kind=LOCKED_BY[Stage(jury.stage)], status=AnnouncementStatus.DONE
    ).exists()


def closed_among(juries: Iterable[Jury]) -> dict[int, str]:
    """Why the sheets of some juries do not change any more, by jury number: one query whatever their number."""
    rows = list(juries)
    done = Announcement.objects.filter(
        promotion__in={jury.promotion_id for jury in rows}, status=AnnouncementStatus.DONE
    )
    announced = set(done.values_list("promotion_id", "kind"))
    out = {jury.pk: PUBLISHED for jury in rows if (jury.promotion_id, LOCKED_BY[Stage(jury.stage)]) in announced}
    return {**{jury.pk: LOCKED for jury in rows if jury.status == SheetsStatus.LOCKED}, **out}


def closed_because(hearing: Hearing, at: datetime) -> str:
    """Why no sheet of a hearing may be written at an instant, as a sentence; empty when they may."""
    if today(at) < today(hearing.starts_at):
        return f"Les fiches s’ouvrent le jour de l’audition, {long_day(hearing.starts_at)}."
    return _closed(hearing.jury)


def grid_closed_because(jury: Jury, at: datetime) -> str:
    """Why the final grid of a jury may not be written at an instant, as a sentence; empty when it may."""
    if today(at) < today(jury.meets_at):
        return f"La grille s’ouvre le jour du jury, {long_day(jury.meets_at)}."
    return _closed(jury)


def missing_in_grid(jury: Jury, expected: Collection[int]) -> list[str]:
    """What the final grid lacks for the ``expected`` hearings, a sentence each: one query."""
    sheets = list(Sheet.objects.in_jury(jury).common().filter(hearing__in=expected))
    lacks = {
        "Il reste à saisir {}.": (len(expected) - len(sheets), "fiche commune", "fiches communes"),
        "Il reste à donner {}.": (sum(sheet.favourable is None for sheet in sheets), "avis", "avis"),
        "Il reste à attribuer {}.": (sum(sheet.rank is None for sheet in sheets), "rang", "rangs"),
        "Il reste à écrire {}.": (sum(not sheet.reason for sheet in sheets), "motif", "motifs"),
    }
    return [sentence.format(plural(*count)) for sentence, count in lacks.items() if count[0]]


def _closed(jury: Jury) -> str:
    if jury.status == SheetsStatus.LOCKED:
        return LOCKED
    return PUBLISHED if published(jury) else ""


def criteria(jury: Jury) -> list[Criterion]:
    """The lines of the sheets of a jury, those of its round, in order: one query."""
    lines = Criterion.objects.filter(promotion=jury.promotion_id, stage=jury.stage, round=jury.round)
    return list(lines.order_by("order", "pk"))


def maximum(lines: list[Criterion]) -> int:
    """The best score that a sheet can reach."""
    return sum(line.mark_max * line.weight for line in lines)
