"""Skills as people type them: names between commas, with or without the shared list."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from challenges.skills.models import Skill, skill_key, tidy
from challenges.skills.rules import names_refusal
from challenges.skills.states import SkillDomain
from eig.common.forms import EigForm, EigModelForm

BETWEEN = re.compile(r"[,;\n]")
ALONE = "Séparées par des virgules. La liste commune est proposée pendant que vous écrivez ; une autre est possible."


class SkillsField(forms.Field):
    """A list of names, each once; its suggestions come from the page's ``competences``."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **{"help_text": ALONE, **kwargs})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"list": "competences", "autocomplete": "off", "data-skills": "", "maxlength": "800"}

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else ", ".join(value or ())

    def to_python(self, value: Any) -> list[str]:
        names = filter(None, map(tidy, BETWEEN.split(value or "")))
        once: dict[str, str] = {}
        for name in names:
            once.setdefault(skill_key(name), name)
        return list(once.values())

    def validate(self, value: list[str]) -> None:
        if refusal := names_refusal(value):
            raise ValidationError(refusal)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or ()) != self.to_python(data)


class SkillForm(EigModelForm):
    """The name of a skill, and the heading under which it is listed."""

    class Meta:
        model = Skill
        fields = ["name", "domain"]

    def clean_name(self) -> str:
        """Refuse a name already there, whatever its accents and capitals."""
        name = tidy(self.cleaned_data["name"])
        if refusal := names_refusal([name]):
            raise ValidationError(refusal)
        if Skill.objects.filter(key=skill_key(name)).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Une compétence porte déjà ce nom, ou l’a pour synonyme.")
        return name


class MergeSkillForm(EigForm):
    """Which skill stays when another becomes its synonym."""

    kept = forms.ModelChoiceField(
        Skill.objects.mergeable(), label="Celle qui est gardée", empty_label="Choisir une compétence"
    )


def offered_skills() -> list[tuple[str, list[str]]]:
    """The shared list under its headings: one query."""
    rows = list(Skill.objects.offered())
    groups = [(domain.label, [skill.name for skill in rows if skill.domain == domain]) for domain in SkillDomain]
    return [(label, names) for label, names in groups if names]
