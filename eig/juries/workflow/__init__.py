"""The verbs of juries, one file per concern."""
