from django.apps import AppConfig


class CandidatesConfig(AppConfig):
    name = "candidates"
    label = "candidates"
    verbose_name = "Candidatures"
