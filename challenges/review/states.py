"""What a person decides and advises while reading a file."""

from eig.common.words import Words


class Verdict(Words):
    """What a person says of one line of the eligibility checklist."""

    OK = "ok", "conforme", "success"
    NOT_OK = "not_ok", "non conforme", "error"
    TO_CHECK = "to_check", "à vérifier", "warning"


class Advice(Words):
    """What a reader of the instruction recommends."""

    PRESELECT = "preselect", "présélectionner", "success"
    DISCUSS = "discuss", "en discuter", "warning"
    SET_ASIDE = "set_aside", "écarter", "error"
