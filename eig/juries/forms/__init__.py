"""What jurors and the coordination type."""
