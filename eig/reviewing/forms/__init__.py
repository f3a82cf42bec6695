"""Forms, one file per concern."""
