"""Who takes part in a file, and who leaves it."""
