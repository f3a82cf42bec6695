"""Parts of the coordination’s tool, one file per concern."""
