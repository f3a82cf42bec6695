"""Writing an application, one section per page. Nothing typed is ever lost: a refused save shows it again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View

from candidates.application import rules
from candidates.application.forms import AnswersForm, CvForm, ProfileForm, WishesForm, swapped, wishes_initial
from candidates.application.models import Application
from candidates.application.telling import ANSWERS_KEY, PROFILE_KEY, WISHES_KEY, kept
from candidates.application.views.summary import TITLES
from candidates.application.workflow import drafting, guards, ranking
from challenges.proposal.models.positions import Position
from eig.common.dates import clock_time
from eig.common.flow import StepRefused
from eig.common.text import plural


class SectionView(View):
    """A page of the draft. A subclass gives ``section``, ``form(data, files)`` and ``save(form)``."""

    section = ""
    template_name = "candidates/section.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.application = get_object_or_404(Application.objects.of(request.user).with_content(), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The section as it is kept; nothing to write once submitted or closed."""
        if refusal := self.closed():
            messages.info(request, refusal)
            return redirect(self.application)
        return self.page(self.form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save, or say why not, with what was typed."""
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form, status=422)
        return self.attempt(form)

    def attempt(self, form: Form) -> HttpResponse:
        """Call the verb; whatever it refuses, the page comes back as it was typed."""
        try:
            self.save(form)
        except guards.StaleVersion as refusal:
            return self.conflict(form, refusal)
        except (StepRefused, ValidationError) as refusal:
            form.add_error(None, str(refusal) if isinstance(refusal, StepRefused) else refusal)
            return self.page(form, status=409)
        self.say_saved()
        return redirect(self.next_url())

    def closed(self) -> str:
        """Why nothing is to be written now; empty when it may."""
        return rules.locked_because(self.application, self.request.at)

    def form(self, data: Any = None, files: Any = None) -> Form:
        """The form, empty of errors, or bound."""
        raise NotImplementedError

    def save(self, form: Form) -> None:
        """Call the verb."""
        raise NotImplementedError

    def conflict(self, form: Form, refusal: StepRefused) -> HttpResponse:
        """Both texts: what was typed, in the form, and what is kept, beside it; saving again replaces the latter."""
        form.add_error(None, str(refusal))
        form.data = form.data.copy()
        form.data["version"] = self.application.version
        stored = Application.objects.with_content().get(pk=self.application.pk)
        return self.page(form, status=409, kept=self.kept(stored))

    def kept(self, stored: Application) -> list[tuple[str, str]]:
        """What is kept of this section, as (label, text)."""
        return []

    def say_saved(self) -> None:
        """« Saved » is not « submitted »: both are said."""
        fresh = Application.objects.with_content().get(pk=self.application.pk)
        lacks = rules.missing(fresh)
        rest = f"il manque {plural(len(lacks), 'élément')}" if lacks else "il vous reste à la déposer"
        hour = clock_time(self.request.at)
        messages.success(self.request, f"Enregistré à {hour}. Enregistré n’est pas déposé : {rest}.")

    def next_url(self) -> str:
        """The next section, or the whole when it was the last or when the person asked for it."""
        every = rules.sections(self.application.promotion)
        after = [*every[every.index(self.section) + 1 :], None][0]
        if after is None or "later" in self.request.POST:
            return self.application.get_absolute_url()
        return reverse("candidates:section", args=[self.application.pk, after])

    def page(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        """The page of the section."""
        every = rules.sections(self.application.promotion)
        number = every.index(self.section)
        titles = [TITLES[section] for section in every]
        context = {
            "application": self.application,
            "section": self.section,
            "form": form,
            "title": titles[number],
            "number": number + 1,
            "total": len(titles),
            "next": "".join(titles[number + 1 : number + 2]),
            "door": rules.door(self.application.promotion),
            "missing": [one for one in rules.missing(self.application) if one.section == self.section],
            "kept": [],
            **extra,
        }
        return render(self.request, self.template_name, context, status=status)


class ProfileView(SectionView):
    """Who the person is."""

    section = "profil"

    def form(self, data: Any = None, files: Any = None) -> ProfileForm:
        return ProfileForm(data, initial={name: getattr(self.application, name) for name in ProfileForm.base_fields})

    def save(self, form: ProfileForm) -> None:
        values = dict(form.cleaned_data)
        version = values.pop("version")
        drafting.save_profile(self.application, values, version=version, by=self.request.user, at=self.request.at)

    def kept(self, stored: Application) -> list[tuple[str, str]]:
        return kept(stored, PROFILE_KEY)


class AnswersView(SectionView):
    """Career and motivation."""

    section = "parcours"

    def form(self, data: Any = None, files: Any = None) -> AnswersForm:
        answered = rules.answered(self.application)
        initial = {f"question_{question.pk}": text for question, text in answered}
        initial["version"] = self.application.version
        return AnswersForm([question for question, _ in answered], data, initial=initial)

    def save(self, form: AnswersForm) -> None:
        version = form.cleaned_data["version"]
        drafting.save_answers(self.application, form.texts(), version=version, by=self.request.user, at=self.request.at)

    def kept(self, stored: Application) -> list[tuple[str, str]]:
        return kept(stored, ANSWERS_KEY)


class CvView(SectionView):
    """The CV: sent, replaced, taken away."""

    section = "cv"
    template_name = "candidates/section_cv.html"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the file, or take it away."""
        if "remove" in request.POST:
            return self.attempt_removal()
        return super().post(request, pk)

    def attempt_removal(self) -> HttpResponse:
        """Take the CV away and stay on the page."""
        try:
            drafting.remove_cv(self.application, by=self.request.user, at=self.request.at)
        except StepRefused as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Le CV est retiré. Joignez-en un autre avant de déposer.")
        return redirect("candidates:section", self.application.pk, self.section)

    def form(self, data: Any = None, files: Any = None) -> CvForm:
        return CvForm(data, files)

    def save(self, form: CvForm) -> None:
        try:
            drafting.attach_cv(self.application, form.cleaned_data["cv"], by=self.request.user, at=self.request.at)
        except ValidationError as refusal:
            raise ValidationError({"cv": refusal.messages}) from refusal

    def next_url(self) -> str:
        return reverse("candidates:section", args=[self.application.pk, self.section])


class WishesView(SectionView):
    """The ranked wishes; « up » and « down » are ordinary submits."""

    section = "voeux"
    template_name = "candidates/section_wishes.html"

    def form(self, data: Any = None, files: Any = None) -> WishesForm:
        promotion = self.application.promotion
        asked = self.request.GET.get("poste", "")
        initial = wishes_initial(self.application, int(asked) if asked.isdecimal() else None)
        positions = Position.objects.open_to_wishes(promotion)
        return WishesForm(positions, promotion.wishes_max, data, initial=initial)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save as typed, or with two ranks exchanged."""
        if "move" not in request.POST:
            return super().post(request, pk)
        rank, _, other = request.POST["move"].partition("-")
        if not {rank, other} <= {str(one) for one in range(1, self.application.promotion.wishes_max + 1)}:
            raise Http404
        moved = swapped(request.POST.dict(), int(rank), int(other))
        form = self.form(moved)
        return self.attempt(form) if form.is_valid() else self.page(form, status=422)

    def save(self, form: WishesForm) -> None:
        version = form.cleaned_data["version"]
        drafting.save_wishes(self.application, form.wishes(), version=version, by=self.request.user, at=self.request.at)

    def next_url(self) -> str:
        if "move" in self.request.POST:
            return reverse("candidates:section", args=[self.application.pk, self.section])
        return super().next_url()

    def kept(self, stored: Application) -> list[tuple[str, str]]:
        return kept(stored, WISHES_KEY)


class RankingView(WishesView):
    """The same, once preselected, where the wishes are not a section of the application: saved, they count."""

    template_name = "candidates/ranking.html"

    def closed(self) -> str:
        return rules.ranking_closed_because(self.application, self.request.at)

    def save(self, form: WishesForm) -> None:
        version = form.cleaned_data["version"]
        ranking.rank_wishes(self.application, form.wishes(), version=version, by=self.request.user, at=self.request.at)

    def say_saved(self) -> None:
        """What is saved is what will be read; what is still missing is said."""
        fresh = Application.objects.with_content().get(pk=self.application.pk)
        lacks = list(rules.missing_wishes(fresh))
        rest = f"Il manque {plural(len(lacks), 'élément')}." if lacks else "Vous pouvez les changer jusqu’à la clôture."
        messages.success(self.request, f"Vos vœux sont enregistrés à {clock_time(self.request.at)}. {rest}")

    def next_url(self) -> str:
        if "move" in self.request.POST:
            return reverse("candidates:section", args=[self.application.pk, self.section])
        return self.application.get_absolute_url()

    def page(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        """A page of its own."""
        context = {
            "application": self.application,
            "form": form,
            "title": TITLES[self.section],
            "next": "",
            "door": rules.wish_door(self.application.promotion),
            "missing": list(rules.missing_wishes(self.application)),
            "kept": [],
            **extra,
        }
        return render(self.request, self.template_name, context, status=status)


VIEWS = {view.section: view.as_view() for view in (ProfileView, AnswersView, CvView)}


def wishes(request: HttpRequest, pk: int) -> HttpResponse:
    """The wishes, as a section of the application or as a page of the preselected."""
    it = get_object_or_404(Application.objects.of(request.user), pk=pk)
    view = RankingView if it.promotion.ranks_later else WishesView
    return view.as_view()(request, pk=pk)


VIEWS[WishesView.section] = wishes


def section(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """The page of a section by its address."""
    if section not in VIEWS:
        raise Http404
    return VIEWS[section](request, pk=pk)
