from django.apps import AppConfig
from django.core.checks import Tags, register

from eig.common.history import check_history
from eig.common.masculine import check_words


class CommonConfig(AppConfig):
    name = "eig.common"
    label = "common"

    def ready(self) -> None:
        """Have `migrate` ask whose database it is before it does anything."""
        register(check_history, Tags.database)
        register(check_words)
