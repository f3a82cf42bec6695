from importlib import import_module

from django.apps import AppConfig


class JuriesConfig(AppConfig):
    name = "eig.juries"
    label = "juries"
    verbose_name = "Jurys"

    def ready(self) -> None:
        """Fill the registries, once every model is known."""
        import_module(f"{self.name}.registries").fill()
