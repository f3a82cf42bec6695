"""How hard a letter insists on arriving, and where it stands."""

from django.db import models

from eig.common.words import Words


class Policy(models.TextChoices):
    """What to do with a letter whose carrier died without saying whether it had left."""

    AT_LEAST_ONCE = "at_least_once", "renvoyer dans le doute"
    AT_MOST_ONCE = "at_most_once", "ne pas renvoyer dans le doute"


class Delivery(Words):
    """Where a letter stands, read off its dates."""

    WAITING = "waiting", "en attente", "info"
    SENT = "sent", "envoyé", "success"
    GIVEN_UP = "given_up", "abandonné", "error"
