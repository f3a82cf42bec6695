"""Leaving an administration, with the files that one writes there."""

from datetime import datetime

from django.db import transaction

from challenges.administrations import letters as administrations_letters
from challenges.administrations.models.administrations import Membership
from challenges.administrations.rules import (
    can_hand_over_place,
    can_leave,
)
from challenges.administrations.workflow.memberships import act_of, check_decider
from challenges.participants import letters as participants_letters
from challenges.participants.rules import leaving_refusal
from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.journal.steps import record, take_step
from eig.notifications.workflow import post


@transaction.atomic
def refuse(membership: Membership, *, by: User, at: datetime) -> None:
    """Refuse a place: the coordination could not establish that the person works there, or they left.

    Their pen is taken back on the administration's files, and they are told. Raises ``StepRefused`` for whoever does
    not coordinate.
    """
    check_decider(by)
    for challenge in Challenge.objects.held_by(membership.user, membership.administration):
        challenge.authors.remove(membership.user)
        record(challenge, "leave", f"{membership.user} ne participe plus : rattachement refusé"[:200], by=by, at=at)
    take_step(membership, "refuse", by=by, at=at)
    post(administrations_letters.membership_refused(membership, act_of(membership, at)), at=at)


@transaction.atomic
def leave_administration(membership: Membership, *, by: User, at: datetime) -> None:
    """Give up one's place, and the pen of the administration's files.

    Raises ``StepRefused`` while one of these files would be left without anybody to write it.
    """
    if not can_leave(by, membership):
        raise StepRefused("Cette place n’est pas la vôtre, ou vous l’avez déjà quittée.")
    files = list(Challenge.objects.held_by(by, membership.administration))
    alone = [challenge.title for challenge in files if leaving_refusal(by, challenge)]
    if alone:
        named = ", ".join(f"« {title} »" for title in alone)
        raise StepRefused(f"Vous êtes la seule personne à écrire {named} : passez d’abord la main à quelqu’un d’autre.")
    for challenge in files:
        challenge.authors.remove(by)
        record(challenge, "leave", f"{by} ne participe plus : administration quittée"[:200], by=by, at=at)
    take_step(membership, "leave", by=by, at=at)


@transaction.atomic
def hand_over_place(membership: Membership, *, to: Membership, by: User, at: datetime) -> None:
    """Pass one's files in an administration to a colleague, who is told, and give up one's place.

    Raises ``StepRefused`` for whoever does not hold this place, or when ``to`` is not the active place of a colleague.
    """
    if not can_hand_over_place(by, membership):
        raise StepRefused("Seule la personne qui tient cette place peut la passer.")
    if not Membership.objects.colleagues_of(membership).filter(pk=to.pk).exists():
        raise StepRefused("Choisissez une personne rattachée à cette administration.")
    files = list(Challenge.objects.held_by(by, membership.administration))
    for challenge in files:
        challenge.authors.add(to.user)
        challenge.authors.remove(by)
        record(challenge, "hand_over", f"{by} passe la main à {to.user}"[:200], by=by, at=at)
    take_step(membership, "leave", by=by, at=at, note=f"Dossiers transmis à {to.user}")
    post(participants_letters.place_handed_over(membership, to.user, files, act_of(membership, at)), at=at)
