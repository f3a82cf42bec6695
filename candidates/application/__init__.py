"""What a candidate writes, submits and wishes for."""
