"""Letters about a person’s place in an administration."""

from django.urls import reverse

from challenges.administrations.models.administrations import Membership
from eig.accounts.models import coordination
from eig.notifications.letters import TEAM, Draft, absolute, greeting, letter

ASKED = "vous avez demandé à rejoindre cette administration"

MEMBERSHIP_REQUESTED = letter(
    "challenges/membership_requested",
    "Un rattachement est à confirmer (à la coordination)",
    TEAM,
    personne="Camille Lenoir",
    adresse="camille.lenoir@peches.example",
    administration="Direction des pêches",
    lien="https://eig.example/admin/challenges/membership/3/change/",
)
MEMBERSHIP_CONFIRMED = letter(
    "challenges/membership_confirmed",
    "Votre rattachement est confirmé",
    ASKED,
    bonjour="Bonjour Camille",
    administration="Direction des pêches",
    lien="https://eig.example/porteur/",
)
MEMBERSHIP_REFUSED = letter(
    "challenges/membership_refused",
    "Votre rattachement n’est pas confirmé",
    ASKED,
    bonjour="Bonjour Camille",
    administration="Direction des pêches",
    lien="https://eig.example/porteur/administration/",
)


def membership_requested(membership: Membership, act: str) -> list[Draft]:
    """Ask the coordination to check that the person works there; ``act`` tells one request from the next."""
    facts = {
        "personne": str(membership.user),
        "adresse": membership.user.email,
        "administration": membership.administration.name,
        "lien": absolute(reverse("admin:challenges_membership_change", args=[membership.pk])),
    }
    key = f"challenges.membership_requested:{act}"
    return [Draft(MEMBERSHIP_REQUESTED, key, user, facts) for user in coordination()]


def membership_confirmed(membership: Membership, act: str) -> list[Draft]:
    """Tell the person that they may begin; ``act`` tells one decision from the next."""
    facts = _facts(membership, "challenges:mine")
    return [Draft(MEMBERSHIP_CONFIRMED, f"challenges.membership_confirmed:{act}", membership.user, facts)]


def membership_refused(membership: Membership, act: str) -> list[Draft]:
    """Tell the person that their place is refused, and how to answer; ``act`` tells one decision from the next."""
    facts = _facts(membership, "challenges:administration")
    return [Draft(MEMBERSHIP_REFUSED, f"challenges.membership_refused:{act}", membership.user, facts)]


def _facts(membership: Membership, page: str) -> dict[str, str]:
    return {
        "bonjour": greeting(membership.user),
        "administration": membership.administration.name,
        "lien": absolute(reverse(page)),
    }
