"""What awaits a reader of the instruction, and authors to whom questions were sent."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count
from django.urls import reverse

from challenges.review.models.questions import PreparedQuestion
from challenges.review.models.reading import Reading
from challenges.review.rules.reading import READABLE
from eig.accounts.models import User
from eig.common.text import plural
from eig.common.todo import Todo
from eig.reviewing import todo as reviewing


def todo(user: User, at: datetime) -> list[Todo]:
    """Files to read for whoever reads; questions to answer for authors: two queries at most."""
    url = reverse("admin:challenges_challenge_changelist") + "?attente=mine"
    why = "il aide la coordination à présélectionner."
    return [*reviewing.to_read(Reading, user, page=url, word="dossier", why=why), *_to_answer(user, at)]


def _to_answer(user: User, at: datetime) -> Iterator[Todo]:
    asked = PreparedQuestion.objects.sent().filter(answer="", challenge__authors=user, challenge__status__in=READABLE)
    files = asked.order_by("challenge").values_list("challenge", "challenge__title", "challenge__hearing__starts_at")
    for pk, title, hour, count in files.annotate(total=Count("pk")):
        if hour is None or at < hour:
            name = f"Répondre à {plural(count, 'question')} sur « {title} »"
            yield Todo(name, reverse("challenges:questions", args=[pk]), "Le jury lira vos réponses.", due_at=hour)
