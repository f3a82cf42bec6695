"""What a jury hears of a challenge."""
