"""Who takes part in a file: invitations, rights, the pen passed on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction

from challenges.administrations.rules import is_professional_domain
from challenges.participants import letters
from challenges.participants.models import Invitation
from challenges.participants.rules import answer_refusal, can_manage_people, leaving_refusal, only_writer
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.people import Stakeholder, heirs_of
from challenges.proposal.rules.drafting import Section, editing_refusal, is_author
from challenges.proposal.states import Right, StakeholderKind
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.vocabulary import SiteText
from eig.journal.steps import record, take_step
from eig.notifications.workflow import post

LIFE = timedelta(days=21)
PATIENCE = timedelta(hours=1)
PLACES = {StakeholderKind.OPERATIONAL_MENTOR: 2}


def invite(
    challenge: Challenge, *, email: str, name: str, right: str, kind: str = "", word: str = "", by: User, at: datetime
) -> Invitation:
    """Ask an address to take part, with a right and perhaps a role; someone new in a role enters the contacts at once.

    Raises ``StepRefused`` when the person already writes the file or has an invitation to answer, when the role is
    held by somebody else, or for a mass-market address.
    """
    # Letters give a meaning to lines: what people type stays on one.
    email, name, word = email.strip().lower(), " ".join(name.split()), " ".join(word.split())
    with _managing(challenge, by) as row:
        _check_invitation(row, email, right, kind)
        _name_in_contacts(row, email, name, kind, by=by, at=at)
        invitation = Invitation.objects.create(
            challenge=row,
            email=email,
            name=name,
            kind=kind,
            right=right,
            word=word,
            by=by,
            sent_at=at,
            expires_at=at + LIFE,
        )
        record(row, "invite", f"Invitation envoyée à {name} : {row.words.said(invitation.role)}"[:200], by=by, at=at)
        post(letters.invitation(invitation), at=at)
    return invitation


def resend(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Send an unanswered invitation again, with a new life. Raises ``StepRefused`` within the hour of the last one."""
    with _managing(invitation.challenge, by):
        pending = _unanswered(invitation)
        if at < pending.sent_at + PATIENCE:
            raise StepRefused("Cette invitation vient de partir : laissez une heure avant de la renvoyer.")
        pending.sent_at, pending.expires_at = at, at + LIFE
        pending.save(update_fields=["sent_at", "expires_at"])
        record(pending, "resend", "Invitation renvoyée", by=by, at=at)
        post(letters.invitation(pending), at=at)


