"""The months of a mission as a picture drawn on the server, and as the table behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from eig.common.vocabulary import SiteText
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.states import Audience, Mood, Rhythm
from mentoring.missions.models.missions import Mission

STEP, LEFT, TOP, ROW = 56, 190, 34, 52
MOUTHS = {
    Mood.STORMY: "M -7 7 Q 0 -1 7 7",
    Mood.CLOUDY: "M -6 6 Q 0 2 6 6",
    Mood.FAIR: "M -6 4 Q 0 8 6 4",
    Mood.SUNNY: "M -8 2 Q 0 13 8 2",
}
AUDIENCES = (Audience.MENTOR, Audience.SPONSOR, Audience.TEAM, Audience.EIG)
LABELS: Mapping[str, str] = {
    Audience.MENTOR: SiteText("{Mentors}"),
    Audience.SPONSOR: SiteText("{Sponsors}"),
    Audience.TEAM: "Équipe",
    Audience.EIG: SiteText("{Fellow}"),
}
WORDS = {Mood.STORMY: "orage", Mood.CLOUDY: "nuages", Mood.FAIR: "éclaircies", Mood.SUNNY: "grand soleil"}


@dataclass(frozen=True)
class Cell:
    """One check-in in the picture: a face once filled, else an empty, dashed or crossed circle."""

    x: int
    y: int
    state: str
    word: str
    mouth: str
    checkin: CheckIn


@dataclass(frozen=True)
class Line:
    """The check-ins of the mentors, or of one person; ``cells`` holds ``None`` for a month without one."""

    label: str
    y: int
    cells: list[Cell | None]


class Picture:
    """Months across, those who answer each month down. Only what ``mission.entries`` holds is shown."""

    def __init__(self, mission: Mission, today: date):
        self.mission, self.today = mission, today
        self.numbers = range(1, mission.months + 1)
        self.months = [{"number": number, "x": self._x(number)} for number in self.numbers]
        self.width = LEFT + STEP * mission.months + 10
        self.lines = self._lines()
        self.height = TOP + ROW * len(self.lines) + 8
        self.now_x = self._now_x()

    def _x(self, month: int) -> int:
        return LEFT + STEP * (month - 1) + STEP // 2

    def _lines(self) -> list[Line]:
        groups: dict[tuple, list[CheckIn]] = {}
        monthly = [entry for entry in self.mission.entries if entry.form.rhythm == Rhythm.MONTHLY]
        for entry in sorted(monthly, key=lambda checkin: (AUDIENCES.index(checkin.form.audience), checkin.pk)):
            groups.setdefault((entry.form_id, entry.placement_id), []).append(entry)
        return [self._line(rank, entries) for rank, entries in enumerate(groups.values())]

    def _line(self, rank: int, entries: list[CheckIn]) -> Line:
        y = TOP + ROW * rank + ROW // 2
        by_month = {entry.period: self._cell(entry, y) for entry in entries}
        return Line(self._label(entries[0]), y, [by_month.get(number) for number in self.numbers])

    def _label(self, entry: CheckIn) -> str:
        return str(entry.placement.person) if entry.placement else self.mission.words.said(LABELS[entry.form.audience])

    def _cell(self, entry: CheckIn, y: int) -> Cell:
        state = self._state(entry)
        mood = Mood(entry.mood) if entry.mood else None
        words = {"late": "en retard", "due": "attendu", "next": "à venir"}
        word = WORDS[mood] if mood else words[state]
        return Cell(self._x(entry.period), y, state, word, MOUTHS[mood] if mood else "", entry)

    def _state(self, entry: CheckIn) -> str:
        if entry.logged:
            return "blocked" if entry.blocking else "logged"
        if entry.due_on < self.today:
            return "late"
        return "due" if entry.opens_on <= self.today else "next"

    def _now_x(self) -> int | None:
        """Where today stands, when the mission is under way."""
        first, last = self.mission.starts_on, self.mission.ends_on
        if not first <= self.today <= last:
            return None
        share = (self.today - first).days / ((last - first).days + 1)
        return round(LEFT + share * STEP * self.mission.months)
