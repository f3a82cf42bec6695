"""What the coordination types to set a promotion up, to copy it, to put off a closing."""
