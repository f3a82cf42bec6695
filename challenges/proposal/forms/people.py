"""Mentors and contacts: five places, of which two are compulsory to submit."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory

from challenges.administrations.rules import is_professional_domain
from challenges.proposal.forms.base import DraftForm
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import StakeholderKind
from eig.common.vocabulary import SiteText

K = StakeholderKind


@dataclass(frozen=True)
class Role:
    """One of the places of the page: a kind of person, and how it is presented."""

    kind: str
    title: str
    help: str
    optional: bool = False


ROLES = (
    Role(
        K.OPERATIONAL_MENTOR,
        SiteText("{Mentor} opérationnel"),
        SiteText("Porte le {challenge} au quotidien et le présente au jury."),
    ),
    Role(
        K.OPERATIONAL_MENTOR,
        SiteText("Second {mentor} opérationnel"),
        "Partage ce rôle avec la première personne.",
        True,
    ),
    Role(
        K.HIGH_LEVEL_MENTOR,
        SiteText("{Sponsor}"),
        "De la hiérarchie : lève les blocages, reçoit l’équipe chaque mois.",
    ),
    Role(K.HR, "Contact ressources humaines", "Suit les recrutements jusqu’à l’arrivée.", True),
    Role(K.FINANCE, "Contact gestion", "Suit le cofinancement.", True),
)


class PersonForm(DraftForm):
    """One mentor or contact."""

    optional = ("phone",)

    name = forms.CharField(
        label="Prénom et nom", max_length=120, error_messages={"required": "Indiquez le nom de cette personne."}
    )
    function = forms.CharField(
        label="Fonction", max_length=150, error_messages={"required": "Indiquez la fonction de cette personne."}
    )
    email = forms.EmailField(
        label="Adresse électronique professionnelle",
        error_messages={"required": "Indiquez l’adresse professionnelle de cette personne."},
    )
    phone = forms.CharField(label="Téléphone professionnel", max_length=30, required=False)

    def __init__(self, *args: Any, role: Role, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role = role
        self.fields["email"].widget.attrs["autocomplete"] = "off"

    def clean_email(self) -> str:
        """A professional address, in lower case."""
        email = self.cleaned_data["email"].lower()
        if not is_professional_domain(email.rpartition("@")[2]):
            raise forms.ValidationError("Indiquez une adresse professionnelle, pas celle d’une messagerie personnelle.")
        return email


class BasePeopleFormSet(BaseFormSet):
    """The five places, always in the same order; one left blank is nobody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"prefix": "personne"})

    def initial_form_count(self) -> int:
        """Zero: every place, even a stored one, may be left blank."""
        return 0

    def total_form_count(self) -> int:
        """As many as roles, whatever was sent."""
        return len(ROLES)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {"role": ROLES[index or 0]}

    def clean(self) -> None:
        """Refuse the same address twice in one role."""
        keys = [(row["kind"], row.get("email")) for row in self.rows()]
        if len(set(keys)) < len(keys):
            raise forms.ValidationError(
                SiteText("Les deux {mentors} opérationnels ont la même adresse : indiquez deux personnes.")
            )

    def rows(self) -> list[dict[str, Any]]:
        """The people who were filled in, with their role."""
        filled = [form for form in self.forms if getattr(form, "cleaned_data", None)]
        return [{**form.cleaned_data, "kind": form.role.kind} for form in filled]


PeopleFormSet = cast(
    "type[BasePeopleFormSet]",
    formset_factory(PersonForm, formset=BasePeopleFormSet, extra=len(ROLES), max_num=len(ROLES)),
)


def people_of(challenge: Challenge) -> list[dict[str, Any]]:
    """What is stored, as initial values: one row per role, blank when nobody has it."""
    left = sorted(challenge.stakeholders.all(), key=lambda person: person.pk)
    rows = []
    for role in ROLES:
        person = next((stakeholder for stakeholder in left if stakeholder.kind == role.kind), None)
        if person:
            left.remove(person)
        rows.append({name: getattr(person, name) for name in PersonForm.base_fields} if person else {})
    return rows
