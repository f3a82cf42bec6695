"""The outbox as the coordination sees it."""

from datetime import UTC, datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from eig.common.flow import StepRefused
from eig.journal.models import Entry
from eig.notifications.models import Message
from eig.notifications.workflow import resend
from tests.factories.accounts import UserFactory
from tests.factories.notifications import MessageFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/notifications/message/"
PAST = datetime(2020, 2, 4, 8, tzinfo=UTC)


@pytest.fixture
def client(client_for, coordination, clock):
    return client_for(coordination)


@pytest.fixture
def given_up(db):
    return MessageFactory(
        letter="promotions/announcement_abandoned", stopped_at=PAST, attempts=8, last_error="TimeoutError : trop long"
    )


def page(name: str, message) -> str:
    return reverse(f"admin:notifications_message_{name}", args=[message.pk])


def test_the_list_says_the_state_in_words(client, given_up):
    MessageFactory(sent_at=PAST)
    MessageFactory()
    text = client.get(LIST).content.decode()
    for word in (">en attente<", ">envoyé<", ">abandonné<", "TimeoutError", "Publication annulée par le site"):
        assert word in text


@pytest.mark.parametrize(("state", "count"), [("attente", 3), ("envoye", 2), ("abandon", 1), ("", 6)])
def test_the_list_is_filtered_by_state(client, given_up, state, count):
    MessageFactory.create_batch(3)
    MessageFactory.create_batch(2, sent_at=PAST)
    text = client.get(LIST, {"etat": state} if state else {}).content.decode()
    assert text.count('class="field-to') == count


def test_the_list_is_filtered_by_letter(client, given_up):
    MessageFactory()
    text = client.get(LIST, {"courrier": given_up.letter}).content.decode()
    assert text.count('class="field-to') == 1


def test_a_letter_is_read_never_written(client, given_up):
    text = client.get(page("change", given_up)).content.decode()
    assert "Bonjour" in text
    assert 'name="_save"' not in text
    assert page("resend", given_up) in text
    assert client.get(LIST + "add/").status_code == 403
    assert client.post(page("delete", given_up), {"post": "yes"}).status_code == 403


def test_the_html_version_stands_alone(client, given_up):
    answer = client.get(page("preview", given_up))
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer.content == b"<p>Bonjour</p>"


def test_a_given_up_letter_is_sent_again_after_a_confirmation(client, given_up, coordination, at):
    assert given_up.to in client.get(page("resend", given_up)).content.decode()
    answer = client.post(page("resend", given_up), follow=True)
    assert f"Le courrier repart vers {given_up.to}." in answer.content.decode()
    given_up.refresh_from_db()
    assert (given_up.stopped_at, given_up.attempts, given_up.next_try_at) == (None, 0, at)
    line = Entry.objects.get(content_type=ContentType.objects.get_for_model(Message))
    assert (line.sentence, line.actor) == ("Renvoi demandé", coordination)
    assert client.post(page("resend", given_up)).status_code == 403


@pytest.mark.parametrize("fields", [{}, {"sent_at": PAST}])
def test_what_left_or_will_leave_is_not_sent_again(client, coordination, at, fields):
    message = MessageFactory(**fields)
    assert client.get(page("resend", message)).status_code == 403
    with pytest.raises(StepRefused, match="n’est pas abandonné"):
        resend(message, by=coordination, at=at)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("group", ["direction", "coaches", "hr", "dpo", "outside_readers"])
def test_bodies_are_for_the_coordination_alone(client_for, groups, given_up, group):
    user = UserFactory(is_staff=True)
    user.groups.add(groups[group])
    client = client_for(user)
    for address in (LIST, page("change", given_up), page("preview", given_up), page("resend", given_up)):
        assert client.get(address).status_code == 403
    assert client.post(page("resend", given_up)).status_code == 403


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_whatever_its_length(client, count, django_assert_num_queries):
    for _ in range(count):
        MessageFactory(user=UserFactory())
    with django_assert_num_queries(6):
        client.get(LIST)
