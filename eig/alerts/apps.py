from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "eig.alerts"
    label = "alerts"
    verbose_name = "Abonnements aux nouvelles"
