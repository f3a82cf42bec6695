"""Candidates apply, are preselected, heard, ranked, offered a seat; they answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.application.rules import parts, section_of, statements_of
from candidates.hearings.models.interviews import Interview
from candidates.selection.models.offers import Offer
from challenges.proposal.models.positions import Position
from eig.common.clock import PARIS
from eig.juries.models.juries import Jury
from eig.promotions.models.programmes import Promotion
from tests.journeys.person import Person
from tests.journeys.selection import accept_seat
from tests.journeys.world import Year
from tests.pdf import pdf

FIRST_HEARING = datetime(2020, 6, 29, 9, tzinfo=PARIS)


@dataclass
class Applicant:
    """A candidate, the position aimed at, and what they will answer to an offer."""

    person: Person
    position: Position
    answer: str = "accept"

    @property
    def application(self) -> Application:
        """Their application."""
        return Application.objects.get(user=self.person.user)


def line_up(year: Year, promotion: Promotion) -> list[Applicant]:
    """One person per seat, one of whom will decline and one stay silent; who follows them; one not preselected."""
    found: list[Applicant] = []
    for position in Position.objects.open_to_wishes(promotion):
        found += [_applicant(year, position) for _ in range(position.seats)]
    for index, answer in ((0, "decline"), (5, "ignore")):
        found[index].answer = answer
        found.append(_applicant(year, found[index].position))
    return [*found, _applicant(year, found[0].position)]


def _applicant(year: Year, position: Position, answer: str = "accept") -> Applicant:
    number = sum(email.startswith("candidat-") for email in year.people) + 1
    person = year.person(f"candidat-{number}@mail.example", first_name="Alix", last_name=f"Candidat {number}")
    return Applicant(person, position, answer)


def write(applicant: Applicant, promotion: Promotion) -> None:
    """Every section of an application."""
    person = applicant.person
    person.fills(reverse("candidates:mine"))
    pk = applicant.application.pk

    def section(name: str) -> str:
        return reverse("candidates:section", args=[pk, name])

    person.fills(
        section("profil"),
        phone="06 12 34 56 78",
        town="Lyon",
        headline="Huit ans de métier",
        **{f"statement-{statement.pk}": "on" for statement in statements_of(promotion)},
    )
    for part in parts(applicant.application):
        answers = {f"question-{question.pk}": "Voici ma réponse." for question in part.questions}
        person.fills(section(section_of(part)), **answers)
    person.fills(section("cv"), cv=SimpleUploadedFile("cv.pdf", pdf(1), "application/pdf"))
    person.fills(section("voeux"), position_1=str(applicant.position.pk), motivation_1="Parce que c’est utile.")


def submit(applicant: Applicant) -> None:
    """Press the one button."""
    applicant.person.presses(reverse("candidates:submit", args=[applicant.application.pk]))


def preselect(staff: Person, kept: list[Applicant], refused: list[Applicant]) -> None:
    """Prepare all the verdicts from the list, in two gestures."""
    url = reverse("admin:candidates_application_changelist")
    for action, applicants in (("prepare_keep", kept), ("prepare_refuse", refused)):
        rows = [str(applicant.application.pk) for applicant in applicants]
        staff.fills(url, action=action, extra={"_selected_action": rows})


def interview(year: Year, staff: Person, promotion: Promotion, applicants: list[Applicant]) -> None:
    """One jury for all, day after day, forty minutes each; the rapporteur enters every common sheet."""
    staff.fills(
        reverse("admin:juries_jury_add"),
        promotion=str(promotion.pk),
        stage="candidate",
        name="Jury des candidats",
        meets_at=f"{FIRST_HEARING:%Y-%m-%dT%H:%M}",
        place="20 avenue de Ségur, Paris",
    )
    jury = Jury.objects.get(stage="candidate")
    staff.fills(reverse("admin:juries_jury_seat", args=[jury.pk]), email="juror-1-1@jury.example", rapporteur="on")
    accept_seat(year.person("juror-1-1@jury.example"), jury)
    for number, applicant in enumerate(applicants):
        starts_at = FIRST_HEARING + timedelta(days=number // 12, minutes=40 * (number % 12))
        staff.fills(
            reverse("admin:candidates_application_interview", args=[applicant.application.pk]),
            position=str(applicant.position.pk),
            jury=str(jury.pk),
            starts_at=f"{starts_at:%Y-%m-%dT%H:%M}",
            minutes="40",
        )


def hear(year: Year, applicants: list[Applicant]) -> None:
    """The common sheet of each interview: 20 points for the first of a list, 15 for those who follow."""
    rapporteur = year.person("juror-1-1@jury.example")
    seen: dict[int, int] = {}
    for applicant in applicants:
        row = Interview.objects.get(application__user=applicant.person.user)
        place = seen.setdefault(row.position_id, 0)
        seen[row.position_id] += 1
        criteria = row.hearing.jury.promotion.criteria.filter(stage="candidate")
        marks = {f"criterion_{criterion.pk}": "4" if place == 0 else "3" for criterion in criteria}
        url = reverse("juries:candidate_sheet", args=[row.hearing_id])
        rapporteur.fills(url, favourable="yes", **marks)


def rank(staff: Person, promotion: Promotion, applicants: list[Applicant]) -> None:
    """One ranked list per position, in the order of the line-up."""
    url = reverse("admin:candidates_board", args=[promotion.pk])
    lists: dict[int, list[Applicant]] = {}
    for applicant in applicants:
        lists.setdefault(applicant.position.pk, []).append(applicant)
    for position, people in lists.items():
        ranks = {f"rank_{candidate.application.pk}": str(place) for place, candidate in enumerate(people, 1)}
        staff.fills(url, press=("rank", str(position)), extra=ranks)
    staff.fills(url, press=("fill", "1"))


def accept_what_is_left(people: list[Applicant]) -> None:
    """Those who were next on a list accept in their turn."""
    for applicant in people:
        offer = Offer.objects.filter(application__user=applicant.person.user, status="offered").first()
        if offer:
            applicant.person.presses(reverse("candidates:accept", args=[offer.pk]))


def answer(applicant: Applicant) -> None:
    """Accept or decline the offer, on its page; whoever has none, or stays silent, does nothing."""
    offer = Offer.objects.filter(application__user=applicant.person.user, status="offered").first()
    if offer is None:
        return
    if applicant.answer in ("accept", "decline"):
        applicant.person.presses(reverse(f"candidates:{applicant.answer}", args=[offer.pk]))
