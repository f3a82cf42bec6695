"""Inviting many jurors at once from a table: all of them, or none when a line is refused."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.tables import Line, Report, all_or_nothing, read_lines
from eig.common.text import sort_key
from eig.juries.models.juries import Jury
from eig.juries.workflow.seats import invite
from eig.promotions.models.programmes import Promotion

COLUMNS = {
    "email": ("adresse", "adresse électronique", "courriel", "mail", "e-mail"),
    "first_name": ("prénom",),
    "last_name": ("nom", "nom de famille"),
    "jury": ("jury", "numéro du jury"),
    "rapporteur": ("rapporteur", "rapporteuse"),
}
YES = {"oui", "x", "1", "vrai", "true", "rapporteur", "rapporteuse"}
NO = {"", "non", "0", "faux", "false"}


def import_jurors(promotion: Promotion, stage: str, text: str, *, really: bool, by: User, at: datetime) -> Report:
    """Invite the people of a table, each in the jury of their line; without ``really``, say what it would do.

    Raises ``StepRefused`` when a column is missing.
    """
    lines = read_lines(text, COLUMNS, ["email", "jury"])
    juries = {sort_key(jury.name): jury for jury in Jury.objects.filter(promotion=promotion, stage=stage)}
    seen: dict[tuple[str, int], int] = {}

    def act(line: Line) -> str:
        jury, email = _jury(line, juries), _email(line)
        if first := seen.get((email, jury.pk)):
            raise StepRefused(f"{email} est déjà à la ligne {first}, pour le même jury.")
        seen[email, jury.pk] = line.number
        if jury.seats.live().filter(user__email__iexact=email).exists():
            return f"{email} a déjà sa place au {jury} : rien à faire."
        names = {"first_name": line["first_name"], "last_name": line["last_name"]}
        place = invite(jury, email=email, **names, rapporteur=_rapporteur(line, jury), by=by, at=at)
        return f"{place.user} ({email}) est invité au {jury}{', rapporteur' if place.rapporteur else ''}."

    return all_or_nothing(lines, act, really=really)


def _email(line: Line) -> str:
    email = line["email"].lower()
    try:
        validate_email(email)
    except ValidationError:
        raise StepRefused(f"« {line['email']} » n’est pas une adresse électronique.") from None
    return email


def _jury(line: Line, juries: dict[str, Jury]) -> Jury:
    name = sort_key(line["jury"])
    found = juries.get(name) or juries.get(f"jury {name}")
    if not found:
        raise StepRefused(f"Il n’y a pas de jury « {line['jury']} » : créez-le d’abord, avec sa demi-journée.")
    return found


def _rapporteur(line: Line, jury: Jury) -> bool:
    word = sort_key(line["rapporteur"])
    if word not in YES | NO:
        raise StepRefused(f"« {line['rapporteur']} » ne dit pas si la personne est rapporteur : écrivez oui ou non.")
    if word in YES and jury.seats.live().filter(rapporteur=True).exists():
        raise StepRefused(f"Le {jury} a déjà un rapporteur.")
    return word in YES
