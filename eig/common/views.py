"""StepView: a verb of the workflow as a page with its confirmation."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.generic.base import TemplateView

from eig.common.flow import StepRefused
from eig.common.keeping.local import kept_here, writes
from eig.common.requests import Request
from eig.common.vocabulary import words_of


class StepView(TemplateView):
    """Fetch through ``visible_to``, check the rule, confirm on GET, call the verb on POST, say so.

    A subclass names ``model``, ``rule(user, obj) -> bool``, ``verb(obj, by=, at=, **form fields)``, ``title``,
    ``button`` and ``done`` (sentences, ``{}`` takes the object), and ``success_url(obj)``. Someone else's object
    is a 404; a rule that says no is a 403. A long text that the verb asks for, in ``form_class``, stays in the
    browser until it is sent; ``StepRefused`` shows again what was typed with the reason, or becomes a message on the
    object's page when nothing was.
    """

    request: Request
    model: ClassVar[type[models.Model]]
    rule: ClassVar[Callable[..., bool]]
    verb: ClassVar[Callable[..., Any]]
    form_class: ClassVar[type[Form] | None] = None
    template_name = "components/step.html"
    title = ""
    explanation = ""
    button = ""
    done = ""
    danger = False

    def get_queryset(self) -> models.QuerySet:
        """The rows this person may see."""
        rows: Any = self.model._default_manager
        return rows.visible_to(self.request.user)

    def success_url(self, obj: Any) -> str:
        """Where to go afterwards."""
        return obj.get_absolute_url()

    def said(self, sentence: str) -> str:
        """A sentence of the view in the words of the promotion of this object, if it has one."""
        return words_of(self.object).said(sentence)

    def get_form(self, *sent: Any) -> Form | None:
        """What the verb needs to know, bound when something was sent."""
        form = self.form_class(*sent) if self.form_class else None
        if form:
            words_of(self.object).speak(form)
        return form

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.form: Form | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = get_object_or_404(self.get_queryset(), pk=kwargs["pk"])
        if not type(self).rule(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The confirmation page."""
        self.form = self.get_form()
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, or show the form again with what was typed."""
        self.form = self.get_form(request.POST, request.FILES)
        if self.form and not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        return self._act(self.form.cleaned_data if self.form else {})

    def _act(self, values: dict) -> HttpResponse:
        try:
            type(self).verb(self.object, by=self.request.user, at=self.request.at, **values)
        except StepRefused as refusal:
            if self.form:
                return self._refused(self.said(refusal.sentence))
            messages.error(self.request, self.said(refusal.sentence))
        else:
            messages.success(self.request, self.said(self.done).format(self.object))
        return HttpResponseRedirect(self.success_url(self.object))

    def _refused(self, sentence: str) -> HttpResponse:
        """What was typed, and why nothing came of it, beside what is stored now, if it still is."""
        with suppress(ObjectDoesNotExist):
            self.object.refresh_from_db()
        return self.render_to_response(self.get_context_data(refusal=sentence), status=409)

    def get_context_data(self, *, refusal: str = "", **kwargs: Any) -> dict:
        return super().get_context_data(
            object=self.object,
            form=self.form,
            keeper=kept_here(self.request, refusal=refusal) if self.form and (refusal or writes(self.form)) else None,
            title=self.said(self.title).format(self.object),
            explanation=self.said(self.explanation).format(self.object),
            button=self.said(self.button),
            danger=self.danger,
            back=self.success_url(self.object),
            **kwargs,
        )
