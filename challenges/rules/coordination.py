"""The coordination's work on challenges: who may take each step, and what forbids it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from challenges.models import Challenge
from challenges.models.access import COORDINATES
from challenges.rules.drafting import parts
from challenges.states import ChallengeStatus
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.text import plural
from eig.juries import rules as juries
from eig.juries.models import Hearing, Jury
from eig.promotions.models import Announcement, Promotion
from eig.promotions.states import AnnouncementKind, Stage

S = ChallengeStatus
FRAMED = (S.SELECTED, S.PUBLISHED)
NO_REASON = "Les places étaient moins nombreuses que les défis de qualité : ce choix ne juge pas votre travail."


def can_coordinate(user: User) -> bool:
    """Whether a person takes the coordination's steps on challenges."""
    return user.has_perm(COORDINATES)


def reason_said(challenge: Challenge, reason: str) -> str:
    """Why a challenge is not kept, as its authors read it in the letter and on their page."""
    return reason or challenge.promotion.said(NO_REASON)


def can_instruct(user: User, challenge: Challenge) -> bool:
    """Ask for a correction, preselect, set aside, bring back."""
    return can_coordinate(user)


def can_reopen(user: User, challenge: Challenge) -> bool:
    """Open one file again after the closing of the call, the calendar apart."""
    return can_coordinate(user) and not challenge.is_link


def can_enter_selected(user: User, challenge: Challenge) -> bool:
    """Enter as selected what no jury hears: the transversal team, or a promotion of the past."""
    return can_coordinate(user) and (challenge.is_link or challenge.promotion.archived)


def can_note(user: User, challenge: Challenge) -> bool:
    """Write an internal note on a file, whatever its status."""
    return can_coordinate(user)


def can_schedule(user: User, challenge: Challenge) -> bool:
    """Give a challenge its jury and its hour, where juries hear challenges."""
    return can_coordinate(user) and challenge.status == S.PRESELECTED and challenge.promotion.hears_challenges


def can_choose(user: User, challenge: Challenge) -> bool:
    """Prepare the decision on a challenge."""
    return can_coordinate(user) and challenge.status == S.PRESELECTED


def can_frame(user: User, challenge: Challenge) -> bool:
    """Write what the catalogue says of a challenge."""
    return can_coordinate(user) and challenge.status in FRAMED


def can_publish(user: User, challenge: Challenge) -> bool:
    """Put a challenge in the catalogue."""
    return can_coordinate(user)


def marks_closed_because(challenge: Challenge, at: datetime) -> str:
    """Why the sheets of a challenge cannot be written at an instant; empty when they can."""
    if challenge.status == S.WITHDRAWN:
        return challenge.promotion.said("Ce défi est retiré : il n’y a plus de fiche à remplir.")
    if challenge.hearing is None:
        return challenge.promotion.said("Ce défi n’a pas encore d’audition.")
    return juries.closed_because(challenge.hearing, at)


def story(challenge: Challenge) -> list[tuple[str, list[tuple[str, str]]]]:
    """The narrative as its readers see it: headings, each with its questions and answers."""
    answers = {one.question_id: one.text for one in challenge.narrative.answers.all()} if challenge.narrative else {}
    return [
        (part.title, [(question.label, answers.get(question.pk, "")) for question in part.questions])
        for part in parts(challenge.promotion)
    ]


def waiting_announcement(promotion: Promotion) -> Announcement | None:
    """The publication of the choice of challenges already ordered and not carried out, if any: one query."""
    return Announcement.objects.waiting().filter(promotion=promotion, kind=AnnouncementKind.CHALLENGES).first()


def choice_frozen_because(promotion: Promotion) -> str:
    """Why no decision of a promotion may change now; empty when they may."""
    if waiting := waiting_announcement(promotion):
        instant = full_instant(waiting.due_at)
        return f"La publication des décisions est programmée pour le {instant} : annulez-la pour changer quelque chose."
    return ""


def blockers(promotion: Promotion) -> list[str]:
    """What forbids to publish the decisions of a promotion, one sentence for each challenge: one query."""
    return [f"« {one.title} » {_suspense(one)}." for one in Challenge.objects.in_suspense(promotion)]


def missing_to_publish(challenge: Challenge) -> list[str]:
    """What the catalogue still needs, said as « un titre public »: at most one query."""
    needed = {
        "un titre public": challenge.public_title,
        "une fiche publique": challenge.sheet,
        "une phrase de présentation": challenge.summary,
        "au moins un poste": list(challenge.positions.all()),
    }
    return [sentence for sentence, value in needed.items() if not value]


def hearing_refusal(challenge: Challenge, jury: Jury, starts_at: datetime, minutes: int, at: datetime) -> str:
    """Why a challenge cannot be heard by this jury at this hour; empty when it can: one query."""
    if not challenge.promotion.hears_challenges:
        return "Les défis de cette promotion ne passent pas devant un jury : la décision se prépare sans audition."
    if jury.promotion_id != challenge.promotion_id or jury.stage != Stage.CHALLENGE:
        return "Ce jury n’entend pas les défis de cette promotion."
    if starts_at <= at:
        return "Cette heure est déjà passée : choisissez une heure à venir."
    if starts_at < jury.meets_at:
        return f"Ce jury se réunit à partir du {full_instant(jury.meets_at)}."
    planned = jury.hearings.annotate(gone=Q(challenge__status=S.WITHDRAWN))
    others = [one for one in planned if one.pk != challenge.hearing_id]
    wanted = Hearing(jury=jury, starts_at=starts_at, minutes=minutes)
    if clash := _overlap(others, wanted):
        return clash
    return "" if _heard_by(challenge, jury) else _full(jury, sum(not one.gone for one in others), challenge.promotion)


def _heard_by(challenge: Challenge, jury: Jury) -> bool:
    """Whether this jury hears the challenge already: another hour there asks nothing more of it."""
    return bool(challenge.hearing and challenge.hearing.jury_id == jury.pk)


def _full(jury: Jury, heard: int, promotion: Promotion) -> str:
    if heard < promotion.challenges_per_jury:
        return ""
    return f"Le {jury} entend déjà {plural(heard, 'défi')} : cette promotion n’en demande pas plus à un jury."


def _overlap(others: Iterable[Hearing], wanted: Hearing) -> str:
    for other in others:
        if wanted.starts_at < other.ends_at and other.starts_at < wanted.ends_at:
            return f"Ce jury entend déjà un défi le {full_instant(other.starts_at)}, pendant {_minutes(other)}."
    return ""


def _minutes(hearing: Hearing) -> str:
    return plural(hearing.minutes, "minute")


def _suspense(challenge: Challenge) -> str:
    if challenge.status == S.DRAFT:
        return "a été repris par ses auteurs et n’est pas déposé de nouveau : attendez son dépôt, ou retirez-le"
    if challenge.status == S.SUBMITTED:
        return "attend d’être présélectionné ou écarté"
    if challenge.status == S.CHANGES_REQUESTED:
        return "attend une correction de ses auteurs"
    if not challenge.pending_decision:
        return "n’a pas encore de décision"
    return "est à retenir mais ne cherche personne : ajoutez un poste"
