"""The forms of the candidates, of the juries and of the coordination."""
