"""Addresses of this app."""

app_name = "candidates"
urlpatterns: list = []
