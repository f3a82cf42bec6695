"""What a jury hears of a candidate."""
