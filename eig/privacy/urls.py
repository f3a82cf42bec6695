"""The register of personal data."""

from django.urls import path

from eig.privacy import views

app_name = "privacy"
urlpatterns = [
    path("registre/", views.register, name="register"),
    path("registre.csv", views.export, name="export"),
]
