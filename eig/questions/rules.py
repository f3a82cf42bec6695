"""What may still be changed once people have answered."""

from collections.abc import Iterable

from django.db.models import Count, Max
from django.db.models.functions import Length

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


def refused_limits(questions: Iterable[Question]) -> list[str]:
    """A sentence for each question whose limit would cut an answer already written: one query."""
    questions = list(questions)
    answers = Answer.objects.filter(question__in=questions).order_by().values("question")
    longest = dict(answers.annotate(longest=Max(Length("text"))).values_list("question", "longest"))
    return [
        f"La question « {question} » a une réponse de {plural(longest[question.pk], 'caractère')} : "
        "sa limite ne peut pas descendre au-dessous."
        for question in questions
        if question.max_chars and longest.get(question.pk, 0) > question.max_chars
    ]
