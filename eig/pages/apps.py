from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "eig.pages"
    label = "pages"
    verbose_name = "Pages du site"
