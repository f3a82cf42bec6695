"""How hard a letter insists on arriving."""

from django.db import models


class Policy(models.TextChoices):
    """What to do with a letter whose carrier died without saying whether it had left."""

    AT_LEAST_ONCE = "at_least_once", "renvoyer dans le doute"
    AT_MOST_ONCE = "at_most_once", "ne pas renvoyer dans le doute"
