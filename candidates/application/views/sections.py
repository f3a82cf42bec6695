"""Writing an application, one section per page, by the common way of keeping what is typed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse

from candidates.application import rules
from candidates.application.forms import CvForm, ProfileForm, WishesForm, swapped, wishes_initial
from candidates.application.models.applications import Application
from candidates.application.views.summary import TITLES, titles
from candidates.application.workflow import drafting, ranking
from challenges.proposal.models.positions import Position
from eig.accounts.requests import AuthenticatedRequest
from eig.common.dates import clock_time
from eig.common.keeping.answers import Told
from eig.common.keeping.files import FileView
from eig.common.keeping.merging import Merge
from eig.common.keeping.views import KeepingView, State, saved_at
from eig.common.text import plural
from eig.questions.forms import QuestionsForm, texts_of


class SectionView(KeepingView):
    """A page of the draft."""

    request: AuthenticatedRequest
    section = ""
    template_name = "candidates/section.html"
    application: Application

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.fetch()

    def fetch(self) -> None:
        """One's own application, with all its content; 404 for anyone else."""
        mine = Application.objects.of(self.request.user).with_content()
        self.application = get_object_or_404(mine, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The section as it is kept; nothing to write once submitted or closed."""
        if refusal := self.refusal():
            messages.info(request, refusal)
            return redirect(self.application)
        return super().get(request, *args, **kwargs)

    def refusal(self) -> str:
        return rules.locked_because(self.application, self.request.at)

    @property
    def verb_context(self) -> dict:
        """The version that was read, who writes, and when."""
        return {"version": self.application.version, "by": self.request.user, "at": self.request.at}

    def lacks(self) -> list[rules.Missing]:
        """What the whole application lacks."""
        return rules.missing(self.application)

    def left(self, count: int) -> str:
        """« Saved » is not « submitted »: what is left to do."""
        rest = f"il manque {plural(count, 'élément')}" if count else "il vous reste à la déposer"
        return f"Enregistré n’est pas déposé : {rest}."

    def state(self) -> State:
        moment, lacks = self.application.saved_at, self.lacks()
        said = saved_at(moment, self.request.at) if moment else "Rien n’est encore enregistré"
        panel = render_to_string("candidates/_missing.html", self.lacking()) if self.quiet else ""
        return State(said, self.left(len(lacks)), panel)

    def lacking(self) -> dict:
        """What this section lacks, once something was saved."""
        return {
            "missing": [lack for lack in self.lacks() if lack.section == self.section and self.application.saved_at]
        }

    def say_saved(self) -> None:
        state = self.state()
        messages.success(self.request, f"{state.saved}. {state.left}")

    def next_url(self) -> str:
        """The next section, or the whole when it was the last or when the person asked for it."""
        every = rules.sections(self.application)
        after = [*every[every.index(self.section) + 1 :], None][0]
        if after is None or "later" in self.request.POST:
            return self.application.get_absolute_url()
        return reverse("candidates:section", args=[self.application.pk, after])

    def get_context_data(self, **kwargs: Any) -> dict:
        named = titles(self.application)
        number, every = list(named).index(self.section), list(named.values())
        context = {
            "application": self.application,
            "title": every[number],
            "number": number + 1,
            "total": len(every),
            "next": "".join(every[number + 1 : number + 2]),
            "door": rules.door(self.application.promotion),
            **self.lacking(),
        }
        return super().get_context_data(**{**context, **kwargs})


class ProfileView(SectionView):
    """Who the person is."""

    section = "profil"

    def stored(self) -> ProfileForm:
        return self.profile(initial=ProfileForm.initial_of(self.application))

    def typed(self) -> ProfileForm:
        return self.profile(self.request.POST)

    def profile(self, *args: Any, **kwargs: Any) -> ProfileForm:
        """The form, with what the promotion asks to declare."""
        return ProfileForm(*args, statements=rules.statements_of(self.application.promotion), **kwargs)

    def save(self, merge: Merge) -> None:
        accepted = ProfileForm.accepted(merge.values)
        drafting.save_profile(self.application, merge.values, accepted=accepted, **self.verb_context)


class AnswersView(SectionView):
    """One part of the promotion's questions: career, motivation."""

    def fetch(self) -> None:
        super().fetch()
        self.section = self.kwargs["section"]
        asked = [part for part in rules.parts(self.application) if rules.section_of(part) == self.section]
        if not asked:
            raise Http404
        self.part = asked[0]

    def stored(self) -> QuestionsForm:
        return self.questions()

    def typed(self) -> QuestionsForm:
        return self.questions(self.request.POST)

    def questions(self, data: Any = None) -> QuestionsForm:
        """The form of this part."""
        asked = rules.answers(self.application)
        return QuestionsForm(data, reading=asked, questions=asked.page(self.part.number))

    def save(self, merge: Merge) -> None:
        drafting.save_answers(self.application, texts_of(merge.values), **self.verb_context)


class CvView(FileView, SectionView):
    """The CV: sent, replaced, taken away."""

    section = "cv"
    template_name = "candidates/section_cv.html"
    field = "cv"
    word = "CV"
    removed = "Le CV est retiré. Joignez-en un autre avant de déposer."

    def stored(self) -> CvForm:
        return CvForm()

    def typed(self) -> CvForm:
        return CvForm(self.request.POST, self.request.FILES)

    def current(self) -> Any:
        return self.application.cv

    def attach(self, upload: Any) -> None:
        drafting.attach_cv(self.application, upload, by=self.request.user, at=self.request.at)

    def detach(self) -> None:
        drafting.remove_cv(self.application, by=self.request.user, at=self.request.at)

    def next_url(self) -> str:
        return reverse("candidates:section", args=[self.application.pk, self.section])


class WishesView(SectionView):
    """The ranked wishes; « up » and « down » are ordinary submits."""

    section = "voeux"
    template_name = "candidates/section_wishes.html"

    def wishes(self, data: Any = None, wanted: int | None = None) -> WishesForm:
        """The form: as stored, with the position that the person comes from, or as sent."""
        promotion = self.application.promotion
        positions = Position.objects.open_to_wishes(promotion)
        wished = [wish.position for wish in self.application.wishes.all()]
        initial = wishes_initial(self.application, wanted)
        return WishesForm(positions, promotion.wishes_max, data, initial=initial, wished=wished)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("poste", "")
        if not asked.isdecimal() or self.refusal():
            return super().get(request, *args, **kwargs)
        return self.page(self.wishes(wanted=int(asked)), version=self.told(self.stored()).marks)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save as typed, or with two ranks exchanged."""
        if "move" in request.POST:
            ranks = {str(rank) for rank in range(1, self.application.promotion.wishes_max + 1)}
            if not set(request.POST["move"].split("-")) <= ranks:
                raise Http404
        return super().post(request, *args, **kwargs)

    def stored(self) -> WishesForm:
        return self.wishes()

    def typed(self) -> WishesForm:
        return self.wishes(swapped(self.request.POST.dict()))

    def told(self, form: WishesForm) -> Told:
        return form.told()

    def save(self, merge: Merge) -> None:
        drafting.save_wishes(self.application, WishesForm.wishes(merge.rows), **self.verb_context)

    def next_url(self) -> str:
        if "move" in self.request.POST:
            return reverse("candidates:section", args=[self.application.pk, self.section])
        return super().next_url()


class RankingView(WishesView):
    """The same, once preselected, where the wishes are not a section of the application: saved, they count."""

    template_name = "candidates/ranking.html"

    def refusal(self) -> str:
        return rules.ranking_closed_because(self.application, self.request.at)

    def lacks(self) -> list[rules.Missing]:
        return list(rules.missing_wishes(self.application))

    def left(self, count: int) -> str:
        """Nothing else to submit: what is saved is what will be read."""
        return f"Il manque {plural(count, 'élément')}." if count else "Vous pouvez les changer jusqu’à la clôture."

    def lacking(self) -> dict:
        return {"missing": self.lacks() if self.application.wishes.all() else []}

    def save(self, merge: Merge) -> None:
        ranking.rank_wishes(self.application, WishesForm.wishes(merge.rows), **self.verb_context)

    def say_saved(self) -> None:
        state = self.state()
        messages.success(self.request, f"Vos vœux sont enregistrés à {clock_time(self.request.at)}. {state.left}")

    def next_url(self) -> str:
        here = reverse("candidates:section", args=[self.application.pk, self.section])
        return here if "move" in self.request.POST else self.application.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict:
        """A page of its own."""
        context = {
            "application": self.application,
            "title": TITLES[self.section],
            "next": "",
            "door": rules.wish_door(self.application.promotion),
            **self.lacking(),
        }
        return KeepingView.get_context_data(self, **{**context, **kwargs})


VIEWS = {rules.PROFILE: ProfileView.as_view(), rules.ANSWERS: AnswersView.as_view(), rules.CV: CvView.as_view()}


def wishes(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """The wishes, as a section of the application or as a page of the preselected."""
    application = get_object_or_404(Application.objects.of(request.user), pk=pk)
    view = RankingView if application.promotion.ranks_later else WishesView
    return view.as_view()(request, pk=pk, section=section)


VIEWS[WishesView.section] = wishes


def section(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """The page of a section by its address."""
    view, _, part = section.partition("-")
    if view not in VIEWS or (part and view != rules.ANSWERS):
        raise Http404
    return VIEWS[view](request, pk=pk, section=section)
