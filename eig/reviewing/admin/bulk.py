"""Acts on many files at once: on the rows ticked, or on the whole filtered list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from eig.accounts.requests import AuthenticatedRequest
from eig.common.flow import StepRefused
from eig.common.keeping.local import kept_here
from eig.common.text import plural
from eig.reviewing.admin.pages import SubjectPages
from eig.reviewing.workflow.reading import EachRefused


@dataclass(frozen=True)
class Act:
    """One verb on many rows: its page says what will happen, to how many, and which rows refuse."""

    label: str
    verb: Callable
    explanation: str
    done: str
    form: type[forms.Form] | None = None
    step: str = ""
    danger: bool = False


def actions(acts: Mapping[str, Act]) -> tuple[Callable, ...]:
    """The entries of the list's menu: each only leads to the page that confirms."""
    return tuple(_action(name, act) for name, act in acts.items())


def _action(name: str, act: Act) -> Callable:
    @admin.action(description=act.label, permissions=["change"])
    def go(model_admin: Any, request: HttpRequest, queryset: Any) -> HttpResponse:
        numbers = ",".join(str(pk) for pk in sorted(queryset.values_list("pk", flat=True)))
        page = reverse("admin:" + model_admin._named("many"), args=[name])
        return HttpResponseRedirect(f"{page}?id__in={numbers}")

    go.__name__ = name
    return go


class ManyPages(SubjectPages):
    """Mixed into the admin of the files. The rows are those of the list's own filters, in the address.

    The admin says its ``acts``, the permission ``coordinates`` without which nothing is done, what each row shows
    (``row_template``), and which rows of a step are ``refused``.
    """

    own_lookups = ("id__in",)
    acts: ClassVar[Mapping[str, Act]]
    coordinates: ClassVar[str]
    row_template: ClassVar[str]

    def refused(self, rows: list[Any], step: str) -> dict[Any, str]:
        """Those that cannot take a step, each with its sentence."""
        return {}

    def many_urls(self) -> list:
        """The address of the page that does one act on many files."""
        return [path("lot/<slug:act>/", self.admin_site.admin_view(self.many_view), name=self._named("many"))]

    def filtered(self, request: AuthenticatedRequest) -> list[Any]:
        """The rows that the filters, the search and the ticks of the address choose, in the order of the list.

        Raises ``PermissionDenied`` for anybody but the coordination, ``Http404`` for a filter that is not understood.
        """
        if not request.user.has_perm(self.coordinates):
            raise PermissionDenied
        try:
            return list(self.get_changelist_instance(request).queryset)
        except IncorrectLookupParameters as error:
            raise Http404 from error

    def many_view(self, request: AuthenticatedRequest, act: str) -> HttpResponse:
        """Say who and what on GET; on POST do it for all, or for nobody with a sentence for each refusal."""
        if act not in self.acts:
            raise Http404
        chosen, rows = self.acts[act], self.filtered(request)
        form = chosen.form(request.POST or None) if chosen.form else None
        refusals = self.refused(rows, chosen.step) if chosen.step else {}
        if request.method == "POST" and not refusals and rows and (form is None or form.is_valid()):
            try:
                count = chosen.verb(rows, **(form.cleaned_data if form else {}), by=request.user, at=request.at)
            except EachRefused as error:
                refusals = dict(error.refusals)
            except StepRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, chosen.done.format(count))
                return HttpResponseRedirect(reverse(f"admin:{self._named('changelist')}"))
        return self._many_page(request, chosen, rows, form=form, refusals=refusals)

    def _many_page(self, request: HttpRequest, act: Act, rows: list[Any], **more: Any) -> HttpResponse:
        refusals = more["refusals"]
        able = [str(row.pk) for row in rows if row not in refusals]
        word = str(self.opts.verbose_name)
        context = {
            **self.list_context(
                request, f"{act.label} : {plural(len(rows), word, str(self.opts.verbose_name_plural))}"
            ),
            "act": act,
            "rows": rows,
            "word": word,
            "row_template": self.row_template,
            "sentences": list(refusals.values()),
            "without": f"?id__in={','.join(able)}" if refusals and able else "",
            "able": len(able),
            "keeper": kept_here(request) if more["form"] else None,
            **more,
        }
        status = 409 if refusals and request.POST else 200
        return TemplateResponse(request, "admin/reviewing/many.html", context, status=status)

    def list_context(self, request: HttpRequest, title: str) -> dict:
        """What every page about many rows shows."""
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "back": reverse(f"admin:{self._named('changelist')}") + query,
        }
