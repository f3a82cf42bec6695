"""Questions name nobody; answers are told by the apps that ask, each for its own people."""

from eig.common.personal import Kept, Nobody, Persons
from eig.questions.models import Answer, Question, Questionnaire, Response

TABLES = (
    Nobody(Questionnaire, "questions posées à tous", "name"),
    Nobody(Question, "questions posées à tous", "questionnaire order section label help max_chars required"),
)


def answered(kept: Kept) -> tuple[Persons, ...]:
    """The answers given to a questionnaire, for the app that asks."""
    return (
        Persons(Response, {"questionnaire": kept}),
        Persons(Answer, {"response question text": kept}),
    )
