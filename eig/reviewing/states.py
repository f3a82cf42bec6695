"""What a reader advises."""

from eig.common.words import Words


class Advice(Words):
    """What a reader of the instruction recommends."""

    PRESELECT = "preselect", "présélectionner", "success"
    DISCUSS = "discuss", "en discuter", "warning"
    SET_ASIDE = "set_aside", "écarter", "error"
