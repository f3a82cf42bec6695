"""Letters about a person's place in an administration."""

from collections.abc import Sequence

from django.urls import reverse

from challenges.models import Challenge, Membership
from eig.accounts.models import User, coordination
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


PLACE_HANDED_OVER = letter(
    "challenges/place_handed_over",
    "Un ou une collègue vous transmet ses dossiers",
    "vous êtes membre de cette administration",
    bonjour="Bonjour Camille",
    collegue="Dominique Martin",
    administration="Direction des pêches",
    dossiers="- MonitorFish (EIG 4)\n- Ports ouverts (EIG 4)",
    lien="https://eig.example/porteur/",
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
    """Tell the person, and how to answer."""
    facts = _facts(membership, "challenges:administration")
    return [Draft(MEMBERSHIP_REFUSED, f"challenges.membership_refused:{act}", membership.user, facts)]


def place_handed_over(membership: Membership, heir: User, files: Sequence[Challenge], act: str) -> list[Draft]:
    """Tell the colleague which files are now theirs to write."""
    lines = [f"- {one.title} ({one.promotion})" for one in files] or ["- aucun dossier en cours"]
    facts = {
        "bonjour": greeting(heir),
        "collegue": str(membership.user),
        "administration": membership.administration.name,
        "dossiers": "\n".join(lines),
        "lien": absolute(reverse("challenges:mine")),
    }
    return [Draft(PLACE_HANDED_OVER, f"challenges.place_handed_over:{act}", heir, facts)]


def _facts(membership: Membership, page: str) -> dict[str, str]:
    return {
        "bonjour": greeting(membership.user),
        "administration": membership.administration.name,
        "lien": absolute(reverse(page)),
    }
