"""Letters sent when a mission opens: to its mentors, and to the people placed on it."""

from django.urls import reverse

from challenges.proposal.models.people import Stakeholder
from eig.common.dates import long_day
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, Letter, absolute, letter
from mentoring.missions.models.missions import Mission
from mentoring.missions.models.placements import Placement

MENTOR_OPENED = letter(
    "mentoring/mentor_opened",
    SiteText("Ouverture de la mission ({mentor})"),
    SiteText("vous êtes {mentor} opérationnel de ce {challenge}"),
    prenom="Camille",
    defi="MonitorFish",
    debut="mardi 1er septembre 2020",
    fin="mercredi 30 juin 2021",
    equipe="- Noé Aubry (développement)\n- Lina Sorel (design)",
    lien="https://eig.example/suivi/4/",
)
EIG_OPENED = letter(
    "mentoring/eig_opened",
    SiteText("Ouverture de la mission ({fellow})"),
    "vous avez accepté un poste dans cette promotion",
    prenom="Camille",
    defi="MonitorFish",
    administration="Centre national de surveillance des pêches",
    debut="mardi 1er septembre 2020",
    fin="mercredi 30 juin 2021",
    mentors=SiteText("Awa Delmas, {mentor} opérationnel"),
    lien="https://eig.example/suivi/4/",
)


def mission_opened(mission: Mission, placements: list[Placement], mentors: list[Stakeholder]) -> list[Draft]:
    """To the operational mentors of a mission, whether or not they have an account yet."""
    team = "\n".join(f"- {place.person} ({place.position.family})" for place in placements)
    key, context = f"mentoring.opened:{mission.pk}", mission_facts(mission) | {"equipe": team}
    return [to_mentor(MENTOR_OPENED, key, mentor, mission, context) for mentor in mentors]


def placement_opened(placement: Placement, mission: Mission, mentors: list[Stakeholder]) -> Draft:
    """To a person placed on a mission: where, from which day, with which mentors."""
    user, said = placement.person, mission.challenge.promotion.said
    context = mission_facts(mission) | {
        "prenom": user.first_name,
        "administration": str(mission.challenge.administration),
        "debut": long_day(placement.starts_on),
        "mentors": " ; ".join(f"{mentor.name}, {said(mentor.get_kind_display())}" for mentor in mentors)
        or "l’équipe de coordination",
    }
    key = f"mentoring.placed:{placement.pk}"
    return Draft(EIG_OPENED, key, user, context, scope=mission.challenge.promotion.scope)


def mission_facts(mission: Mission) -> dict[str, str]:
    """What every letter about a mission says of it."""
    return {
        "defi": str(mission.challenge),
        "debut": long_day(mission.starts_on),
        "fin": long_day(mission.ends_on),
        "lien": absolute(reverse("mentoring:mission", args=[mission.pk])),
    }


def to_mentor(kind: Letter, key: str, mentor: Stakeholder, mission: Mission, context: dict[str, str]) -> Draft:
    """A letter to a mentor, at their account's address, else at the one that the administration gave."""
    name = mentor.user.first_name if mentor.user else mentor.name
    email = "" if mentor.user else mentor.email
    scope = mission.challenge.promotion.scope
    return Draft(kind, key, mentor.user, context | {"prenom": name}, email=email, scope=scope)
