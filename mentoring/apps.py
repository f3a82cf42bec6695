from importlib import import_module

from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "mentoring"
    label = "mentoring"
    verbose_name = "Missions et suivi"

    def ready(self) -> None:
        """Fill the registries, once every model is known."""
        import_module(f"{self.name}.registries").fill()
