"""Writing answers."""

from collections.abc import Mapping

from eig.questions.models import Answer, Response


def save_answers(response: Response, texts: Mapping[int, str]) -> None:
    """Write the given texts (question number → text) over the former ones: one query."""
    Answer.objects.bulk_create(
        [Answer(response=response, question_id=pk, text=text.strip()) for pk, text in texts.items()],
        update_conflicts=True,
        unique_fields=["response", "question"],
        update_fields=["text"],
    )
