"""What awaits a person, across the whole site."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.urls import reverse

from candidates.application import todo as applications
from candidates.hearings import todo as interviews
from candidates.offers import todo as offers
from candidates.overview import todo as candidates
from candidates.review import todo as candidate_readings
from challenges.administrations import todo as administrations
from challenges.hearings.todo import clarifications, jurors
from challenges.hearings.todo import juries as challenge_juries
from challenges.overview import todo as challenges
from challenges.participants import todo as participants
from challenges.proposal import todo as proposals
from challenges.review.todo import instruction
from eig.accounts.models import User
from eig.common.text import plural
from eig.common.todo import Todo
from eig.juries import todo as juries
from eig.notifications.models import Message
from eig.promotions.models.announcements import Announcement
from mentoring.checkins import todo as checkins
from mentoring.missions import todo as missions

FAR = datetime.max.replace(tzinfo=UTC)


def awaiting(user: User, at: datetime) -> tuple[list[Todo], list[Todo]]:
    """What this person is to do, and what others are: the nearest date first, undated things last."""
    lines = sorted(
        (line for ask in SOURCES for line in ask(user, at)), key=lambda line: (line.due_at or FAR, line.title)
    )
    return [line for line in lines if not line.waiting], [line for line in lines if line.waiting]


def of_coordination(user: User, at: datetime) -> list[Todo]:
    """Letters that could not leave, publications that are about to happen: two queries, for the coordination."""
    if not user.has_perm("notifications.view_message"):
        return []
    orders = Announcement.objects.waiting().select_related("promotion").order_by("due_at")
    return _given_up() + [_ordered(order) for order in orders]


def _given_up() -> list[Todo]:
    count = Message.objects.failed().count()
    if not count:
        return []
    title = f"Regarder {plural(count, 'courrier')} qui {'n’a' if count == 1 else 'n’ont'} pas pu partir"
    url = f"{reverse('admin:notifications_message_changelist')}?etat=abandon"
    return [Todo(title, url, "Renvoyer, ou joindre la personne autrement : à vous de décider.")]


def _ordered(order: Announcement) -> Todo:
    url = reverse("admin:promotions_announcement_change", args=[order.pk])
    return Todo(f"Publication programmée : {order.purpose}", url, str(order.promotion), order.due_at, waiting=True)


SOURCES: tuple[Callable[[User, datetime], list[Todo]], ...] = (
    juries.todo,
    administrations.todo,
    proposals.todo,
    participants.todo,
    instruction.todo,
    jurors.todo,
    clarifications.todo,
    challenge_juries.todo,
    challenges.todo,
    applications.todo,
    interviews.todo,
    offers.todo,
    candidate_readings.todo,
    candidates.todo,
    missions.todo,
    checkins.todo,
    of_coordination,
)
