"""Joining an administration."""

from datetime import datetime

from django.db import transaction

from challenges.administrations import letters as administrations_letters
from challenges.administrations.models.administrations import Administration, AdministrationDomain, Membership
from challenges.administrations.rules import (
    acting_refusal,
    can_decide,
    has_professional_address,
    joins_at_once,
)
from challenges.administrations.states import MembershipStatus
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.rows import held
from eig.journal.steps import record, take_step
from eig.notifications.workflow import post

M = MembershipStatus
REFUSED = "La coordination n’a pas confirmé votre rattachement à cette administration : écrivez-lui pour en parler."


@transaction.atomic
def enter(administration: Administration, why: str, *, by: User, at: datetime) -> Membership:
    """Make a person a member without anybody's word; ``why`` is what proves it, for the journal.

    Raises ``StepRefused`` when the coordination had refused this place.
    """
    membership, created = Membership.objects.select_for_update().get_or_create(
        administration=administration, user=by, defaults={"asked_at": at}
    )
    if membership.status == M.REFUSED:
        raise StepRefused(REFUSED)
    if created or not membership.is_active:
        take_step(membership, "confirm", by=by, at=at, note=why)
    return membership


@transaction.atomic
def join(administration: Administration, *, by: User, at: datetime) -> Membership:
    """Ask to act for an administration: at once from a domain that it welcomes, else on confirmation by the
    coordination. Asked twice, the same place; asked again after leaving, it opens anew.

    Raises ``StepRefused`` for a mass-market address or after a refusal.
    """
    _check_address(by)
    held(Administration.objects.select_for_update(), administration.pk)
    known = Membership.objects.of(by).filter(administration=administration).first()
    if known and known.status != M.LEFT:
        return _known(known)
    if joins_at_once(by, administration):
        return enter(administration, f"Adresse d’un domaine accueilli : {by.domain}", by=by, at=at)
    membership = _ask(known, administration, by, at)
    post(administrations_letters.membership_requested(membership, act_of(membership, at)), at=at)
    return membership


@transaction.atomic
def confirm(membership: Membership, *, welcome: bool = False, by: User, at: datetime) -> None:
    """The coordination has checked that the person works there; ``welcome`` lets their domain in from now on."""
    check_decider(by)
    if welcome and has_professional_address(membership.user):
        AdministrationDomain.objects.get_or_create(
            administration=membership.administration, domain=membership.user.domain
        )
    take_step(membership, "confirm", by=by, at=at)
    post(administrations_letters.membership_confirmed(membership, act_of(membership, at)), at=at)


def arrive(user: User, siret: str, at: datetime) -> str:
    """Make a person a member of the administration whose SIRET ProConnect attests; returns the sentence that says so.

    Empty, and nothing changes, when nobody has that SIRET, when the person's address is not professional, or when
    their place there is already held, refused or left.
    """
    administration = Administration.objects.with_siret(siret).first()
    if administration is None or acting_refusal(user):
        return ""
    known = Membership.objects.of(user).filter(administration=administration).first()
    if known and known.status != M.REQUESTED:
        return ""
    enter(administration, "SIRET attesté par ProConnect", by=user, at=at)
    return f"ProConnect atteste que vous travaillez à « {administration} » : vous en êtes membre."


def _ask(known: Membership | None, administration: Administration, by: User, at: datetime) -> Membership:
    if known:
        take_step(known, "ask_again", by=by, at=at, asked_at=at)
        return known
    membership = Membership.objects.create(administration=administration, user=by, asked_at=at)
    record(membership, "ask", "Rattachement demandé", by=by, at=at)
    return membership


def _known(membership: Membership) -> Membership:
    if membership.status == M.REFUSED:
        raise StepRefused(REFUSED)
    return membership


def act_of(membership: Membership, at: datetime) -> str:
    return f"{membership.pk}:{at.isoformat()}"


def _check_address(by: User) -> None:
    if refusal := acting_refusal(by):
        raise StepRefused(refusal)


def check_decider(by: User) -> None:
    if not can_decide(by):
        raise StepRefused("Seule la coordination confirme ou refuse un rattachement.")
