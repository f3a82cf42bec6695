"""The coordination sets the promotion up in the admin: programme, profiles, questions, criteria, calendar."""

from django.urls import reverse

from eig.demo.texts import read
from eig.promotions.models.profiles import ProfileFamily
from eig.promotions.models.programmes import Programme, Promotion
from eig.questions.models import LINE_CHARS, Questionnaire
from tests.journeys.person import Person

CALENDAR = {
    "call_for_projects": ("2020-01-15T09:00", "2020-02-28T17:00"),
    "call_for_candidates": ("2020-05-04T09:00", "2020-06-07T23:00"),
}


def set_up(coordination: Person) -> Promotion:
    """EIG 4 as its 2020 documents describe it; everything is typed in the admin."""
    words = read("promotion")
    coordination.fills(reverse("admin:promotions_programme_add"), name="EIG", slug="eig", order="1")
    for order, family in enumerate(words["families"]):
        _family(coordination, family, order)
    questions = _questionnaire(coordination, "Appel à projets EIG 4", words["questions"])
    sections = _questionnaire(coordination, "Candidatures EIG 4", words["application_questions"])
    coordination.fills(
        reverse("admin:promotions_promotion_add"),
        programme=str(Programme.objects.get().pk),
        name="EIG 4",
        slug="eig-4",
        public="on",
        starts_on="2020-09-01",
        challenge_questions=str(questions.pk),
        application_questions=str(sections.pk),
        rows=_tables(words),
    )
    return Promotion.objects.get(slug="eig-4")


def _family(coordination: Person, family: dict, order: int) -> None:
    coordination.fills(
        reverse("admin:promotions_profilefamily_add"),
        name=family["name"],
        slug=family["slug"],
        order=str(order),
        rows={
            "profiles": [
                {"name": name, "slug": slug, "order": str(rank)}
                for rank, (slug, name) in enumerate(family["profiles"].items())
            ]
        },
    )


def _questionnaire(coordination: Person, name: str, questions: list[dict]) -> Questionnaire:
    rows = [
        {
            "order": str(order),
            "section": question["section"],
            "label": question["label"],
            "help": question["help"],
            "kind": "long_text",
            "max_chars": str(question["lines"] * LINE_CHARS),
            "required": None if question.get("optional") else "on",
        }
        for order, question in enumerate(questions, 1)
    ]
    rows = [{key: value for key, value in row.items() if value is not None} for row in rows]
    coordination.fills(reverse("admin:questions_questionnaire_add"), name=name, rows={"questions": rows})
    return Questionnaire.objects.get(name=name)


def _tables(words: dict) -> dict[str, list[dict]]:
    families = {family.slug: str(family.pk) for family in ProfileFamily.objects.all()}
    return {
        "windows": [
            {"kind": kind, "opens_at": opens_at, "closes_at": closes_at}
            for kind, (opens_at, closes_at) in CALENDAR.items()
        ],
        "targets": [
            {"family": families[family["slug"]], "seats": str(family["target"])} for family in words["families"]
        ],
        "criteria": _criteria(words["challenge_criteria"], "challenge")
        + _criteria(words["candidate_criteria"], "candidate"),
        "statements": [
            {"audience": "agents", "order": str(order), "text": text, "compulsory": "on"}
            for order, text in enumerate(words["commitments"]["texts"])
        ],
    }


def _criteria(lines: list[dict], stage: str) -> list[dict]:
    return [
        {
            "stage": stage,
            "order": str(order),
            "label": line["label"],
            "help": line["help"],
            "round": "1",
            "mark_min": "1",
            "mark_max": "4",
            "weight": "1",
        }
        for order, line in enumerate(lines)
    ]
