"""What a reader advises."""

from eig.common.words import Words


class Advice(Words):
    """What a reader of the instruction recommends."""

    PRESELECT = "preselect", "présélectionner", "success"
    DISCUSS = "discuss", "en discuter", "warning"
    SET_ASIDE = "set_aside", "écarter", "error"


DECLARED_LINK = ("declared", "déclaré par la personne")
OTHER_LINK = ("other", "autre lien")
"""Two natures of a conflict of interest that every app knows, beside its own."""
