"""Who may do what to a promotion, and what a copy of it would look like."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from eig.accounts.models import User
from eig.common import clock
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import AnnouncementStatus

DAYS = ("preselection_on", "results_on", "starts_on")


def can_edit(user: User, promotion: Promotion) -> bool:
    """Change the settings and the calendar."""
    return user.has_perm("promotions.change_promotion")


def can_clone(user: User, promotion: Promotion) -> bool:
    """Make a new promotion out of this one."""
    return user.has_perm("promotions.add_promotion")


def can_extend(user: User, window: Window) -> bool:
    """Close a door later than was said."""
    return user.has_perm("promotions.change_window")


def can_reword(user: User, promotion: Promotion) -> bool:
    """Give the letters of the promotion another wording."""
    return user.has_perm("notifications.change_lettertext")


def can_cancel(user: User, announcement: Announcement) -> bool:
    """Call off a publication that has not happened."""
    waiting = announcement.status == AnnouncementStatus.ORDERED
    return waiting and user.has_perm("promotions.change_announcement")


@dataclass(frozen=True)
class MovedDate:
    """One date of a promotion and what it becomes in the copy: two instants, or two days."""

    label: str
    before: date | datetime
    after: date | datetime

    @property
    def is_instant(self) -> bool:
        """Whether it has an hour."""
        return isinstance(self.before, datetime)


def moved_dates(promotion: Promotion, days: int) -> list[MovedDate]:
    """Every date of the promotion, shifted by a number of days; the hours stay the same on Paris clocks."""
    dates = []
    for window in promotion.windows.all():
        name = window.get_kind_display().capitalize()
        for word, instant in (("ouverture", window.opens_at), ("clôture", window.closes_at)):
            dates.append(MovedDate(f"{name} : {word}", instant, clock.shifted(instant, days)))
    for name, day in days_of(promotion).items():
        field: Any = Promotion._meta.get_field(name)
        label = field.verbose_name.capitalize()
        dates.append(MovedDate(label, day, moved_day(day, days)))
    return dates


def days_of(promotion: Promotion) -> dict[str, date]:
    """The dates of a promotion without hour, those that are known."""
    return {name: day for name in DAYS if (day := getattr(promotion, name))}


def moved_day(day: date, days: int) -> date:
    """The same day, ``days`` later."""
    return date.fromordinal(day.toordinal() + days)
