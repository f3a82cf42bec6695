"""The positions of a challenge as search engines read them: schema.org ``JobPosting``, while one may apply."""

import json
from datetime import datetime
from typing import cast

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from challenges.catalogue.views.open_data import address
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.positions import Position
from eig.promotions.models.calendar import Window

# No text of an administration may end the data block that holds it.
ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def postings(challenge: Challenge, door: Window) -> SafeString:
    """A data block with one posting for each position; a browser never runs it."""
    described = {
        "@context": "https://schema.org",
        "@graph": [_posting(challenge, position, door) for position in challenge.positions.all()],
    }
    written = json.dumps(described, ensure_ascii=False).translate(ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # nosec B308 B703


def _posting(challenge: Challenge, position: Position, door: Window) -> dict:
    starts_on = challenge.starts_on or challenge.promotion.starts_on
    posting = {
        "@type": "JobPosting",
        "title": f"{position.family} – {challenge.public_title}",
        "description": "\n\n".join(filter(None, [challenge.summary, position.mission, challenge.sheet])),
        "url": address(challenge),
        "identifier": {"@type": "PropertyValue", "name": settings.SITE_NAME, "value": str(position.pk)},
        "datePosted": cast("datetime", challenge.published_at).date().isoformat(),
        "validThrough": door.closes_at.isoformat(),
        "employmentType": ["FULL_TIME", "TEMPORARY"],
        "totalJobOpenings": position.seats,
        "directApply": True,
        "hiringOrganization": {"@type": "GovernmentOrganization", "name": challenge.administration.name},
        "jobLocation": _place(challenge),
        "skills": ", ".join([*position.skills_required, *position.skills_wished]),
        "jobStartDate": starts_on.isoformat() if starts_on else "",
    }
    return {name: value for name, value in posting.items() if value}


def _place(challenge: Challenge) -> dict:
    address = {"@type": "PostalAddress", "addressCountry": "FR"}
    if challenge.town:
        address["addressLocality"] = challenge.town
    return {"@type": "Place", "address": address}
