"""The coordination reads applications and decides whom to hear."""
