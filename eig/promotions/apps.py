from importlib import import_module

from django.apps import AppConfig


class PromotionsConfig(AppConfig):
    name = "eig.promotions"
    label = "promotions"
    verbose_name = "Programmes et promotions"

    def ready(self) -> None:
        """Fill the registries, once every model is known."""
        import_module(f"{self.name}.registries").fill()
