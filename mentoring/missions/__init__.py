"""A mission for each challenge, a place for each person."""
