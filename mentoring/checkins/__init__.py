"""What mentors and fellows say, month after month."""
