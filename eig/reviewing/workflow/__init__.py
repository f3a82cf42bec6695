"""Verbs, one file per concern."""
