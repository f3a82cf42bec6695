from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "eig.common"
    label = "common"
