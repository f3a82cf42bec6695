"""Letters, one file per concern."""
