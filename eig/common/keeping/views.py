"""The page where someone writes: saved by a button or while typing, merged, never lost.

A subclass says what is written (``fetch``, ``stored``, ``typed``, ``told``), who may (``refusal``), the verb
(``save``), and what is said around it (``state``, ``next_url``).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.generic.base import TemplateView

from eig.common.clock import today
from eig.common.dates import clock_time, short_day
from eig.common.flow import StepRefused
from eig.common.keeping.answers import Told, alone
from eig.common.keeping.merging import Merge
from eig.common.keeping.version import FIELD, Marks, StaleVersion, read, written
from eig.common.requests import Request
from eig.common.text import plural, typeset

HEADER = "X-Autosave"
TAKE = "take"
UNDO = "undo"
UNDONE = "Ce que vous aviez changé sur cette page est défait : elle est comme quand vous l’avez ouverte."
TRIES = 5
OVERTAKEN = (
    "Quelqu’un d’autre, ou vous dans une autre fenêtre, vient de modifier la même réponse : rien n’est écrasé, "
    "et votre texte est toujours ici."
)
BUSY = "Plusieurs personnes enregistrent cette page en ce moment : rien n’est enregistré, recommencez dans un instant."
NOT_SAVED = "Ce n’est pas enregistré."


@dataclass(frozen=True)
class State:
    """What the page keeps in sight.

    ``saved`` says when (« Enregistré à 14 h 02 »), ``left`` what is left to do, ``panel`` is the HTML of a part of the
    page that saving changes; the last two may be empty.
    """

    saved: str
    left: str = ""
    panel: str = ""


class KeepingView(TemplateView):
    """Show what is stored, keep what is typed: invalid answers wait, those that two people changed are compared."""

    request: Request

    def fetch(self) -> None:
        """Read the stored rows; called again when they may have changed."""
        raise NotImplementedError

    def refusal(self) -> str:
        """Why nothing may be written now, as a sentence; empty when it may."""
        raise NotImplementedError

    def stored(self) -> Any:
        """The unbound form, filled with what is stored."""
        raise NotImplementedError

    def typed(self) -> Any:
        """The form bound to what was sent."""
        raise NotImplementedError

    def told(self, form: Any) -> Told:
        """What a form says, answer by answer."""
        return alone(form)

    def save(self, merge: Merge) -> None:
        """Call the verb. Raises ``StaleVersion`` when someone wrote since ``fetch``, ``StepRefused`` when refused."""
        raise NotImplementedError

    def state(self) -> State:
        """What the page says of what is saved."""
        raise NotImplementedError

    def next_url(self) -> str:
        """The address that the button leads to once everything is saved."""
        raise NotImplementedError

    @property
    def quiet(self) -> bool:
        """Whether a script is saving while someone types: it gets JSON, never a page nor a redirection."""
        return HEADER in self.request.headers

    @property
    def shown(self) -> Marks:
        """The version that the form carried."""
        return read(self.request.POST.get(FIELD, ""))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page as it is stored."""
        return self.page(self.stored())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what was sent; with ``TAKE``, only show it again."""
        form = self.typed()
        if refusal := self.refusal():
            return self.refused(form, refusal)
        if TAKE in request.POST:
            return self.page(form)
        return self.keep(form)

    def keep(self, form: Any) -> HttpResponse:
        """Merge and save; when someone writes at the same instant, read and merge again."""
        for _ in range(TRIES):
            merge = Merge(self.shown, self.told(self.stored()), self.told(form), self.request.POST)
            if merge.waits:
                return self.compared(form, merge)
            try:
                if merge.changed:
                    self.save(merge)
            except StaleVersion:
                self.fetch()
                continue
            except StepRefused as refusal:
                return self.refused(form, str(refusal))
            return self.kept(form, merge)
        return self.refused(form, BUSY)

    def kept(self, form: Any, merge: Merge) -> HttpResponse:
        """The answer once what is valid is stored: to ``next_url``, or 422 when something is to be corrected."""
        self.fetch()
        wrong = wrongs(form)
        if self.quiet:
            if UNDO in self.request.POST:
                messages.info(self.request, UNDONE)
            return self.told_quietly(merge, wrong)
        if wrong:
            partly = f"{self.state().saved}, sauf ce qui est à corriger." if merge.changed else ""
            after = merge.after(self.told(self.stored()))
            return self.page(form, status=422, version=after, partly=partly, kept=True, conflicts=merge.yielded)
        self.say_saved()
        return redirect(self.next_url())

    def told_quietly(self, merge: Merge, wrong: dict[str, str]) -> JsonResponse:
        """The answer of ``kept`` for a script: the new version, what to say, what is to be corrected and where."""
        state = self.state()
        said = f"{state.saved}."
        if wrong:
            rest = plural(len(wrong), "réponse à corriger", "réponses à corriger")
            said = f"{state.saved}, sauf {rest} : votre texte est gardé dans ce navigateur."
        version = written(merge.after(self.told(self.stored())))
        answer = {"said": typeset(said), "left": typeset(state.left), "panel": state.panel, "version": version}
        said_beside = {name: typeset(sentence) for name, sentence in wrong.items()}
        return JsonResponse({**answer, "wrong": said_beside}, status=422 if wrong else 200)

    def compared(self, form: Any, merge: Merge) -> HttpResponse:
        """409: both texts of each answer that two people changed; nothing is stored until one is chosen."""
        if self.quiet:
            return JsonResponse({"said": typeset(OVERTAKEN), "compare": True}, status=409)
        return self.page(form, status=409, conflicts=merge.conflicts)

    def refused(self, form: Any, refusal: str) -> HttpResponse:
        """409: nothing is saved, and why; what was typed stays on the page."""
        if self.quiet:
            return JsonResponse({"said": typeset(f"{NOT_SAVED} {refusal}")}, status=409)
        return self.page(form, status=409, refusal=refusal)

    def say_saved(self) -> None:
        """Leave a message for the next page: what is saved, and when."""
        messages.success(self.request, f"{self.state().saved}.")

    def page(self, form: Any, status: int = 200, version: Marks | None = None, **context: Any) -> HttpResponse:
        """The page around a form, with the version of what it shows."""
        typed = self.request.method == "POST"
        if version is None:
            version = self.shown if typed else self.told(form).marks
        keeper = {
            "version": written(version),
            "conflicts": [],
            "refusal": "",
            "partly": "",
            "typed": typed,
            "person": self.request.user.pk,
            "local": False,
            "state": self.state(),
            **context,
        }
        return self.render_to_response(self.get_context_data(form=form, keeper=keeper), status=status)


def shown_by(version: Marks, state: State, user: Any) -> dict[str, Any]:
    """What the components of a page (``components/keeper/``) need of one of its forms, as it is stored."""
    nothing = {"conflicts": [], "refusal": "", "partly": "", "typed": False}
    return {"version": written(version), "person": user.pk, "state": state, **nothing}


def saved_at(moment: datetime, at: datetime) -> str:
    """« Enregistré à 14 h 02 », with the day when it is not today."""
    day = "" if today(moment) == today(at) else f"le {short_day(moment)} "
    return f"Enregistré {day}à {clock_time(moment)}"


def wrongs(form: Any) -> dict[str, str]:
    """Field as the page names it → what is to be corrected in it; the empty name for the whole."""
    blocks = getattr(form, "forms", [form])
    found = {
        block.add_prefix(name) if name in block.fields else "": str(errors[0])
        for block in blocks
        for name, errors in block.errors.items()
    }
    whole = form.non_form_errors() if blocks is not form and hasattr(form, "non_form_errors") else []
    return {**found, "": str(whole[0])} if whole else found
