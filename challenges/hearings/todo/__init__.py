"""What awaits a person, one file per concern."""
