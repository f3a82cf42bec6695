"""The board of the choice with 200 challenges and 1 600 sheets; the publication of 40 decisions."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.administrations.models.administrations import Administration
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.positions import Position
from challenges.proposal.states import ChallengeStatus, Decision
from challenges.selection.workflow import announce
from eig.accounts.models import User
from eig.common.vocabulary import SITE
from eig.home.benches.common import client_of, coordinator, yardstick
from eig.home.measure import Line, Page, ratios
from eig.juries.models.hearings import Hearing, Mark, Sheet
from eig.juries.models.juries import Jury, JurySeat
from eig.notifications.models import Message
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.profiles import ProfileFamily
from eig.promotions.models.programmes import Programme, Promotion
from eig.promotions.models.settings import Criterion, Target
from eig.promotions.states import Stage

CHALLENGES, HEARD_BY_EACH, JURORS, CRITERIA, DECISIONS, AUTHORS = 200, 4, 7, 5, 40, 2
"""200 challenges, four for each of 50 juries of seven, one of whom sits in the next jury too: 1 600 sheets."""


def board(at: datetime) -> Iterator[Line]:
    """The board, in an order that needs every mark, filtered, its portrait alone, and its table."""
    staff = client_of(coordinator())
    promotion = _promotion(at)
    _hear(promotion, _challenges(promotion, CHALLENGES, at), at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    address = {
        name: reverse(f"admin:challenges_board{name}", args=[promotion.pk]) for name in ("", "_portrait", "_export")
    }
    rows = f"{CHALLENGES} challenges, {Sheet.objects.filter(hearing__jury__promotion=promotion).count()} sheets"
    pages = {
        f"board: {rows}": address[""],
        "board: by adjusted score": address[""] + "?tri=ajustee",
        "board: to decide, one profile": f"{address['']}?decision=aucune&profil={ProfileFamily.objects.all()[0].pk}",
        "board: portrait of a supposition": address["_portrait"] + "?si=1",
        "board: table": address["_export"],
    }
    return ratios(yardstick(), [Page(name, staff, url) for name, url in pages.items()])


def publish(at: datetime) -> Iterator[Line]:
    """The page that shows the letters, the order in one request, then what the worker does at the hour."""
    staff = client_of(coordinator())
    promotion = _promotion(at)
    _challenges(promotion, DECISIONS, at, decided=True)
    url = reverse("admin:challenges_board_publish", args=[promotion.pk])
    yield from ratios(yardstick(), [Page(f"publication: {DECISIONS} decisions to read again", staff, url)])
    with CaptureQueriesContext(connection) as ordering:
        staff.post(url, {"order": "1", "when": "now"})
    with CaptureQueriesContext(connection) as publishing:
        told = announce(Announcement.objects.get(promotion=promotion), at=at)
    letters = Message.objects.filter(letter__in=["challenges/kept", "challenges/refused"], posted_at=at).count()
    yield {"act": "ordering the publication, the request", "queries": len(ordering)}
    yield {"act": "publishing, the worker", "queries": len(publishing), "decisions": told, "letters": letters}


def _promotion(at: datetime) -> Promotion:
    programme, _ = Programme.objects.get_or_create(slug="mesure", defaults={"name": "Mesure"})
    promotion = Promotion.objects.create(programme=programme, name="Mesure", slug="mesure", public=True)
    lines = [
        Criterion(promotion=promotion, stage=Stage.CHALLENGE, order=n, label=f"Critère {n}") for n in range(CRITERIA)
    ]
    Criterion.objects.bulk_create(lines)
    for order, name in enumerate(("Développement", "Design", "Data")):
        family, _ = ProfileFamily.objects.get_or_create(name=name, defaults={"slug": f"mesure-{order}"})
        Target.objects.create(promotion=promotion, family=family, seats=CHALLENGES)
    return promotion


def _people(count: int, role: str) -> list[User]:
    people = [User(email=f"{role}-{n}@mesure.example", first_name="Ada", last_name=f"{role} {n}") for n in range(count)]
    return User.objects.bulk_create(people)


def _challenges(promotion: Promotion, count: int, at: datetime, decided: bool = False) -> list[Challenge]:
    """Preselected challenges of two positions and two authors each."""
    host = Administration.objects.create(name="Service de mesure", key="service de mesure", town="Paris")
    rows = Challenge.objects.bulk_create(
        Challenge(
            promotion=promotion,
            administration=host,
            title=SITE.said(f"{{Challenge}} de mesure {n}"),
            key=f"defi de mesure {n}",
            number=n + 1,
            status=ChallengeStatus.PRESELECTED,
            created_at=at,
            submitted_at=at,
            pending_decision=Decision.values[n % 2] if decided else "",
            pending_reason="L’accès aux données reste à confirmer." if n % 3 else "",
        )
        for n in range(count)
    )
    families = [target.family for target in promotion.targets.select_related("family")]
    Position.objects.bulk_create(
        Position(challenge=row, family=families[(n + k) % len(families)], seats=1 + k)
        for n, row in enumerate(rows)
        for k in range(2)
    )
    links, people = Challenge.authors.through, _people(count * AUTHORS, "auteur")
    links.objects.bulk_create(
        links(challenge=row, user=people[n * AUTHORS + k]) for n, row in enumerate(rows) for k in range(AUTHORS)
    )
    return rows


def _hear(promotion: Promotion, rows: list[Challenge], at: datetime) -> None:
    """Juries of one half-day each, every juror's sheet and the common one, all with every mark."""
    count = len(rows) // HEARD_BY_EACH
    juries = Jury.objects.bulk_create(
        Jury(promotion=promotion, stage=Stage.CHALLENGE, name=f"Jury {n + 1}", meets_at=at + timedelta(days=n))
        for n in range(count)
    )
    people = _people(count * (JURORS - 1), "jure")
    members = [_members(people, number) for number in range(count)]
    JurySeat.objects.bulk_create(
        JurySeat(jury=jury, user=user, rapporteur=rank == 0, seated_at=at)
        for jury, seated in zip(juries, members, strict=True)
        for rank, user in enumerate(seated)
    )
    hearings = Hearing.objects.bulk_create(
        Hearing(jury=juries[n // HEARD_BY_EACH], starts_at=at + timedelta(days=n // HEARD_BY_EACH, hours=n % 4))
        for n in range(len(rows))
    )
    for row, hearing in zip(rows, hearings, strict=True):
        row.hearing = hearing
    Challenge.objects.bulk_update(rows, ["hearing"])
    _mark(promotion, hearings, members, at)


def _members(people: list[User], number: int) -> list[User]:
    """Six of its own, and one who comes from the jury before."""
    own = JURORS - 1
    return [*people[number * own : (number + 1) * own], people[(number - 1) * own]]


def _mark(promotion: Promotion, hearings: list[Hearing], members: list[list[User]], at: datetime) -> None:
    sheets = []
    for n, hearing in enumerate(hearings):
        seated = members[n // HEARD_BY_EACH]
        given = {"hearing": hearing, "entered_at": at, "comment": "Équipe solide, périmètre à resserrer. " * 3}
        sheets += [Sheet(juror=user, entered_by=user, **given) for user in seated]
        grid = {"favourable": n % 3 > 0, "rank": n % HEARD_BY_EACH + 1, "favourite": n % 9 == 0}
        sheets.append(Sheet(entered_by=seated[0], reason="Le jury est convaincu par le terrain.", **grid, **given))
    lines = list(Criterion.objects.filter(promotion=promotion))
    Mark.objects.bulk_create(
        Mark(sheet=sheet, criterion=line, value=1 + (7 * n + 3 * k + n // 11) % 4)
        for n, sheet in enumerate(Sheet.objects.bulk_create(sheets))
        for k, line in enumerate(lines)
    )
