"""The addresses of subscriptions, under ``/alertes/``."""

from django.urls import path

from eig.alerts import views

app_name = "alerts"
urlpatterns = [
    path("", views.subscribe, name="subscribe"),
    path("demande/", views.asked, name="asked"),
    path("<str:token>/", views.preferences, name="preferences"),
    path("<str:token>/confirmer/", views.confirm, name="confirm"),
    path("<str:token>/arreter/", views.end, name="end"),
]
