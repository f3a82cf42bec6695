"""Offers answered, left to run out, passed to the next."""
