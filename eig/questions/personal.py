"""Questions name nobody; answers are told by the apps that ask, each for its own people."""

from eig.common.personal import Kept, Nobody, Persons
from eig.questions.models import Answer, Option, Question, Questionnaire, Response

QUESTION = (
    "questionnaire order section label help kind max_chars minimum maximum low_words high_words required key "
    "shown_when shown_value"
)

TABLES = (
    Nobody(Questionnaire, "questions posées à tous", "name"),
    Nobody(Question, "questions posées à tous", QUESTION),
    Nobody(Option, "réponses proposées à tous", "question order value label withdrawn"),
)


def answered(kept: Kept) -> tuple[Persons, ...]:
    """The answers given to a questionnaire, for the app that asks."""
    return (
        Persons(Response, {"questionnaire": kept}),
        Persons(Answer, {"response question text": kept}),
    )
