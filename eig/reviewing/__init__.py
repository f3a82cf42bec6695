"""What every app does with the files that it receives: readings, notes, conflicts of interest, who has a file open,
exports, letters to the people of several.

Nothing here has a table. An app that reviews files names its own: a concrete class for each abstract model, which says
what it is about, and verbs of a few lines that add its rules and its letters.
"""
