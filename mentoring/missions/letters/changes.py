"""Letters sent when somebody leaves a mission, or when its dates move: to those whom it concerns."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from challenges.proposal.models.people import Stakeholder
from eig.common.dates import long_day
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, letter
from mentoring.missions.letters.opening import mission_facts, to_mentor
from mentoring.missions.models.missions import Mission
from mentoring.missions.models.placements import Placement

MISSION_MOVED = letter(
    "mentoring/mission_moved",
    "Nouvelles dates de la mission",
    "vous êtes de cette mission",
    prenom="Camille",
    defi="MonitorFish",
    debut="mardi 15 septembre 2020",
    fin="mercredi 14 juillet 2021",
    lien="https://eig.example/suivi/4/",
)
PLACEMENT_ENDED = letter(
    "mentoring/placement_ended",
    "Fin d’une mission (la personne)",
    "vous étiez de cette mission",
    prenom="Camille",
    defi="MonitorFish",
    fin="vendredi 15 janvier 2021",
    lien="https://eig.example/suivi/4/",
)
DEPARTURE = letter(
    "mentoring/departure",
    SiteText("Départ d’un membre de l’équipe ({mentor})"),
    "vous suivez cette mission",
    prenom="Camille",
    defi="MonitorFish",
    personne="Noé Aubry",
    fin="vendredi 15 janvier 2021",
    lien="https://eig.example/suivi/4/",
)


def mission_moved(
    mission: Mission, team: Iterable[Placement], mentors: Iterable[Stakeholder], at: datetime
) -> list[Draft]:
    """The new dates of a mission: to its mentors, and to each person their own."""
    key, scope, facts = _key("moved", mission.pk, at), mission.challenge.promotion.scope, mission_facts(mission)
    drafts = [to_mentor(MISSION_MOVED, key, mentor, mission, facts) for mentor in mentors]
    for place in team:
        days = {"debut": long_day(place.starts_on), "fin": long_day(place.ends_on)}
        context = {**facts, **days, "prenom": place.person.first_name}
        drafts.append(Draft(MISSION_MOVED, key, place.person, context, scope=scope))
    return drafts


def placement_ended(placement: Placement, mentors: Sequence[Stakeholder], at: datetime) -> list[Draft]:
    """To the person and to the mentors. The reason is theirs to tell: no letter says it."""
    mission = placement.mission
    key, scope = _key("ended", placement.pk, at), mission.challenge.promotion.scope
    facts = mission_facts(mission)
    told = {"defi": facts["defi"], "lien": facts["lien"], "fin": long_day(placement.ends_on)}
    mine = Draft(PLACEMENT_ENDED, key, placement.person, told | {"prenom": placement.person.first_name}, scope=scope)
    named = told | {"personne": str(placement.person)}
    return [mine, *(to_mentor(DEPARTURE, key, mentor, mission, named) for mentor in mentors)]


def _key(act: str, pk: int, at: datetime) -> str:
    """One letter per act: dates that come back to what they were are told again."""
    return f"mentoring.{act}:{pk}:{at.isoformat()}"
