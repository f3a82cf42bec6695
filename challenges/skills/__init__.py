"""The skills that all challenges share."""
