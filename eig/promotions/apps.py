from django.apps import AppConfig


class PromotionsConfig(AppConfig):
    name = "eig.promotions"
    label = "promotions"
    verbose_name = "Programmes et promotions"
