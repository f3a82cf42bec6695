"""Administrations: the public bodies that host teams, and the people who may act for them."""
