"""The page of the coordination's tool where someone writes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from eig.common.keeping.local import LocalPage
from eig.common.keeping.version import FIELD


class DeskPage(LocalPage):
    """A page that ``desk``, the admin of the object, shows. A subclass also says its ``label``."""

    template_name = "admin/step_confirm.html"
    desk: Any = None
    object: Any
    label = ""
    explanation = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.fetch()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page as it is stored; forbidden when nothing may be written."""
        if refusal := self.refusal():
            raise PermissionDenied(refusal)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what was sent. Too late, it is given back to whoever had the page open, and forbidden to others."""
        if FIELD not in request.POST and (refusal := self.refusal()):
            raise PermissionDenied(refusal)
        return super().post(request, *args, **kwargs)

    @property
    def back(self) -> str:
        """The page of the object."""
        return self.desk._change_url(self.object)

    def next_url(self) -> str:
        return self.back

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
