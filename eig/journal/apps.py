from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "eig.journal"
    label = "journal"
    verbose_name = "Journal"
