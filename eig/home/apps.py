from django.apps import AppConfig

# The Celery application must exist before anything is posted, whatever the process.
from eig.celery import app as celery_app

__all__ = ["HomeConfig", "celery_app"]


class HomeConfig(AppConfig):
    name = "eig.home"
    label = "home"
    verbose_name = "Accueil"
