"""Ranked lists, seats prepared, their publication."""
