"""French typography and plain text."""

import re
import unicodedata

NBSP = "\u00a0"
NNBSP = "\u202f"
SPELLED = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()  # noqa: SIM905
SHAPELESS = ("Cc", "Cf", "Cs")


def clean(text: str) -> str:
    """The text as it is kept: letters and accents together (NFC), nothing that is not seen but tabs and line ends.

    Two texts that look the same are then the same, and none holds what PostgreSQL refuses (NUL, lone surrogates).
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if c in "\n\r\t" or unicodedata.category(c) not in SHAPELESS)


def unaccented(text: str) -> str:
    """The text without its diacritics."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def sort_key(text: str) -> str:
    """A stored key that sorts French names on any PostgreSQL collation."""
    return unaccented(text).casefold().replace("œ", "oe").replace("æ", "ae").strip()


def typeset(text: str) -> str:
    """French spacing: no line break before : ; ? ! » and after «."""
    text = re.sub(r" ([;?!])", NNBSP + r"\1", text)
    text = re.sub(r" ([:»])", NBSP + r"\1", text)
    return re.sub(r"« ", "«" + NBSP, text)


def plural(count: int, singular: str, many: str | None = None) -> str:
    """« 1 défi », « 2 défis »: zero and one are singular in French."""
    word = singular if abs(count) < 2 else (many or singular + "s")
    return f"{number(count)}{NBSP}{word}"


def number(value: int) -> str:
    """A whole number with French thousands."""
    return f"{value:,}".replace(",", NNBSP)


def spelled(value: int) -> str:
    """A whole number in letters, from one to sixteen; in figures beyond."""
    return SPELLED[value - 1] if 1 <= value <= len(SPELLED) else number(value)


def cell(value: object) -> str:
    """A CSV cell that no spreadsheet will take for a formula."""
    text = "" if value is None else str(value)
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
