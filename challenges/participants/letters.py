"""Letters about who takes part in a file."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from challenges.administrations.models.administrations import Membership
from challenges.participants.models import Invitation
from challenges.participants.states import RIGHT_SENTENCES
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import Right
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, Letter, absolute, greeting, letter

EXAMPLE: dict[str, Any] = {"defi": "MonitorFish", "administration": "Direction des pêches"}
FILE = "https://eig.example/porteur/defis/12/participants/"
INVITER = SiteText("vous avez invité cette personne à participer à un {challenge}")
INVOLVED = SiteText("vous participez à ce {challenge}")

INVITATION = letter(
    "challenges/invitation",
    SiteText("Invitation à participer à un {challenge}"),
    SiteText("une personne qui prépare un {challenge} a saisi votre adresse pour vous y inviter"),
    **EXAMPLE,
    bonjour="Bonjour Camille Lenoir",
    auteur="Dominique Martin",
    role=SiteText("{mentor} opérationnel"),
    droit="Lit tout le dossier, sans le modifier.",
    mot="\n\nSon message : « Nous en parlions mardi : voici le dossier. »",
    echeance="vendredi 20 mars 2020 à 10 h 00, heure de Paris",
    adresse="camille.lenoir@peches.example",
    lien="https://eig.example/porteur/invitations/repondre/3f9c/",
)
INVITATION_ACCEPTED = letter(
    "challenges/invitation_accepted",
    "Une invitation est acceptée",
    INVITER,
    **EXAMPLE,
    bonjour="Bonjour Dominique",
    personne="Camille Lenoir",
    role=SiteText("{mentor} opérationnel"),
    lien=FILE,
)
INVITATION_DECLINED = letter(
    "challenges/invitation_declined",
    "Une invitation est déclinée",
    INVITER,
    **EXAMPLE,
    bonjour="Bonjour Dominique",
    personne="Camille Lenoir",
    role=SiteText("{mentor} opérationnel"),
    lien=FILE,
)
INVITATION_REVOKED = letter(
    "challenges/invitation_revoked",
    "Une invitation est annulée",
    SiteText("vous aviez reçu une invitation à participer à ce {challenge}"),
    **EXAMPLE,
    bonjour="Bonjour Camille Lenoir",
    auteur="Dominique Martin",
)
RIGHT_CHANGED = letter(
    "challenges/right_changed",
    SiteText("Un droit sur un {challenge} a changé"),
    INVOLVED,
    **EXAMPLE,
    bonjour="Bonjour Camille",
    auteur="Dominique Martin",
    droit="Lit tout le dossier, sans le modifier.",
    lien="https://eig.example/porteur/",
)
PARTICIPANT_REMOVED = letter(
    "challenges/participant_removed",
    SiteText("Fin de participation à un {challenge}"),
    SiteText("vous participiez à ce {challenge}"),
    **EXAMPLE,
    bonjour="Bonjour Camille",
    auteur="Dominique Martin",
)
HANDED_OVER = letter(
    "challenges/handed_over",
    SiteText("La main vous est passée sur un {challenge}"),
    INVOLVED,
    **EXAMPLE,
    bonjour="Bonjour Camille",
    auteur="Dominique Martin",
    lien="https://eig.example/porteur/defis/12/",
)


def invitation(sent: Invitation) -> list[Draft]:
    """Ask an address to take part. An invitation that is sent again is another letter."""
    facts = {
        **_facts(sent.challenge),
        "bonjour": f"Bonjour {sent.name}",
        "auteur": str(sent.by),
        "role": sent.challenge.promotion.said(sent.role),
        "droit": RIGHT_SENTENCES[Right(sent.right)],
        "mot": f"\n\nSon message : « {sent.word} »" if sent.word else "",
        "echeance": full_instant(sent.expires_at),
        "adresse": sent.email,
        "lien": absolute(reverse("challenges:invitation", args=[sent.token])),
    }
    key = f"challenges.invitation:{sent.pk}:{sent.sent_at.isoformat()}"
    return [Draft(INVITATION, key, None, facts, email=sent.email, scope=sent.challenge.promotion.scope)]


def invitation_accepted(answered: Invitation) -> list[Draft]:
    """Tell whoever invited that the person takes part."""
    return _answered(INVITATION_ACCEPTED, answered)


def invitation_declined(answered: Invitation) -> list[Draft]:
    """Tell whoever invited that the person declined, and that somebody else is to be found."""
    return _answered(INVITATION_DECLINED, answered)


def invitation_revoked(revoked: Invitation, by: User) -> list[Draft]:
    """Tell the person invited that the link of their invitation no longer works."""
    facts = {**_facts(revoked.challenge), "bonjour": f"Bonjour {revoked.name}", "auteur": str(by)}
    key = f"challenges.invitation_revoked:{revoked.pk}"
    return [Draft(INVITATION_REVOKED, key, None, facts, email=revoked.email, scope=revoked.challenge.promotion.scope)]


def right_changed(challenge: Challenge, person: User, right: Right, by: User, at: datetime) -> list[Draft]:
    """Tell a participant what they may do with the file from now on."""
    more = {"auteur": str(by), "droit": RIGHT_SENTENCES[right], "lien": absolute(reverse("challenges:mine"))}
    return [_to(RIGHT_CHANGED, challenge, person, more, at)]


def participant_removed(challenge: Challenge, person: User, by: User, at: datetime) -> list[Draft]:
    """Tell somebody that they no longer take part in the file."""
    return [_to(PARTICIPANT_REMOVED, challenge, person, {"auteur": str(by)}, at)]


def handed_over(challenge: Challenge, heir: User, by: User, at: datetime) -> list[Draft]:
    """Tell the heir that they now write the file."""
    link = absolute(reverse("challenges:file", args=[challenge.pk]))
    return [_to(HANDED_OVER, challenge, heir, {"auteur": str(by), "lien": link}, at)]


def _answered(model: Letter, answered: Invitation) -> list[Draft]:
    facts = {
        **_facts(answered.challenge),
        "bonjour": greeting(answered.by),
        "personne": answered.name,
        "role": answered.challenge.promotion.said(answered.role),
        "lien": absolute(reverse("challenges:participants", args=[answered.challenge_id])),
    }
    return [
        Draft(model, f"challenges.answered:{answered.pk}", answered.by, facts, scope=answered.challenge.promotion.scope)
    ]


def _to(model: Letter, challenge: Challenge, person: User, more: Mapping[str, str], at: datetime) -> Draft:
    facts = {**_facts(challenge), "bonjour": greeting(person), **more}
    key = f"{model.key}:{challenge.pk}:{at.isoformat()}"
    return Draft(model, key, person, facts, scope=challenge.promotion.scope)


def _facts(challenge: Challenge) -> dict[str, str]:
    return {"defi": challenge.title, "administration": challenge.administration.name}


PLACE_HANDED_OVER = letter(
    "challenges/place_handed_over",
    "Un ou une collègue vous transmet ses dossiers",
    "vous êtes membre de cette administration",
    bonjour="Bonjour Camille",
    collegue="Dominique Martin",
    administration="Direction des pêches",
    dossiers=SiteText("- MonitorFish ({fellow} 4)\n- Ports ouverts ({fellow} 4)"),
    lien="https://eig.example/porteur/",
)


def place_handed_over(membership: Membership, heir: User, files: Sequence[Challenge], act: str) -> list[Draft]:
    """Tell the colleague which files are now theirs to write."""
    lines = [f"- {challenge.title} ({challenge.promotion})" for challenge in files] or ["- aucun dossier en cours"]
    facts = {
        "bonjour": greeting(heir),
        "collegue": str(membership.user),
        "administration": membership.administration.name,
        "dossiers": "\n".join(lines),
        "lien": absolute(reverse("challenges:mine")),
    }
    return [Draft(PLACE_HANDED_OVER, f"challenges.place_handed_over:{act}", heir, facts)]
