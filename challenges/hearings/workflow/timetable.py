"""The timetable of the hearings: proposed by the machine, corrected by hand, or read from a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from challenges.hearings.workflow.scheduling import MINUTES, schedule_hearing
from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.common.clock import paris
from eig.common.dates import clock_time
from eig.common.flow import StepRefused
from eig.common.tables import Line, Report, all_or_nothing, read_lines
from eig.common.text import sort_key
from eig.common.vocabulary import SiteText
from eig.journal.steps import record
from eig.juries.models.juries import HalfDay, Jury
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import Stage

COLUMNS = {
    "jury": ("jury", "numéro du jury"),
    "day": ("date", "jour"),
    "start": ("début", "heure", "start"),
    "title": (SiteText("{challenge}"), "titre", SiteText("nom du {challenge}"), "submitted_title", "title"),
    "room": ("salle", "lieu", "lien", "room"),
    "minutes": ("durée", "minutes"),
}


@dataclass(frozen=True)
class Slot:
    """Where and when a challenge is to be heard."""

    challenge: Challenge
    jury: Jury
    starts_at: datetime
    minutes: int = MINUTES


@transaction.atomic
def confirm_slots(slots: Sequence[Slot], *, by: User, at: datetime) -> int:
    """Write the hearings of a proposal as it was corrected: all of them or none; how many.

    Raises ``StepRefused``, naming the challenge, when one of them cannot be.
    """
    for slot in slots:
        try:
            schedule_hearing(slot.challenge, slot.jury, starts_at=slot.starts_at, minutes=slot.minutes, by=by, at=at)
        except StepRefused as refusal:
            raise StepRefused(f"« {slot.challenge} » : {refusal}") from refusal
    return len(slots)


def import_timetable(promotion: Promotion, text: str, *, really: bool, by: User, at: datetime) -> Report:
    """Write the timetable of a table, juries included; without ``really``, say what it would do.

    Raises ``StepRefused`` when a column is missing.
    """
    lines = read_lines(text, COLUMNS, ["jury", "day", "start", "title"])
    challenges = {challenge.key: challenge for challenge in Challenge.objects.filter(promotion=promotion).preselected()}
    begin = _beginnings(lines)
    seen: dict[int, int] = {}

    def act(line: Line) -> str:
        challenge = challenges.get(sort_key(line["title"]))
        if not challenge:
            raise StepRefused(f"Aucun {promotion.words.challenge} présélectionné ne s’appelle « {line['title']} ».")
        if first := seen.get(challenge.pk):
            raise StepRefused(f"« {challenge} » est déjà à la ligne {first}.")
        seen[challenge.pk] = line.number
        starts_at = _starts_at(line)
        jury = _jury(promotion, line, begin.get(line["jury"], starts_at), by, at)
        schedule_hearing(challenge, jury, starts_at=starts_at, minutes=_minutes(line), by=by, at=at)
        return f"{challenge} : {jury}, {HalfDay.of(starts_at)}, {clock_time(starts_at)}."

    return all_or_nothing(lines, act, really=really)


def _beginnings(lines: Sequence[Line]) -> dict[str, datetime]:
    """When each jury of a table begins; the lines that cannot be read will be refused one by one."""
    found: dict[str, datetime] = {}
    for line in lines:
        try:
            starts_at = _starts_at(line)
        except StepRefused:
            continue
        found[line["jury"]] = min(starts_at, found.get(line["jury"], starts_at))
    return found


def _jury(promotion: Promotion, line: Line, begins: datetime, by: User, at: datetime) -> Jury:
    """The jury of a line, created when its name is new."""
    name = line["jury"]
    if not name:
        raise StepRefused(promotion.said("Dites quel jury entend ce {challenge}."))
    name = f"Jury {name}" if name.isdecimal() else name
    found = Jury.objects.filter(promotion=promotion, stage=Stage.CHALLENGE, name__iexact=name).first()
    if found:
        return found
    jury = Jury.objects.create(
        promotion=promotion, stage=Stage.CHALLENGE, name=name, meets_at=begins, place=line["room"]
    )
    record(jury, "create", "Jury créé", by=by, at=at, note=jury.half_day)
    return jury


def _starts_at(line: Line) -> datetime:
    day, hour = line["day"], line["start"].lower().replace("h", ":").replace(" ", "").replace("\xa0", "")
    try:
        written = date(*(int(part) for part in reversed(day.split("/")))) if "/" in day else date.fromisoformat(day)
        moment = time.fromisoformat((hour + "00" if hour.endswith(":") else hour).zfill(5))
    except (ValueError, TypeError):
        sentence = f"« {day} {line['start']} » n’est pas un jour et une heure : écrivez 24/03/2020 et 10:30."
        raise StepRefused(sentence) from None
    return paris(written, moment.hour, moment.minute)


def _minutes(line: Line) -> int:
    text = line["minutes"] or str(MINUTES)
    if not text.isdecimal() or not 10 <= int(text) <= 240:
        raise StepRefused(f"« {text} » n’est pas une durée : donnez des minutes, de 10 à 240.")
    return int(text)
