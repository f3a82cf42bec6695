"""A person's place in an administration."""

from datetime import datetime

from django.db import transaction

from challenges import letters
from challenges.models import Administration, AdministrationDomain, Challenge, Membership
from challenges.rules import (
    acting_refusal,
    can_decide,
    can_hand_over_place,
    can_leave,
    has_professional_address,
    joins_at_once,
    leaving_refusal,
)
from challenges.states import MembershipStatus
from eig.accounts.models import User
from eig.common.flow import StepRefused
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
    Administration.objects.select_for_update().get(pk=administration.pk)
    known = Membership.objects.of(by).filter(administration=administration).first()
    if known and known.status != M.LEFT:
        return _known(known)
    if joins_at_once(by, administration):
        return enter(administration, f"Adresse d’un domaine accueilli : {by.domain}", by=by, at=at)
    membership = _ask(known, administration, by, at)
    post(letters.membership_requested(membership, act_of(membership, at)), at=at)
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
    post(letters.membership_confirmed(membership, act_of(membership, at)), at=at)


@transaction.atomic
def refuse(membership: Membership, *, by: User, at: datetime) -> None:
    """The coordination could not establish that the person works there, or they left: their pen is taken back too."""
    check_decider(by)
    for one in Challenge.objects.held_by(membership.user, membership.administration):
        one.authors.remove(membership.user)
        record(one, "leave", f"{membership.user} ne participe plus : rattachement refusé"[:200], by=by, at=at)
    take_step(membership, "refuse", by=by, at=at)
    post(letters.membership_refused(membership, act_of(membership, at)), at=at)


@transaction.atomic
def leave_administration(membership: Membership, *, by: User, at: datetime) -> None:
    """Give up one's place, and the pen of the administration's files.

    Raises ``StepRefused`` while one of these files would be left without anybody to write it.
    """
    if not can_leave(by, membership):
        raise StepRefused("Cette place n’est pas la vôtre, ou vous l’avez déjà quittée.")
    files = list(Challenge.objects.held_by(by, membership.administration))
    alone = [one.title for one in files if leaving_refusal(by, one)]
    if alone:
        named = ", ".join(f"« {title} »" for title in alone)
        raise StepRefused(f"Vous êtes la seule personne à écrire {named} : passez d’abord la main à quelqu’un d’autre.")
    for one in files:
        one.authors.remove(by)
        record(one, "leave", f"{by} ne participe plus : administration quittée"[:200], by=by, at=at)
    take_step(membership, "leave", by=by, at=at)


@transaction.atomic
def hand_over_place(membership: Membership, *, to: Membership, by: User, at: datetime) -> None:
    """Pass one's files in an administration to a colleague, who is told, and give up one's place."""
    if not can_hand_over_place(by, membership):
        raise StepRefused("Seule la personne qui tient cette place peut la passer.")
    if not Membership.objects.colleagues_of(membership).filter(pk=to.pk).exists():
        raise StepRefused("Choisissez une personne rattachée à cette administration.")
    files = list(Challenge.objects.held_by(by, membership.administration))
    for one in files:
        one.authors.add(to.user)
        one.authors.remove(by)
        record(one, "hand_over", f"{by} passe la main à {to.user}"[:200], by=by, at=at)
    take_step(membership, "leave", by=by, at=at, note=f"Dossiers transmis à {to.user}")
    post(letters.place_handed_over(membership, to.user, files, act_of(membership, at)), at=at)


def arrive(user: User, siret: str, at: datetime) -> str:
    """What ProConnect's word about a person's establishment opens, said in a sentence; nothing new, nothing said."""
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
