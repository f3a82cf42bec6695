"""What `./run` asks of the product's process, which lives in the virtual environment."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Request:
    """The scenario asked for (empty: whatever is there), where to listen, and since when someone waits."""

    scenario: str
    host: str
    port: int
    mail_port: int
    address: str
    home: str
    began: float

    def as_text(self) -> str:
        """The request as one argument of a command line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> "Request":
        """The request that `as_text` wrote."""
        return cls(**json.loads(text))
