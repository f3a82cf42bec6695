"""DIG and Commando UX need no code: everything is typed in the admin, then an agent submits and the public reads."""

from dataclasses import dataclass, field

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from challenges.administrations.models.administrations import Administration
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import missing
from challenges.proposal.telling.file import sections
from challenges.proposal.telling.readers import Reader
from eig.common import clock
from eig.common.telling import Saying
from eig.home.workflow import every_minute
from eig.juries.models.juries import Jury
from eig.promotions.models.profiles import ProfileFamily
from eig.promotions.models.programmes import Programme, Promotion
from eig.promotions.states import Stage
from eig.questions.models import Question, Questionnaire
from eig.questions.states import Kind
from tests.factories.challenges import MembershipFactory
from tests.journeys.person import Person
from tests.journeys.selection import take_seat
from tests.journeys.world import at
from tests.pdf import pdf

pytestmark = pytest.mark.django_db


@dataclass
class Site:
    """The people of the test, each signed in."""

    staff: Person
    agent: Person
    stranger: Person
    juror: Person
    families: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def site(client_for, coordination, agent, candidate, juror):
    MembershipFactory(user=agent)
    return Site(*(Person(client_for(user), user) for user in (coordination, agent, candidate, juror)))


def programme(site: Site, name: str, slug: str) -> str:
    site.staff.fills(reverse("admin:promotions_programme_add"), name=name, slug=slug, order="1")
    return str(Programme.objects.get(slug=slug).pk)


def design(site: Site) -> str:
    profiles = [{"name": "design de service", "slug": "design-de-service", "order": "1"}]
    add = reverse("admin:promotions_profilefamily_add")
    site.staff.fills(add, name="Design", slug="design", order="1", rows={"profiles": profiles})
    return str(ProfileFamily.objects.get().pk)


def questionnaire(site: Site, name: str, labels: list[str]) -> str:
    rows = [
        {
            "order": str(rank),
            "section": "La démarche",
            "label": label,
            "kind": "long_text",
            "max_chars": "900",
            "required": "on",
        }
        for rank, label in enumerate(labels, 1)
    ]
    site.staff.fills(reverse("admin:questions_questionnaire_add"), name=name, rows={"questions": rows})
    return str(Questionnaire.objects.get(name=name).pk)


def apply(site: Site, promotion: Promotion, title: str, **identity: str) -> Challenge:
    """One agent types a whole file and submits it."""
    administration = str(Administration.objects.get().pk)
    site.agent.fills(reverse("challenges:create"), title=title, administration=administration)
    challenge = Challenge.objects.get(title=title)
    page = {"summary": "Une démarche plus simple.", "address": "1 rue des Essais", "town": "Lyon", **identity}
    site.agent.fills(section("identity", challenge), **page)
    questions = promotion.challenge_questions.questions.all()
    answers = {f"question-{question.pk}": answer_to(question) for question in questions}
    site.agent.fills(reverse("challenges:narrative", args=[challenge.pk, 1]), **answers)
    position = {"family": str(ProfileFamily.objects.get().pk), "seats": "1", "mission": "Refaire le parcours."}
    site.agent.fills(section("positions", challenge), **{f"poste-0-{key}": value for key, value in position.items()})
    people = {}
    for row in (0, 2):
        person = {"name": f"Dominique {row}", "function": "Cheffe", "email": f"d{row}@service.example"}
        people |= {f"personne-{row}-{key}": value for key, value in person.items()}
    site.agent.fills(section("people", challenge), **people)
    if ticks := [str(commitment.pk) for commitment in promotion.statements.filter(audience="agents")]:
        site.agent.fills(section("commitments", challenge), commitments=ticks)
    deck = SimpleUploadedFile("presentation.pdf", pdf(2), "application/pdf")
    site.agent.fills(section("deck", challenge), deck=deck)
    challenge = Challenge.objects.with_file().get(pk=challenge.pk)
    assert [lack.sentence for lack in missing(challenge)] == []
    site.agent.presses(section("submit", challenge))
    return challenge


def answer_to(question: Question) -> str:
    """The first choice, an address, or a sentence."""
    if question.kind == Kind.LINK:
        return "https://demarche.example/bourse"
    return question.choices[0][0] if question.kind == Kind.ONE_CHOICE else f"Réponse à : {question.label}"


