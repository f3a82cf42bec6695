"""What a real mail server answers: « later » brings a letter back, « never » stops it, silence says nothing of it."""

import smtplib
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from eig.notifications import delivery
from eig.notifications.models import Message
from eig.notifications.states import Policy
from tests.factories.notifications import MessageFactory
from tests.services import free_port

pytestmark = pytest.mark.django_db
STAGES = ("MAIL", "RCPT", "DATA", "EHLO", "banner")


@pytest.fixture(autouse=True)
def _frozen(clock):
    pass


class Relay:
    """A handler of aiosmtpd that answers ``refusal`` at one stage of the dialogue, once per entry of ``refusals``."""

    def __init__(self):
        self.stage, self.refusals, self.received = "", [], []

    def answer(self, stage: str) -> str:
        """What to say at this stage."""
        return self.refusals.pop(0) if stage == self.stage and self.refusals else "250 OK"

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802 aiosmtpd's name
        session.host_name = hostname
        answer = self.answer("EHLO")
        return responses if answer.startswith("250") else [answer]

    async def handle_HELO(self, server, session, envelope, hostname):  # noqa: N802 aiosmtpd's name
        session.host_name = hostname
        return self.answer("EHLO")

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802 aiosmtpd's name
        envelope.mail_from = address
        return self.answer("MAIL")

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 aiosmtpd's name
        answer = self.answer("RCPT")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 aiosmtpd's name
        answer = self.answer("DATA")
        if answer.startswith("250"):
            self.received.append(envelope.rcpt_tos)
        return answer


class Greeting(SMTP):
    """A server that may refuse whoever comes before they say a word."""

    async def push(self, status):
        if status.startswith("220 "):
            answer = self.event_handler.answer("banner")
            status = status if answer.startswith("250") else answer
        await super().push(status)


class Server(Controller):
    """Serves ``Greeting``."""

    def factory(self):
        return Greeting(self.handler)


@pytest.fixture
def relay(settings):
    """A real mail server on the loopback, which the product writes to."""
    handler, port = Relay(), free_port()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    server = Server(handler, hostname="127.0.0.1", port=port)
    server.start()
    yield handler
    server.stop()


def refuse(relay, stage: str, *answers: str) -> None:
    relay.stage, relay.refusals = stage, list(answers)


@pytest.mark.parametrize("policy", Policy.values)
@pytest.mark.parametrize("code", ["421 busy", "450 greylisted", "451 later", "452 full"])
@pytest.mark.parametrize("stage", STAGES)
def test_later_brings_the_letter_back(relay, at, clock, stage, code, policy):
    message = MessageFactory(policy=policy)
    refuse(relay, stage, *[code] * 2)
    assert delivery.drain() == 0
    message.refresh_from_db()
    assert (message.claim, message.sent_at, message.stopped_at, message.attempts) == (None, None, None, 1)
    assert message.next_try_at == at + timedelta(seconds=60)
    relay.refusals.clear()
    with clock.moved_to(at + timedelta(minutes=2)):
        assert delivery.drain() == 1
    assert relay.received == [[message.to]]


@pytest.mark.parametrize("code", ["550 unknown", "552 too big", "554 refused"])
@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA"])
def test_never_stops_the_letter_at_once_and_says_why(relay, stage, code):
    message = MessageFactory(policy=Policy.AT_LEAST_ONCE)
    refuse(relay, stage, code)
    delivery.drain()
    assert list(Message.objects.failed()) == [message]
    assert code.partition(" ")[2] in Message.objects.get().last_error
    assert relay.received == []


@pytest.mark.parametrize("stage", ["EHLO", "banner"])
def test_a_server_that_refuses_us_has_said_nothing_of_the_letter(relay, stage):
    MessageFactory()
    refuse(relay, stage, *["554 not you"] * 2)
    delivery.drain()
    assert Message.objects.waiting().count() == 1


@pytest.mark.parametrize("policy", Policy.values)
@pytest.mark.parametrize("error", [TimeoutError("timed out"), smtplib.SMTPServerDisconnected("closed")])
def test_a_connection_that_never_began_is_no_doubt(relay, monkeypatch, policy, error):
    def fail(*given, **options):
        raise error

    monkeypatch.setattr(smtplib.SMTP, "connect", fail)
    MessageFactory(policy=policy)
    delivery.drain()
    assert Message.objects.waiting().count() == 1


def test_one_refused_letter_does_not_keep_the_next_from_leaving(relay):
    MessageFactory.create_batch(3)
    refuse(relay, "RCPT", "451 later", "550 unknown")
    assert delivery.drain() == 1
    assert (Message.objects.waiting().count(), Message.objects.failed().count()) == (1, 1)
