from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "eig.files"
    label = "files"
    verbose_name = "Fichiers"
