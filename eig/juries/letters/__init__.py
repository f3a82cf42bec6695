"""What jurors, and the coordination about them, are told."""
