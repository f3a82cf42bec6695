"""An invitation to sit: its answer, then the charter."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from eig.accounts.requests import AuthenticatedRequest
from eig.common.agenda import ics_response
from eig.common.views import StepView
from eig.juries import rules
from eig.juries.forms.seats import AnswerForm, CharterForm, DeclineForm
from eig.juries.letters.seats import meeting
from eig.juries.models.juries import HalfDay, Jury, JurySeat
from eig.juries.workflow import seats as seats_workflow


class SeatView(StepView):
    """A page about one's own place in a jury: a 404 for anybody else."""

    model = JurySeat
    object: JurySeat

    def get_queryset(self) -> QuerySet[JurySeat]:
        return JurySeat.objects.visible_to(self.request.user)

    def success_url(self, obj: JurySeat) -> str:
        return reverse("juries:invitation", args=[obj.pk])


class InvitationView(SeatView):
    """What is asked, and when one can sit. Reading it changes nothing: saying yes is a POST."""

    request: AuthenticatedRequest
    template_name = "juries/invitation.html"
    rule = rules.can_answer
    verb = seats_workflow.accept
    title = "Siéger au {0.jury}"
    done = "Merci ! Votre réponse est enregistrée."

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.form = self._form()
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.form = self._form(request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        return self._act(self.form.cleaned_data)

    def success_url(self, obj: JurySeat) -> str:
        """To the charter, when it is the next thing to do."""
        unsigned = rules.can_sign(self.request.user, obj) and obj.charter_signed_at is None
        return reverse("juries:charter" if unsigned else "juries:invitation", args=[obj.pk])

    def _form(self, data=None) -> AnswerForm:
        jury = self.object.jury
        known = self.object.half_days or [HalfDay.of(jury.meets_at).code]
        offered = Jury.objects.half_days(jury.promotion, jury.stage)
        return AnswerForm(data, offered=offered, initial={"half_days": known})


class DeclineView(SeatView):
    """Say no, or give one's place up, and perhaps say who else."""

    rule = rules.can_answer
    verb = seats_workflow.decline
    form_class = DeclineForm
    title = "Décliner l’invitation au {0.jury}"
    explanation = "Vous ne recevrez pas de rappel pour cette demi-journée. Vous pourrez encore changer d’avis."
    button = "Décliner l’invitation"
    done = "Votre réponse est enregistrée. Merci de nous avoir répondu."
    danger = True


def agenda(request: HttpRequest) -> HttpResponse:
    """One's own half-days, for any calendar: two queries."""
    seats = JurySeat.objects.visible_to(request.user).live().prefetch_related("jury__hearings")
    return ics_response([meeting(seat.jury, seat.seated_at) for seat in seats], "jurys")


class CharterView(SeatView):
    """The charter to read and sign, before any file can be read."""

    template_name = "juries/charter.html"
    rule = rules.can_sign
    verb = seats_workflow.sign_charter
    form_class = CharterForm
    title = "Charte du jury"
    done = "La charte est signée : vos dossiers sont ouverts."

    def success_url(self, obj: JurySeat) -> str:
        return reverse("juries:desk")

    def _act(self, values: dict) -> HttpResponse:
        return super()._act({})
