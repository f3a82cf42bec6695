"""What every template may read about the site."""

from django.conf import settings


def site(request) -> dict:
    """Brand, demonstration flag and development mailbox: no query."""
    return {
        "site_url": settings.SITE_URL,
        "state_brand": settings.STATE_BRAND,
        "demo": settings.DEMO,
        "mailbox": bool(settings.MAILBOX_DIR),
    }
