"""The reminder to jurors of the files to read before their half-day."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from eig.common.dates import clock_time, full_instant
from eig.juries.models.hearings import Hearing
from eig.juries.models.juries import Jury, JurySeat
from eig.notifications.ladder import Rung, rung_key
from eig.notifications.letters import Draft, absolute, greeting, letter
from eig.notifications.states import Policy

FILES_TO_READ = letter(
    "challenges/files_to_read",
    "Rappel aux jurés : dossiers à lire",
    "vous siégez dans un jury du programme",
    policy=Policy.AT_MOST_ONCE,
    bonjour="Bonjour Camille",
    jury="Jury 3",
    jour="dans 3 jours",
    quand="mardi 24 mars 2020 à 10 h 30, heure de Paris",
    lieu="20 avenue de Ségur, Paris",
    defis="- 10 h 30 : MonitorFish (Direction des pêches)\n- 11 h 25 : LABEL (Cour de cassation)",
    lien="https://eig.example/jury/",
)


def files_to_read(
    jury: Jury, seats: Sequence[JurySeat], challenges: Sequence[Challenge], rung: Rung, at: datetime
) -> list[Draft]:
    """The letter of one rung of reminders to each juror: ``challenges`` in the order given, with their hours."""
    heard = [(challenge, cast("Hearing", challenge.hearing).starts_at) for challenge in challenges]
    lines = [
        f"- {clock_time(starts_at)} : {challenge.title} ({challenge.administration})" for challenge, starts_at in heard
    ]
    said = {
        "jury": jury.name,
        "jour": "aujourd’hui" if rung.days == 0 else f"dans {-(rung.days or 0)} jours",
        "quand": full_instant(jury.meets_at),
        "lieu": jury.place or "il vous sera précisé par la coordination",
        "defis": "\n".join(lines),
        "lien": absolute(reverse("juries:desk")),
    }
    key = rung_key("juries.files", jury.pk, jury.meets_at, rung)
    scope = jury.promotion.scope
    return [
        Draft(FILES_TO_READ, key, seat.user, {"bonjour": greeting(seat.user), **said}, scope=scope) for seat in seats
    ]
