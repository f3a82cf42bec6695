"""Rows and their reads, one file per concern."""
