"""Acts on many challenges at once: on the rows ticked, or on the whole filtered list."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.coordination import can_coordinate
from challenges.review.forms.instruction import CorrectionForm, SetAsideForm
from challenges.review.workflow import bulk, reading
from challenges.review.workflow.bulk import refused
from eig.accounts.requests import AuthenticatedRequest
from eig.common.admin import StepAdminPart
from eig.common.flow import StepRefused
from eig.common.keeping.local import kept_here
from eig.common.text import plural
from eig.common.vocabulary import SITE, SiteText
from eig.reviewing.forms.reading import ReaderForm
from eig.reviewing.workflow.reading import EachRefused

LIST = "admin:challenges_challenge_changelist"


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


ACTS = {
    "preselect": Act(
        "Présélectionner",
        bulk.preselect_all,
        SiteText("Ces {challenges} seront entendus par un jury. Leurs auteurs reçoivent aussitôt un courrier."),
        SiteText("{Challenges} présélectionnés : {}. Les courriers partent."),
        step="preselect",
    ),
    "request_changes": Act(
        "Demander une correction",
        bulk.request_changes_all,
        "Ces dossiers sont rouverts à leurs auteurs jusqu’à la date que vous donnez, avec la même demande pour tous.",
        "Corrections demandées : {}. Les courriers partent.",
        form=CorrectionForm,
        step="request_changes",
    ),
    "set_aside": Act(
        "Écarter",
        bulk.set_aside_all,
        SiteText(
            "Ces {challenges} ne seront pas entendus par un jury. Leurs auteurs reçoivent aussitôt un courrier "
            "avec le motif, le même pour tous."
        ),
        SiteText(
            "{Challenges} écartés : {}. Les courriers partent. Chaque {challenge} peut encore être repris "
            "depuis sa page."
        ),
        form=SetAsideForm,
        step="set_aside",
        danger=True,
    ),
    "assign_reader": Act(
        "Confier à un lecteur",
        reading.assign_reader,
        "Ces dossiers sont confiés à une personne, qui reçoit un seul courrier. Son avis et sa note restent internes.",
        "Dossiers nouvellement confiés : {}.",
        form=ReaderForm,
    ),
}


def _action(name: str, act: Act) -> Callable:
    """An entry of the list's menu: it only leads to the page that confirms."""

    @admin.action(description=act.label, permissions=["change"])
    def go(model_admin, request: HttpRequest, queryset) -> HttpResponse:
        numbers = ",".join(str(pk) for pk in sorted(queryset.values_list("pk", flat=True)))
        return HttpResponseRedirect(f"{reverse('admin:challenges_challenge_many', args=[name])}?id__in={numbers}")

    go.__name__ = name
    return go


class ManyPages(StepAdminPart):
    """Mixed into the admin of challenges. The rows are those of the list's own filters, in the address."""

    own_lookups = ("id__in",)
    many_actions = tuple(_action(name, act) for name, act in ACTS.items())

    def many_urls(self) -> list:
        """The address of the page that does one act on many challenges."""
        wrap = self.admin_site.admin_view
        return [path("lot/<slug:act>/", wrap(self.many_view), name="challenges_challenge_many")]

    def filtered(self, request: AuthenticatedRequest) -> list[Challenge]:
        """The rows that the filters, the search and the ticks of the address choose, in the order of the list.

        Raises ``PermissionDenied`` for anybody but the coordination, ``Http404`` for a filter that is not understood.
        """
        if not can_coordinate(request.user):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters as error:
            raise Http404 from error
        return list(rows.prefetch_related("authors"))

    def many_view(self, request: AuthenticatedRequest, act: str) -> HttpResponse:
        """Say who and what on GET; on POST do it for all, or for nobody with a sentence for each refusal."""
        if act not in ACTS:
            raise Http404
        chosen, rows = ACTS[act], self.filtered(request)
        form = chosen.form(request.POST or None) if chosen.form else None
        refusals = refused(rows, chosen.step) if chosen.step else {}
        if request.method == "POST" and not refusals and rows and (form is None or form.is_valid()):
            try:
                count = chosen.verb(rows, **(form.cleaned_data if form else {}), by=request.user, at=request.at)
            except EachRefused as error:
                refusals = dict(error.refusals)
            except StepRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, chosen.done.format(count))
                return HttpResponseRedirect(reverse(LIST))
        return self._many_page(request, chosen, rows, form=form, refusals=refusals)

    def _many_page(self, request: HttpRequest, act: Act, rows: list[Challenge], **more) -> HttpResponse:
        refusals = more["refusals"]
        able = [str(challenge.pk) for challenge in rows if challenge not in refusals]
        label = f"{act.label} : {plural(len(rows), SITE.challenge, SITE.challenges)}"
        context = {
            **self.list_context(request, label),
            "act": act,
            "rows": rows,
            "sentences": list(refusals.values()),
            "without": f"?id__in={','.join(able)}" if refusals and able else "",
            "able": len(able),
            "keeper": kept_here(request) if more["form"] else None,
            **more,
        }
        return TemplateResponse(
            request, "admin/challenges/many.html", context, status=409 if refusals and request.POST else 200
        )

    def list_context(self, request: HttpRequest, title: str) -> dict:
        """What every page about many rows shows."""
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "back": reverse(LIST) + query,
        }
