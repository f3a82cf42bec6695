"""What a person decides while reading a file."""

from eig.common.words import Words


class Verdict(Words):
    """What a person says of one line of the eligibility checklist."""

    OK = "ok", "conforme", "success"
    NOT_OK = "not_ok", "non conforme", "error"
    TO_CHECK = "to_check", "à vérifier", "warning"
