"""What may still be changed once people have answered."""

from collections.abc import Iterable

from django.db.models import Count

from eig.common.text import plural
from eig.questions.models import Answer, Question


def refused_deletions(questions: Iterable[Question]) -> list[str]:
    """A sentence for each question that may not be deleted, because someone answered it: one query."""
    questions = list(questions)
    answered = Answer.objects.filter(question__in=questions).order_by().values("question")
    counts = dict(answered.annotate(count=Count("pk")).values_list("question", "count"))
    return [
        f"La question « {question} » a déjà {plural(counts[question.pk], 'réponse')} : elle ne peut plus être "
        "supprimée. Rendez-la facultative, ou reformulez-la sans en changer le sens."
        for question in questions
        if question.pk in counts
    ]
