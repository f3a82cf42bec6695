"""Forms that nothing sends but their button, because their verb is signed, dated or read at once: what is typed stays
in this browser until then, and is offered there again.
"""

from datetime import datetime
from typing import Any

from django.forms import BaseForm, Textarea
from django.http import HttpRequest, HttpResponse

from eig.common.keeping.merging import Merge
from eig.common.keeping.version import Marks
from eig.common.keeping.views import KeepingView, State, saved_at

NOTHING_NEW = "Rien de nouveau à enregistrer"


class LocalPage(KeepingView):
    """What several people write is merged when the button is pressed."""

    written: datetime | None = None

    def kept(self, form: Any, merge: Merge) -> HttpResponse:
        self.written = self.request.at if merge.changed else None
        return super().kept(form, merge)

    def state(self) -> State:
        return State(saved_at(self.written, self.request.at) if self.written else NOTHING_NEW)

    def page(self, form: Any, status: int = 200, version: Marks | None = None, **context: Any) -> HttpResponse:
        return super().page(form, status, version, local=True, **context)


def kept_here(request: HttpRequest, *, refusal: str = "", typed: bool = True) -> dict[str, Any]:
    """What the components need around a form whose verb happens once: it has no version.

    Not ``typed``: what was sent is another act of the page, which asks for no words.
    """
    return {
        "version": "",
        "conflicts": [],
        "refusal": refusal,
        "partly": "",
        "typed": typed and request.method == "POST",
        "person": request.user.pk,
        "state": State(NOTHING_NEW),
        "local": True,
    }


def writes(form: BaseForm) -> bool:
    """Whether a form asks for a text of several lines, whose loss would cost more than ticking a box again."""
    return any(isinstance(field.widget, Textarea) for field in form.fields.values())
