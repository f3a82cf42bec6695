"""The coordination instructs, eight juries hear, decisions are prepared and published together."""

from django.urls import reverse

from challenges.administrations.models.administrations import Administration
from challenges.proposal.models.challenges import Challenge
from challenges.selection.rules import decision_version
from eig.accounts.models import User
from eig.demo.facts import Facts, link
from eig.juries.models.juries import Jury, JurySeat
from eig.promotions.models.programmes import Promotion
from tests.journeys.cast import Cast
from tests.journeys.person import Person
from tests.journeys.world import Year

HALF_DAYS = {"10:30": "09:30", "09:40": "09:30", "14:40": "14:30"}


def of(facts: Facts) -> Challenge:
    """The challenge of these facts."""
    return Challenge.objects.get(title=facts.title)


def press(staff: Person, challenge: Challenge, step: str, **values) -> None:
    """One button of the challenge's admin page, and its confirmation."""
    staff.fills(reverse("admin:challenges_challenge_step", args=[challenge.pk, step]), **values)


def instruct(staff: Person, cast: Cast) -> None:
    """Preselect those that will be heard, set the others aside with a reason."""
    for facts in cast.submitted:
        if facts.slot:
            press(staff, of(facts), "preselect")
        else:
            press(staff, of(facts), "set_aside", reason="Le besoin est réel, mais l’équipe d’accueil n’est pas prête.")


def compose(year: Year, staff: Person, promotion: Promotion, cast: Cast) -> dict[int, Jury]:
    """Juries of six people, one of them rapporteur, and the real timetable."""
    juries = {}
    for number, heard in sorted(cast.by_jury.items()):
        start = min(facts.slot.start for facts in heard)
        day = heard[0].slot.day.isoformat()
        juries[number] = _jury(staff, promotion, number, f"{day}T{HALF_DAYS.get(f'{start:%H:%M}', '09:30')}")
        for facts in heard:
            staff.fills(
                reverse("admin:challenges_challenge_hearing", args=[of(facts).pk]),
                jury=str(juries[number].pk),
                starts_at=f"{day}T{facts.slot.start:%H:%M}",
                minutes="40",
            )
        for seat in (1, 2):
            take_seat(year.person(juror_email(number, seat)), juries[number])
    return juries


def take_seat(juror: Person, jury: Jury) -> None:
    """Say yes to the invitation, then sign the charter: the files open."""
    place = accept_seat(juror, jury)
    juror.fills(reverse("juries:charter", args=[place.pk]), signed="on")


def accept_seat(juror: Person, jury: Jury) -> JurySeat:
    """Say yes to the invitation: enough for who has signed this year's charter for another jury."""
    place: JurySeat = jury.seats.get(user=juror.user)
    juror.fills(reverse("juries:invitation", args=[place.pk]))
    return place


def hear(year: Year, cast: Cast) -> None:
    """One juror of each jury marks alone; the rapporteur enters the common sheet of every hearing."""
    for number, heard in cast.by_jury.items():
        juror, rapporteur = year.person(juror_email(number, 2)), year.person(juror_email(number, 1))
        order = sorted(heard, key=lambda facts: not facts.kept)
        for facts in order:
            hearing = of(facts).hearing
            marks = _marks(hearing, 4 if facts.kept else 2)
            juror.fills(reverse("juries:challenge", args=[hearing.pk]), comment="Clair et utile.", **marks)
            rapporteur.fills(reverse("juries:challenge_sheet", args=[hearing.pk]), **marks)
        _give_opinions(rapporteur, order)


def _give_opinions(rapporteur: Person, order: list[Facts]) -> None:
    """The final grid of a half-day, then handed in."""
    typed = {}
    for rank, facts in enumerate(order, 1):
        prefix = f"audition-{of(facts).hearing_id}"
        typed |= {
            f"{prefix}-favourable": "yes" if facts.kept else "no",
            f"{prefix}-rank": str(rank),
            f"{prefix}-reason": "Le jury est convaincu." if facts.kept else "Le besoin reste à préciser.",
        }
    jury = of(order[0]).hearing.jury
    rapporteur.fills(reverse("juries:grid", args=[jury.pk]), **typed)
    rapporteur.fills(reverse("juries:hand_in", args=[jury.pk]))


