"""What missions ask of the coordination."""

from collections import Counter
from datetime import datetime

from django.urls import reverse

from eig.accounts.models import User
from eig.common import clock
from eig.common.text import plural
from eig.common.todo import Todo
from eig.promotions.models.programmes import Promotion
from mentoring.missions.models.missions import Mission
from mentoring.missions.rules import can_arrange
from mentoring.missions.workflow.calendar import strays


def todo(user: User, at: datetime) -> list[Todo]:
    """The promotions whose missions no longer follow the calendar: one query, for the coordination."""
    if not can_arrange(user):
        return []
    running = Mission.objects.filter(ends_on__gte=clock.today(at)).select_related("challenge__promotion")
    counts = Counter(mission.challenge.promotion for mission in running if strays(mission, at))
    return [_to_move(promotion, count) for promotion, count in counts.items()]


def _to_move(promotion: Promotion, count: int) -> Todo:
    title = f"Recaler {plural(count, 'mission')} sur le calendrier de {promotion}"
    url = reverse("admin:mentoring_mission_calendar", args=[promotion.pk])
    return Todo(title, url, "Leurs dates ne sont plus celles de la promotion : rien ne bouge sans vous.")
