"""The life of a subscription, and whom it is for."""

from django.db import models

from eig.common.flow import Flow, Step
from eig.common.vocabulary import SiteText
from eig.common.words import Words


class Audience(models.TextChoices):
    """What a subscriber waits for."""

    ADMINISTRATIONS = "administrations", SiteText("Les appels à projets, pour proposer un {challenge}")
    CANDIDATES = "candidates", SiteText("Les {challenges} publiés et les appels à candidatures, pour candidater")


class SubscriptionStatus(Words):
    """The status of a subscription: it gets the news only once its address is confirmed."""

    PENDING = "pending", "à confirmer", ""
    ACTIVE = "active", "confirmé", ""


S = SubscriptionStatus
SUBSCRIPTION_FLOW = Flow(Step("confirm", "Confirmer mon abonnement", (S.PENDING,), S.ACTIVE, "Abonnement confirmé"))