def decide(staff: Person, promotion: Promotion, cast: Cast) -> None:
    """Prepare every decision on the board, and enter the transversal team."""
    url = reverse("admin:challenges_board", args=[promotion.pk])
    for facts in cast.heard:
        staff.fills(
            url,
            extra={
                "challenge": str(of(facts).pk),
                "version": decision_version(of(facts)),
                "reason": "" if facts.kept else "Le jury a préféré d’autres défis.",
            },
            press=("decision", "keep" if facts.kept else "refuse"),
        )
    _enter_link(staff, promotion)


def publish(staff: Person, promotion: Promotion, cast: Cast, due_at: str) -> None:
    """Order the publication for an hour."""
    url = reverse("admin:challenges_board_publish", args=[promotion.pk])
    assert str(len(cast.heard)) in staff.opens(url)
    staff.fills(url, when="later", due_at=due_at)


def frame(staff: Person, cast: Cast) -> None:
    """Give each selected challenge its public title and sheet, then publish it in the catalogue."""
    for facts in cast.published:
        challenge = of(facts)
        staff.fills(
            reverse("admin:challenges_challenge_frame", args=[challenge.pk]),
            public_title=facts.name,
            summary=facts.words["summary"],
            sheet=facts.words["sheet"],
            town=facts.town,
        )
        press(staff, challenge, "publish", reason="Fiche relue avec l’administration, au téléphone.")


def juror_email(jury: int, seat: int) -> str:
    """The address of a juror."""
    return f"juror-{jury}-{seat}@jury.example"


def _jury(staff: Person, promotion: Promotion, number: int, meets_at: str) -> Jury:
    staff.fills(
        reverse("admin:juries_jury_add"),
        promotion=str(promotion.pk),
        stage="challenge",
        name=f"Jury {number}",
        meets_at=meets_at,
        place=f"20 avenue de Ségur, Paris, salle {number}",
    )
    jury = Jury.objects.get(name=f"Jury {number}")
    for seat in range(1, 7):
        staff.fills(
            reverse("admin:juries_jury_seat", args=[jury.pk]),
            email=juror_email(number, seat),
            first_name="Jo",
            last_name=f"Juré {number}-{seat}",
            rapporteur="on" if seat == 1 else None,
        )
    return jury


def _marks(hearing, value: int) -> dict[str, str]:
    stage, promotion = hearing.jury.stage, hearing.jury.promotion
    return {f"criterion_{criterion.pk}": str(value) for criterion in promotion.criteria.filter(stage=stage)}


def _enter_link(staff: Person, promotion: Promotion) -> None:
    facts = link()
    administration = Administration.objects.create(
        name=facts.administration, key=facts.administration.casefold(), town=facts.town
    )
    staff.fills(
        reverse("admin:challenges_challenge_add"),
        promotion=str(promotion.pk),
        administration=str(administration.pk),
        title=facts.title,
    )
    challenge = of(facts)
    press(staff, challenge, "enter_selected")
    families = {family.slug: family for family in promotion.families.all()}
    slugs = {"development": "developpement", "design": "design", "data": "data"}
    rows = {}
    for number, seat in enumerate(facts.team):
        rows |= {
            f"positions-{number}-family": str(families[slugs[seat.family]].pk),
            f"positions-{number}-seats": str(seat.seats),
            f"positions-{number}-mission": "Animer la promotion et outiller ses équipes.",
        }
    staff.fills(
        reverse("admin:challenges_challenge_frame", args=[challenge.pk]),
        extra={"positions-TOTAL_FORMS": str(len(facts.team)), **rows},
        public_title=facts.name,
        summary=facts.words["summary"],
        sheet=facts.words["sheet"],
    )


def seated() -> int:
    """How many people sit in a jury."""
    return User.objects.filter(jury_seats__isnull=False).distinct().count()
