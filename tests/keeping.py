"""Writing as a browser does: a form is sent with the version of what its page showed."""

import json

from django.test import Client


def shown(client: Client, address: str) -> str:
    """The version that a page's form carries now."""
    return client.get(address).context["keeper"]["version"]


def send(client: Client, address: str, data: dict, **headers: str):
    """Open a page, then send its form with these values."""
    return client.post(address, {"version": shown(client, address), **data}, headers=headers)


def choices(answer) -> dict:
    """Label of each answer that two people changed → the name of its choice, and what keeps one's own text."""
    return {conflict.label: (conflict.field, conflict.mine) for conflict in answer.context["keeper"]["conflicts"]}


def marks(answer) -> dict:
    """The version that a page, or an answer to a script, gave back."""
    told = answer.json()["version"] if "json" in answer.headers["Content-Type"] else answer.context["keeper"]["version"]
    return json.loads(told)


class Pages:
    """One page, opened by two people before either of them writes."""

    def __init__(self, address: str, first: Client, second: Client) -> None:
        self.address, self.first, self.second = address, first, second
        self.version = (second.get(address).context.get("keeper") or {}).get("version", "")

    def meanwhile(self, data: dict) -> None:
        """The first person writes on a fresh page."""
        version = (self.first.get(self.address).context.get("keeper") or {}).get("version", "")
        assert self.first.post(self.address, {"version": version, **data}).status_code == 302

    def stale(self, data: dict, **more: str):
        """The second person sends the page that they opened before."""
        return self.second.post(self.address, {"version": self.version, **data, **more})
