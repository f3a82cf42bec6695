"""Abstract models, one file per concern."""
