from importlib import import_module

from django.apps import AppConfig

from eig.common.vocabulary import SiteText


class ChallengesConfig(AppConfig):
    name = "challenges"
    label = "challenges"
    verbose_name = SiteText("{Challenges}")

    def ready(self) -> None:
        """Fill the registries, once every model is known."""
        import_module(f"{self.name}.registries").fill()
