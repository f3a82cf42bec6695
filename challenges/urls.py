"""Addresses of this app."""

app_name = "challenges"
urlpatterns: list = []
