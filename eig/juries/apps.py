from django.apps import AppConfig


class JuriesConfig(AppConfig):
    name = "eig.juries"
    label = "juries"
    verbose_name = "Jurys"
