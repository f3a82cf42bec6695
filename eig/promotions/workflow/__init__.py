"""The verbs of a promotion: its calendar, its publications, its copies."""
