"""The page of the coordination's tool where someone writes. Its verbs are signed, dated and journaled acts: what is
typed stays in the browser until the button.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from eig.common.keeping.local import NOTHING_NEW
from eig.common.keeping.merging import Merge
from eig.common.keeping.version import Marks
from eig.common.keeping.views import KeepingView, State, saved_at


class DeskPage(KeepingView):
    """A page that ``desk``, the admin of the object, shows. A subclass also says its ``label``."""

    template_name = "admin/step_confirm.html"
    desk: Any = None
    object: Any
    label = ""
    explanation = ""
    written: datetime | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.fetch()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page as it is stored; forbidden when nothing may be written."""
        if refusal := self.refusal():
            raise PermissionDenied(refusal)
        return super().get(request, *args, **kwargs)

    def kept(self, form: Any, merge: Merge) -> HttpResponse:
        self.written = self.request.at if merge.changed else None
        return super().kept(form, merge)

    def state(self) -> State:
        return State(saved_at(self.written, self.request.at) if self.written else NOTHING_NEW)

    @property
    def back(self) -> str:
        """The page of the object."""
        return self.desk._change_url(self.object)

    def next_url(self) -> str:
        return self.back

    def page(self, form: Any, status: int = 200, version: Marks | None = None, **context: Any) -> HttpResponse:
        return super().page(form, status, version, local=True, **context)

    def get_context_data(self, **kwargs: Any) -> dict:
        context = {
            **self.desk.admin_site.each_context(self.request),
            "opts": self.desk.opts,
            "original": self.object,
            "title": f"{self.label} : {self.object}",
            "label": self.label,
            "explanation": self.explanation,
            "danger": False,
            "back": self.back,
        }
        return super().get_context_data(**{**context, **kwargs})
