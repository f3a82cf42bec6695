"""A form whose verb happens once: what is typed stays in this browser until then, and is offered there again."""

from typing import Any

from django.http import HttpRequest

from eig.common.keeping.views import State

NOTHING_NEW = "Rien de nouveau à enregistrer"


def kept_here(request: HttpRequest, *, refusal: str = "") -> dict[str, Any]:
    """What the components need around a form whose verb happens once: a copy in the browser, and no version."""
    return {
        "version": "",
        "conflicts": [],
        "refusal": refusal,
        "partly": "",
        "typed": request.method == "POST",
        "person": request.user.pk,
        "state": State(NOTHING_NEW),
        "local": True,
    }
