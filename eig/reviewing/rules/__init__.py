"""Who may do what, when, and the sentence that says no."""
