"""The addresses of the mailbox of a demonstration."""

from django.urls import path

from eig.demo import views

urlpatterns = [
    path("", views.mailbox, name="mailbox"),
    path("<str:key>/", views.mailbox_letter, name="mailbox_letter"),
    path("<str:key>/html/", views.mailbox_html, name="mailbox_html"),
]
