from importlib import import_module

from django.apps import AppConfig


class CandidatesConfig(AppConfig):
    name = "candidates"
    label = "candidates"
    verbose_name = "Candidatures"

    def ready(self) -> None:
        """Fill the registries, once every model is known."""
        import_module(f"{self.name}.registries").fill()
