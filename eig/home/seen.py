"""The addresses that may be seen as another person, by name: an address that is not listed stays closed."""

SITE = (
    "home",
    "health",
    "health_live",
    "legal_notice",
    "accessibility",
    "personal_data",
    "robots",
    "sitemap",
    "sitemap_xml",
    "page",
)
ALERTS = ("subscribe", "asked", "preferences", "confirm", "end")
CATALOGUE = ("catalogue", "detail", "rss", "atom", "calendar", "json", "csv", "open_data", "promotions", "promotion")
AGENT = (
    "mine",
    "administration",
    "membership_leave",
    "membership_hand_over",
    "create",
    "file",
    "participants",
    "invite",
    "leave",
    "hand_over",
    "participant",
    "invitation",
    "invitation_resend",
    "invitation_revoke",
    "sheet",
    "identity",
    "narrative",
    "positions",
    "host_team",
    "datasets",
    "people",
    "commitments",
    "deck",
    "deck_download",
    "simulation",
    "simulation_download",
    "preview",
    "questions",
    "clarification",
    "agenda",
    "submit",
    "receipt",
    "receipt_pdf",
    "take_up",
    "restore",
    "reuse",
    "withdraw",
)
CANDIDATE = (
    "mine",
    "start",
    "offer",
    "accept",
    "decline",
    "agenda",
    "application",
    "read",
    "submit",
    "receipt",
    "reopen",
    "withdraw",
    "cv",
    "section",
)
JUROR = ("desk",)
"""What is to be heard and when: never what a juror writes, nor what they read for it."""


def _in(space: str, names: tuple[str, ...]) -> set[str]:
    return {f"{space}:{name}" for name in names}


SEEN = frozenset(
    {*SITE}
    | _in("alerts", ALERTS)
    | _in("challenges", CATALOGUE + AGENT)
    | _in("candidates", CANDIDATE)
    | _in("juries", JUROR)
)
