"""Which demonstration `./run` shows."""

from collections.abc import Mapping
from dataclasses import dataclass

SCENARIOS = (
    "call-open", "call-closed", "jury-week", "choice", "catalogue", "candidates-call", "selection", "offers", "month-3"
)  # fmt: skip
DEFAULT = "candidates-call"


@dataclass(frozen=True)
class Build:
    """A demonstration to build, with the options that the command takes."""

    options: tuple[str, ...] = ()


def plan(asked: str, status: Mapping) -> tuple[Build | None, str]:
    """What to build (`None`: nothing), and the scenario that the site will show.

    What is there stays, unless another scenario is `asked` for; data that no demonstration built is never
    touched, which only the command itself can tell (`--if-empty`).
    """
    built = status.get("scenario") or ""
    if not built:
        return Build(("--if-empty",)), asked or DEFAULT
    if asked and asked != built:
        return Build(), asked
    return None, built
