"""Pages of jurors, one file per concern."""
