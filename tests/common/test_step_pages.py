"""StepView and StepAdmin: a verb as a page, with its rule, its confirmation and its refusals."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.urls import include, path, reverse

from eig.common.flow import StepRefused
from eig.common.forms import EigForm
from eig.common.views import StepView
from eig.journal.models import Entry
from eig.promotions.models.announcements import Announcement
from eig.promotions.states import AnnouncementStatus
from tests.factories.accounts import UserFactory
from tests.factories.promotions import AnnouncementFactory

pytestmark = pytest.mark.django_db


def cancel(announcement, *, reason, by, at):
    """A verb that refuses one reason."""
    if reason == "non":
        raise StepRefused("Cette raison ne suffit pas.")
    Entry.objects.create(subject=announcement, actor=by, at=at, verb="cancel", sentence=reason)


def still_ordered(user, announcement):
    return announcement.status == AnnouncementStatus.ORDERED


class ReasonForm(EigForm):
    reason = forms.CharField(label="Motif")


class WordsForm(EigForm):
    reason = forms.CharField(label="Motif", widget=forms.Textarea)


class CancelView(StepView):
    model = Announcement
    form_class = ReasonForm
    title = "Annuler {}"
    explanation = "Rien ne sera publié."
    button = "Annuler la publication"
    done = "C’est annulé : {}."
    danger = True
    verb = cancel
    rule = still_ordered

    def get_queryset(self):
        return Announcement.objects.filter(ordered_by=self.request.user)

    def success_url(self, obj):
        return "/plan-du-site/"


urlpatterns = [path("essai/<int:pk>/", CancelView.as_view(), name="try"), path("", include("eig.urls"))]


@pytest.fixture
def order(agent, settings):
    settings.ROOT_URLCONF = __name__
    return AnnouncementFactory(ordered_by=agent)


def plain(response) -> str:
    return response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_asking_shows_what_will_happen_and_does_nothing(client_for, agent, order):
    page = plain(client_for(agent).get(f"/essai/{order.pk}/"))
    for text in (f"Annuler {order}", "Rien ne sera publié.", ">Annuler la publication</button>", "/plan-du-site/"):
        assert text in page
    assert not Entry.objects.exists()


def test_confirming_acts_at_the_instant_of_the_request(client_for, agent, order, clock, at):
    answer = client_for(agent).post(f"/essai/{order.pk}/", {"reason": "Trop tôt"})
    assert (answer.status_code, answer["Location"]) == (302, "/plan-du-site/")
    line = Entry.objects.get()
    assert (line.actor, line.at, line.sentence) == (agent, at, "Trop tôt")
    assert said(answer) == [f"C’est annulé : {order}."]


def test_a_form_in_error_comes_back_with_its_own_status(client_for, agent, order):
    answer = client_for(agent).post(f"/essai/{order.pk}/", {"reason": ""})
    assert answer.status_code == 422
    assert "Un point est à corriger" in plain(answer)
    assert not Entry.objects.exists()


def test_a_refusal_shows_again_what_was_typed(client_for, agent, order):
    answer = client_for(agent).post(f"/essai/{order.pk}/", {"reason": "non"})
    assert answer.status_code == 409
    assert "Cette raison ne suffit pas." in plain(answer)
    assert 'value="non"' in plain(answer)


def test_a_refusal_of_a_button_becomes_a_message(client_for, agent, order, monkeypatch):
    monkeypatch.setattr(CancelView, "form_class", None)
    monkeypatch.setattr(CancelView, "verb", lambda obj, by, at: cancel(obj, reason="non", by=by, at=at))
    answer = client_for(agent).post(f"/essai/{order.pk}/")
    assert answer.status_code == 302
    assert said(answer) == ["Cette raison ne suffit pas."]


def test_a_text_is_kept_in_the_browser_until_it_is_sent(client_for, agent, order, monkeypatch):
    page = f"/essai/{order.pk}/"
    assert "data-keeper=" not in plain(client_for(agent).get(page))
    monkeypatch.setattr(CancelView, "form_class", WordsForm)
    assert f'data-keeper="{agent.pk}"' in plain(client_for(agent).get(page))


def test_someone_else_s_object_is_not_found_and_a_no_is_forbidden(client_for, agent, candidate, order):
    assert client_for(candidate).get(f"/essai/{order.pk}/").status_code == 404
    assert client_for(candidate).post(f"/essai/{order.pk}/", {"reason": "x"}).status_code == 404
    done = AnnouncementFactory(ordered_by=agent, status="cancelled")
    assert client_for(agent).get(f"/essai/{done.pk}/").status_code == 403
    assert client_for(agent).post(f"/essai/{done.pk}/", {"reason": "x"}).status_code == 403


def test_strangers_sign_in_first(client, order):
    answer = client.get(f"/essai/{order.pk}/")
    assert answer["Location"].startswith("/compte/connexion/")


def admin(name: str, order, *more) -> str:
    return reverse(f"admin:promotions_announcement_{name}", args=[order.pk, *more])


def test_the_admin_offers_the_steps_that_are_possible_now(client_for, coordination, order):
    client = client_for(coordination)
    assert admin("step", order, "cancel") in client.get(admin("change", order)).content.decode()
    done = AnnouncementFactory(status="cancelled")
    assert admin("step", done, "cancel") not in client.get(admin("change", done)).content.decode()


def test_the_admin_asks_then_acts(client_for, coordination, order, clock):
    client = client_for(coordination)
    assert "aucun courrier ne partira" in plain(client.get(admin("step", order, "cancel")))
    answer = client.post(admin("step", order, "cancel"))
    assert answer["Location"] == admin("change", order)
    order.refresh_from_db()
    assert order.status == AnnouncementStatus.CANCELLED
    assert said(answer) == [f"La publication est annulée : {order}."]


def test_the_admin_refuses_what_is_not_a_step_of_its_table(client_for, coordination, order):
    assert client_for(coordination).get(admin("step", order, "carry_out")).status_code == 403
    assert client_for(coordination).get("/admin/promotions/announcement/0/etape/cancel/").status_code == 404


def test_the_status_is_never_typed(client_for, coordination, order):
    client_for(coordination).post(admin("change", order), {"status": "done", "kind": order.kind})
    order.refresh_from_db()
    assert order.status == AnnouncementStatus.ORDERED


@pytest.mark.parametrize("group", ["direction", "coaches", None])
def test_staff_without_the_permission_see_no_button_and_cannot_post(client_for, groups, order, group):
    user = UserFactory(is_staff=True)
    if group:
        user.groups.add(groups[group])
    client = client_for(user)
    assert admin("step", order, "cancel") not in client.get(admin("change", order), follow=True).content.decode()
    assert client.post(admin("step", order, "cancel")).status_code == 403
    order.refresh_from_db()
    assert order.status == AnnouncementStatus.ORDERED


def test_a_superuser_bypasses_no_rule(client_for, order):
    chief = UserFactory(is_staff=True, is_superuser=True)
    done = AnnouncementFactory(status="cancelled")
    assert client_for(chief).post(admin("step", done, "cancel")).status_code == 403
