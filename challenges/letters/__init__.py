"""The letters about challenges, one file per concern."""
