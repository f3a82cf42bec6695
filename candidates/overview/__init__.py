"""The pages that show everything of an application, to its author and to the coordination."""
