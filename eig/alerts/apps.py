from importlib import import_module

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "eig.alerts"
    label = "alerts"
    verbose_name = "Abonnements aux nouvelles"

    def ready(self) -> None:
        """Fill the registries, once every model is known."""
        import_module(f"{self.name}.registries").fill()