def about_a_procedure(site: Site, asked: str) -> None:
    """The first question of a call becomes a choice among procedures; another asks for the link of one of them."""
    page = reverse("admin:questions_questionnaire_change", args=[asked])
    link = {"order": "9", "section": "La démarche", "label": "À quelle adresse ?", "kind": "link", "max_chars": "900"}
    first = {"questions-0-kind": "one_choice", "questions-0-key": "demarche"}
    site.staff.fills(page, **first, rows={"questions": [{**link, "required": "on"}]})
    choice, link = Question.objects.filter(questionnaire=asked)
    options = [{"order": str(rank), "label": label} for rank, label in enumerate(["Bourse de lycée", "Permis"])]
    site.staff.fills(reverse("admin:questions_question_change", args=[choice.pk]), rows={"options": options})
    when = f"{choice.pk}=bourse-de-lycee"
    site.staff.fills(reverse("admin:questions_question_change", args=[link.pk]), condition=when)


def told_to_jurors(challenge: Challenge) -> dict[str, Saying]:
    """What a juror reads of the narrative, by question."""
    whole = Challenge.objects.with_file().get(pk=challenge.pk)
    narrative = next(part for part in sections(whole, Reader.JURY) if part.title == "La démarche")
    return {saying.label: saying for saying in narrative.told}


def exported(site: Site, *columns: str) -> str:
    """The export of the files, with these columns."""
    url = reverse("admin:challenges_challenge_export")
    return site.staff.client.post(url, {"columns": columns}).content.decode()


def section(name: str, challenge: Challenge) -> str:
    return reverse(f"challenges:{name}", args=[challenge.pk])


def convene(site: Site, promotion: Promotion, challenge: Challenge, hour: str) -> None:
    """A jury of one, who signs the charter, and an hour for the challenge."""
    jury = {"name": "Jury 1", "meets_at": hour, "place": "Paris", "promotion": str(promotion.pk), "stage": "challenge"}
    site.staff.fills(reverse("admin:juries_jury_add"), **jury)
    jury = Jury.objects.get()
    seat = reverse("admin:juries_jury_seat", args=[jury.pk])
    site.staff.fills(seat, email=site.juror.user.email, first_name="Jeanne", last_name="Jurée", rapporteur="on")
    hearing = reverse("admin:challenges_challenge_hearing", args=[challenge.pk])
    site.staff.fills(hearing, jury=str(jury.pk), starts_at=hour)
    take_seat(site.juror, jury)


def mark(site: Site, promotion: Promotion, challenge: Challenge, values: list[str]) -> None:
    """The juror's own sheet, then the common one of the hearing, with the criteria of the promotion."""
    criteria = promotion.criteria.filter(stage=Stage.CHALLENGE)
    marks = {f"criterion_{criterion.pk}": value for criterion, value in zip(criteria, values, strict=True)}
    for page in ("challenge", "challenge_sheet"):
        site.juror.fills(reverse(f"juries:{page}", args=[challenge.hearing_id]), **marks)


def choose(site: Site, promotion: Promotion, challenge: Challenge) -> None:
    """The coordination prepares the decision and publishes it now; the worker's minute carries it out."""
    board = reverse("admin:challenges_board", args=[promotion.pk])
    site.staff.fills(board, extra={"challenge": str(challenge.pk), "reason": ""}, press=("decision", "keep"))
    site.staff.fills(reverse("admin:challenges_board_publish", args=[promotion.pk]), when="now")
    every_minute(clock.now())


def show(site: Site, challenge: Challenge) -> str:
    """Frame, publish, and read the public page as anyone does."""
    frame = reverse("admin:challenges_challenge_frame", args=[challenge.pk])
    site.staff.fills(frame, public_title=challenge.title, sheet="Le problème.\n\nLa solution.")
    step(site, challenge, "publish", reason="Relue ensemble, au téléphone.")
    challenge.refresh_from_db()
    assert challenge.title in site.stranger.opens(reverse("challenges:catalogue"))
    return (
        site.stranger.opens(reverse("challenges:detail", args=[challenge.slug]))
        .replace("\xa0", " ")
        .replace("&nbsp;", " ")
    )


def step(site: Site, challenge: Challenge, name: str, **typed: str) -> None:
    site.staff.fills(reverse("admin:challenges_challenge_step", args=[challenge.pk, name]), **typed)


