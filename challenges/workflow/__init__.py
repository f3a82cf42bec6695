"""The verbs of challenges and administrations, one file per concern."""
