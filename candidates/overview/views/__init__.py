"""Pages, one file per concern."""
