"""What every template may read about the site."""

from django.conf import settings

from eig.common.vocabulary import SITE


def site(request) -> dict:
    """Words, name, brand, demonstration flag, doors that are configured and development mailbox: no query."""
    return {
        "words": SITE,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "state_brand": settings.STATE_BRAND,
        "demo": settings.DEMO,
        "proconnect": bool(settings.PROCONNECT_ISSUER),
        "mailbox": bool(settings.MAILBOX_DIR),
    }