def revoke(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Take an unanswered invitation back; the person is told. Raises ``StepRefused`` once it was answered."""
    with _managing(invitation.challenge, by) as row:
        take_step(invitation, "revoke", by=by, at=at, answered_at=at)
        record(row, "revoke", f"Invitation annulée : {invitation.name}"[:200], by=by, at=at)
        post(letters.invitation_revoked(invitation, by), at=at)


@transaction.atomic
def accept(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Take part, with the right that was offered; whoever invited is told.

    Raises ``StepRefused`` for another address, or for an invitation that no longer holds.
    """
    row = _answering(invitation, by, at)
    take_step(invitation, "accept", by=by, at=at, answered_at=at)
    _grant(row, by, Right(invitation.right), invitation.kind)
    record(row, "accept", f"{by} participe : {row.words.said(invitation.role)}"[:200], by=by, at=at)
    post(letters.invitation_accepted(invitation), at=at)


@transaction.atomic
def decline(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Say no; whoever invited is told. Raises ``StepRefused`` as ``accept`` does."""
    row = _answering(invitation, by, at)
    take_step(invitation, "decline", by=by, at=at, answered_at=at)
    record(row, "decline", f"Invitation déclinée par {by}"[:200], by=by, at=at)
    post(letters.invitation_declined(invitation), at=at)


def change_right(challenge: Challenge, person: User, right: str, *, by: User, at: datetime) -> None:
    """Give a participant another right on the file; they are told. The same right again changes nothing.

    Raises ``StepRefused`` when the file would lose its last writer, or for a contact without any role.
    """
    with _managing(challenge, by) as row:
        _check_other(row, person, by, losing=right != Right.WRITE)
        if right == right_of(row, person):
            return
        if right == Right.CONTACT and not row.stakeholders.filter(user=person).exists():
            raise StepRefused("Cette personne n’est dans aucun rôle : retirez-la plutôt du dossier.")
        _withdraw(row, person)
        _grant(row, person, Right(right), "")
        label = Right(right).label
        record(row, "change_right", f"Droit de {person} : {label}"[:200], by=by, at=at)
        post(letters.right_changed(row, person, Right(right), by, at), at=at)


def remove_participant(challenge: Challenge, person: User, *, by: User, at: datetime) -> None:
    """Close the file to someone, who is told; a role stays written in the contacts until it is changed there."""
    with _managing(challenge, by) as row:
        _check_other(row, person, by, losing=True)
        _withdraw(row, person)
        _revoke_pending(row, person, by, at)
        record(row, "remove_participant", f"{person} ne participe plus"[:200], by=by, at=at)
        post(letters.participant_removed(row, person, by, at), at=at)


@transaction.atomic
def leave(challenge: Challenge, *, by: User, at: datetime) -> None:
    """Stop taking part. Raises ``StepRefused`` for the last writer, who hands over first."""
    row = Challenge.objects.locked(challenge)
    if refusal := leaving_refusal(by, row):
        raise StepRefused(refusal)
    _withdraw(row, by)
    _revoke_pending(row, by, by, at)
    record(row, "leave", f"{by} ne participe plus"[:200], by=by, at=at)


def _revoke_pending(row: Challenge, person: User, by: User, at: datetime) -> None:
    """Take back the invitations still to answer, which would let back in whoever just left."""
    for invitation in Invitation.objects.to(row, person.email):
        take_step(invitation, "revoke", by=by, at=at, answered_at=at)


@transaction.atomic
def hand_over(challenge: Challenge, *, to: User, by: User, at: datetime) -> None:
    """Give one's pen to somebody of the file or of the administration, who is told; one still reads.

    Raises ``StepRefused`` for whoever does not write the file, or when ``to`` is neither of the file nor a member.
    """
    row = Challenge.objects.locked(challenge)
    if not is_author(by, row):
        raise StepRefused("Seule une personne qui écrit ce dossier peut passer la main.")
    if not heirs_of(row, by).filter(pk=to.pk).exists():
        sentence = SiteText(
            "Choisissez une personne qui participe à ce {challenge} ou qui est membre de l’administration."
        )
        raise StepRefused(row.promotion.said(sentence))
    _withdraw(row, by)
    _grant(row, by, Right.READ, "")
    _grant(row, to, Right.WRITE, "")
    record(row, "hand_over", f"{by} passe la main à {to}"[:200], by=by, at=at)
    post(letters.handed_over(row, to, by, at), at=at)


def right_of(challenge: Challenge, person: User) -> str:
    """What a person was personally given on a file; empty for nothing."""
    if is_author(person, challenge):
        return Right.WRITE
    rights = set(challenge.stakeholders.filter(user=person).values_list("right", flat=True))
    if Right.READ in rights or person in challenge.readers.all():
        return Right.READ
    return Right.CONTACT if rights else ""


@contextmanager
def _managing(challenge: Challenge, by: User) -> Iterator[Challenge]:
    """Lock the file and check the right to say who takes part; raises ``StepRefused`` without it."""
    with transaction.atomic():
        row = Challenge.objects.locked(challenge)
        if not can_manage_people(by, row):
            raise StepRefused("Seules les personnes qui écrivent ce dossier décident qui y participe.")
        yield row


def _answering(invitation: Invitation, by: User, at: datetime) -> Challenge:
    row = Challenge.objects.locked(invitation.challenge)
    invitation.refresh_from_db(fields=["status", "expires_at"])
    if refusal := answer_refusal(by, invitation, at):
        raise StepRefused(refusal)
    return row


def _unanswered(invitation: Invitation) -> Invitation:
    pending = Invitation.objects.pending().with_names().filter(pk=invitation.pk).first()
    if pending is None:
        raise StepRefused("Cette invitation a déjà reçu sa réponse, ou elle a été annulée.")
    return pending


def _check_invitation(row: Challenge, email: str, right: str, kind: str) -> None:
    if not is_professional_domain(email.rpartition("@")[2]):
        raise StepRefused("Indiquez une adresse professionnelle, pas celle d’une messagerie personnelle.")
    if right == Right.CONTACT and not kind:
        raise StepRefused("Un simple contact a un rôle : choisissez lequel.")
    if Invitation.objects.to(row, email).exists():
        raise StepRefused("Une invitation attend déjà la réponse de cette personne : renvoyez-la ou annulez-la.")
    if any(author.email.lower() == email for author in row.authors.all()):
        raise StepRefused("Cette personne écrit déjà le dossier.")


def _name_in_contacts(row: Challenge, email: str, name: str, kind: str, *, by: User, at: datetime) -> None:
    """Write the person among the contacts when a role is given; that shows them nothing until they accept.

    Raises ``StepRefused`` when the role is held by others, or when the contacts can no longer change.
    """
    if not kind:
        return
    holders = list(row.stakeholders.filter(kind=kind))
    if any(holder.email.lower() == email for holder in holders):
        return
    if len(holders) >= PLACES.get(StakeholderKind(kind), 1):
        held = " et ".join(holder.name for holder in holders)
        raise StepRefused(f"Ce rôle est déjà tenu par {held} : changez d’abord les contacts du dossier.")
    if editing_refusal(by, row, at):
        raise StepRefused("Les contacts de ce dossier ne changent plus : n’invitez que les personnes qui y figurent.")
    Stakeholder.objects.create(challenge=row, kind=kind, name=name, email=email, right=Right.CONTACT)
    changed = {**row.section_versions, Section.PEOPLE: row.version + 1}
    Challenge.objects.filter(pk=row.pk).update(version=row.version + 1, section_versions=changed, saved_at=at)


def _check_other(row: Challenge, person: User, by: User, *, losing: bool) -> None:
    if person == by:
        raise StepRefused("Pour vous-même, passez la main ou quittez le dossier.")
    if losing and only_writer(person, row):
        raise StepRefused(f"{person} est la seule personne à écrire ce dossier : donnez d’abord ce droit à une autre.")


def _grant(row: Challenge, person: User, right: Right, kind: str) -> None:
    """Give a right; it is held by the person's roles when they have one, else by the list of readers."""
    if kind:
        row.stakeholders.filter(kind=kind, email__iexact=person.email).update(user=person)
    roles = row.stakeholders.filter(user=person)
    if right == Right.WRITE:
        row.authors.add(person)
    if right == Right.READ and not roles.exists():
        row.readers.add(person)
    roles.update(right=Right.CONTACT if right == Right.CONTACT else Right.READ)


def _withdraw(row: Challenge, person: User) -> None:
    row.authors.remove(person)
    row.readers.remove(person)
    row.stakeholders.filter(user=person).update(right=Right.CONTACT)
