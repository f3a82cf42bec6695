"""Who may act for an administration, decide on memberships, leave, and merge."""

from challenges.administrations.models.administrations import Administration, Membership
from eig.accounts.models import User
from eig.common.vocabulary import SITE

CONSUMER_DOMAINS = frozenset(
    [
        "aliceadsl.fr",
        "aol.com",
        "bbox.fr",
        "club-internet.fr",
        "duck.com",
        "fastmail.com",
        "free.fr",
        "gmail.com",
        "gmx.com",
        "gmx.fr",
        "googlemail.com",
        "hotmail.com",
        "hotmail.fr",
        "hushmail.com",
        "icloud.com",
        "ik.me",
        "infonie.fr",
        "laposte.net",
        "live.com",
        "live.fr",
        "mac.com",
        "mail.com",
        "mailo.com",
        "me.com",
        "msn.com",
        "neuf.fr",
        "noos.fr",
        "numericable.fr",
        "orange.fr",
        "outlook.com",
        "outlook.fr",
        "pm.me",
        "posteo.net",
        "proton.me",
        "protonmail.ch",
        "protonmail.com",
        "sfr.fr",
        "tuta.com",
        "tuta.io",
        "tutanota.com",
        "voila.fr",
        "wanadoo.fr",
        "yahoo.com",
        "yahoo.fr",
        "yandex.com",
        "ymail.com",
        "zoho.com",
    ]
)


def is_professional_domain(domain: str) -> bool:
    """Whether addresses at this domain may be those of a public body: mass-market mailboxes are not."""
    return domain.lower() not in CONSUMER_DOMAINS


def has_professional_address(user: User) -> bool:
    """Whether this person writes from a professional address."""
    return is_professional_domain(user.domain)


def acting_refusal(user: User) -> str:
    """Why this person may not act for any administration; empty when they may ask to."""
    if has_professional_address(user):
        return ""
    return (
        f"Votre adresse {user.email} est celle d’une messagerie personnelle. Pour porter un {SITE.challenge}, "
        "utilisez votre adresse professionnelle : changez-la dans « Mon compte », puis revenez ici."
    )


def joins_at_once(user: User, administration: Administration) -> bool:
    """Whether the administration welcomes the domain this person writes from: then nobody needs to check."""
    return administration.domains.filter(domain=user.domain).exists()


def can_decide(user: User) -> bool:
    """Whether this person confirms and refuses the places asked in administrations."""
    return user.has_perm("challenges.change_membership")


def can_leave(user: User, membership: Membership) -> bool:
    """Whether this person may give up this place: their own, while it is asked or held."""
    return membership.user_id == user.pk and Membership.FLOW.allows("leave", membership.status)


def can_hand_over_place(user: User, membership: Membership) -> bool:
    """Whether this person may pass their files and their place to a colleague."""
    return membership.user_id == user.pk and membership.is_active


def can_merge(user: User) -> bool:
    """Whether this person may make one administration of two."""
    return user.has_perm("challenges.change_administration")
