"""The pages of jurors."""
