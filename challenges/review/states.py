"""What a person decides and advises while reading a file."""

from django.db import models


class Verdict(models.TextChoices):
    """What a person says of one line of the eligibility checklist."""

    OK = "ok", "conforme"
    NOT_OK = "not_ok", "non conforme"
    TO_CHECK = "to_check", "à vérifier"


VERDICT_TONES = {Verdict.OK: "success", Verdict.NOT_OK: "error", Verdict.TO_CHECK: "warning"}


class Advice(models.TextChoices):
    """What a reader of the instruction recommends."""

    PRESELECT = "preselect", "présélectionner"
    DISCUSS = "discuss", "en discuter"
    SET_ASIDE = "set_aside", "écarter"


ADVICE_TONES = {Advice.PRESELECT: "success", Advice.DISCUSS: "warning", Advice.SET_ASIDE: "error"}
