"""The coordination reads what was submitted."""
