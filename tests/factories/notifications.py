"""Letters in the outbox."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from eig.notifications.models import Message
from eig.notifications.states import Policy


class MessageFactory(DjangoModelFactory):
    """A letter that waits to leave since 2020."""

    class Meta:
        model = Message

    key = factory.Sequence(lambda n: f"test:{n}")
    letter = "tests/letter"
    policy = Policy.AT_LEAST_ONCE
    to = factory.Sequence(lambda n: f"personne{n}@service.example")
    subject = factory.Sequence(lambda n: f"Votre défi {n} est bien déposé")
    text = "Bonjour"
    html = "<p>Bonjour</p>"
    message_id = factory.Sequence(lambda n: f"<{n}-test@testserver>")
    posted_at = next_try_at = datetime(2020, 2, 4, 9, tzinfo=UTC)
