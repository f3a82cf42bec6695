"""Addresses of this app."""

app_name = "mentoring"
urlpatterns: list = []