def test_dig(site):
    """One or two designers, other questions, other criteria, and a duration that each file chooses."""
    with clock.moved_to(at("2019-03-20 09:00:00")):
        asked = questionnaire(site, "Appel DIG", ["Quelle démarche ?", "Qui l’utilise ?", "Quels irritants ?"])
        criteria = [("Irritants vus sur le terrain", "2"), ("Équipe prête à tester", "1")]
        site.staff.fills(
            reverse("admin:promotions_promotion_add"),
            programme=programme(site, "DIG", "dig"),
            name="DIG 2019",
            slug="dig-2019",
            public="on",
            starts_on="2019-06-17",
            months="9",
            months_min="6",
            months_max="12",
            team_min="1",
            team_max="2",
            challenge_questions=asked,
            rows={
                "windows": [
                    {"kind": "call_for_projects", "opens_at": "2019-03-25T09:00", "closes_at": "2019-04-26T17:00"}
                ],
                "targets": [{"family": design(site), "seats": "20"}],
                "criteria": [
                    {
                        "stage": "challenge",
                        "order": str(rank),
                        "label": label,
                        "round": "1",
                        "mark_min": "1",
                        "mark_max": "4",
                        "weight": weight,
                    }
                    for rank, (label, weight) in enumerate(criteria)
                ],
                "statements": [
                    {
                        "audience": "agents",
                        "order": "1",
                        "text": "Les designers iront sur le terrain.",
                        "compulsory": "on",
                    }
                ],
            },
        )
    promotion = Promotion.objects.get()
    assert [criterion.label for criterion in promotion.criteria.filter(stage=Stage.CHALLENGE)] == [
        label for label, _ in criteria
    ]
    with clock.moved_to(at("2019-04-02 10:00:00")):
        challenge = apply(site, promotion, "Simplifier la carte de pêche", months="7")
        assert "7\u00a0mois" in site.agent.opens(section("file", challenge))
    with clock.moved_to(at("2019-05-06 10:00:00")):
        step(site, challenge, "preselect")
        convene(site, promotion, challenge, "2019-05-14T09:30")
    challenge.refresh_from_db()
    with clock.moved_to(at("2019-05-14 10:30:00")):
        mark(site, promotion, challenge, ["4", "2"])
        board = site.staff.opens(reverse("admin:challenges_board", args=[promotion.pk]))
        assert "<strong>10</strong> / 12" in board, "twice four and once two"
        choose(site, promotion, challenge)
        page = show(site, challenge)
    assert "7 mois" in page
    assert "Design" in page


def test_commando_ux(site):
    """A twelve-day call, the candidates' one overlapping, the démarche as a question, and no jury."""
    with clock.moved_to(at("2020-06-05 09:00:00")):
        asked = questionnaire(site, "Appel Commando UX", ["Quelle démarche est concernée ?"])
        about_a_procedure(site, asked)
        site.staff.fills(
            reverse("admin:promotions_promotion_add"),
            programme=programme(site, "Commando UX", "commando-ux"),
            name="Commando UX 2020",
            slug="commando-ux-2020",
            public="on",
            starts_on="2020-09-01",
            months="3",
            team_min="1",
            team_max="3",
            untick=["hears_challenges"],
            challenge_questions=asked,
            application_questions=questionnaire(site, "Candidatures Commando UX", ["Qu’avez-vous déjà simplifié ?"]),
            rows={
                "windows": [
                    {"kind": "call_for_projects", "opens_at": "2020-06-08T09:00", "closes_at": "2020-06-20T00:00"},
                    {"kind": "call_for_candidates", "opens_at": "2020-06-15T09:00", "closes_at": "2020-07-12T23:00"},
                ],
                "targets": [{"family": design(site), "seats": "10"}],
            },
        )
    promotion = Promotion.objects.get()
    assert not promotion.hears_challenges
    declared = promotion.statements.filter(audience="candidates")
    assert [statement.key for statement in declared] == ["agent-public", "etudiant"]
    with clock.moved_to(at("2020-06-16 10:00:00")):
        challenge = apply(site, promotion, "Refaire la demande de bourse")
        assert "Commando UX 2020" in site.stranger.opens(reverse("candidates:mine"))
    with clock.moved_to(at("2020-06-22 10:00:00")):
        read = site.staff.opens(reverse("admin:challenges_challenge_change", args=[challenge.pk]))
        assert "Quelle démarche est concernée" in read
        assert "Bourse de lycée" in read
        assert "Bourse de lycée" in exported(site, "number", "reponse-demarche")
        told = told_to_jurors(challenge)
        assert told["Quelle démarche est concernée ?"].text == "Bourse de lycée"
        assert told["À quelle adresse ?"].address == "https://demarche.example/bourse"
        step(site, challenge, "preselect")
        choose(site, promotion, challenge)
        assert "Design" in show(site, challenge)
