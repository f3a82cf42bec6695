"""What an administration writes and submits."""
