"""The coordination’s tool, one file per concern."""
