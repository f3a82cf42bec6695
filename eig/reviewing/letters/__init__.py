"""What is written to readers, and to the people of several files."""
