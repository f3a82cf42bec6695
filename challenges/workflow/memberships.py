"""A person's place in an administration."""

from datetime import datetime

from django.db import transaction

from challenges import letters
from challenges.models import Administration, Membership
from challenges.rules import acting_refusal, can_decide, joins_at_once
from challenges.states import MembershipStatus
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.text import sort_key
from eig.journal.steps import record, take_step
from eig.notifications.workflow import post

M = MembershipStatus
REFUSED = "La coordination n’a pas confirmé votre rattachement à cette administration : écrivez-lui pour en parler."


class AlreadyThere(StepRefused):
    """An administration of that name exists: ``administration`` is the one to join."""

    def __init__(self, administration: Administration):
        super().__init__(f"« {administration.name} » existe déjà : rejoignez-la plutôt que de la créer.")
        self.administration = administration


@transaction.atomic
def create_administration(name: str, kind: str, town: str, *, by: User, at: datetime) -> Administration:
    """A new administration, of which its creator is at once a member.

    Raises ``AlreadyThere`` when the name differs from a known one by accents and capitals only, ``StepRefused`` for a
    mass-market address.
    """
    _check_address(by)
    name = " ".join(name.split())
    administration, created = Administration.objects.get_or_create(
        key=sort_key(name), defaults={"name": name, "kind": kind, "town": town.strip()}
    )
    if not created:
        raise AlreadyThere(administration)
    record(administration, "create", "Administration créée", by=by, at=at)
    _activate(_ask(administration, by, at), by, at, "Personne qui a créé l’administration")
    return administration


@transaction.atomic
def join(administration: Administration, *, by: User, at: datetime) -> Membership:
    """Ask to act for an administration: at once beside a confirmed colleague of the same domain, else on
    confirmation by the coordination. Asked twice, the same place.

    Raises ``StepRefused`` for a mass-market address or after a refusal.
    """
    _check_address(by)
    Administration.objects.select_for_update().get(pk=administration.pk)
    if known := Membership.objects.of(by).filter(administration=administration).first():
        return _known(known)
    membership = _ask(administration, by, at)
    if joins_at_once(by, administration):
        _activate(membership, by, at, "Adresse du même domaine qu’un membre confirmé")
    else:
        record(membership, "ask", "Rattachement demandé", by=by, at=at)
        post(letters.membership_requested(membership), at=at)
    return membership


@transaction.atomic
def confirm(membership: Membership, *, by: User, at: datetime) -> None:
    """The coordination has checked that the person works there."""
    _check_decider(by)
    take_step(membership, "confirm", by=by, at=at)
    post(letters.membership_confirmed(membership, _act(membership, at)), at=at)


@transaction.atomic
def refuse(membership: Membership, *, by: User, at: datetime) -> None:
    """The coordination could not establish that the person works there, or they left."""
    _check_decider(by)
    take_step(membership, "refuse", by=by, at=at)
    post(letters.membership_refused(membership, _act(membership, at)), at=at)


def _ask(administration: Administration, by: User, at: datetime) -> Membership:
    return Membership.objects.create(administration=administration, user=by, asked_at=at)


def _activate(membership: Membership, by: User, at: datetime, note: str) -> None:
    take_step(membership, "confirm", by=by, at=at, note=note)


def _known(membership: Membership) -> Membership:
    if membership.status == M.REFUSED:
        raise StepRefused(REFUSED)
    return membership


def _act(membership: Membership, at: datetime) -> str:
    return f"{membership.pk}:{at.isoformat()}"


def _check_address(by: User) -> None:
    if refusal := acting_refusal(by):
        raise StepRefused(refusal)


def _check_decider(by: User) -> None:
    if not can_decide(by):
        raise StepRefused("Seule la coordination confirme ou refuse un rattachement.")
