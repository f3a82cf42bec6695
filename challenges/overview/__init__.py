"""The pages that show everything of a challenge, to its authors and to the coordination."""
