"""Adding an administration, and making one of two."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from challenges.models import Administration, AdministrationDomain
from challenges.rules import acting_refusal
from challenges.workflow.memberships import enter
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.text import sort_key
from eig.journal.steps import record


class AlreadyThere(StepRefused):
    """An administration of that name or number exists: ``administration`` is the one to join."""

    def __init__(self, administration: Administration):
        super().__init__(f"« {administration.name} » existe déjà : rejoignez-la plutôt que de la créer.")
        self.administration = administration


class LooksLike(StepRefused):
    """Administrations of a neighbouring name exist: ``administrations`` are to be looked at before adding one more."""

    def __init__(self, administrations: Sequence[Administration]):
        super().__init__("Une administration au nom très proche existe déjà. Est-ce la vôtre ?")
        self.administrations = administrations


@transaction.atomic
def create_administration(
    name: str,
    kind: str,
    town: str,
    *,
    ministry: str = "",
    region: str = "",
    siret: str = "",
    anyway: bool = False,
    by: User,
    at: datetime,
) -> Administration:
    """A new administration, of which its creator is at once a member, and which welcomes their domain.

    Raises ``AlreadyThere`` when the name differs from a known one by accents and capitals only or when the SIRET is
    known, ``LooksLike`` when a name is very near unless ``anyway``, ``StepRefused`` for a mass-market address.
    """
    if refusal := acting_refusal(by):
        raise StepRefused(refusal)
    name = " ".join(name.split())
    _check_neighbours(name, siret, anyway)
    facts = {"kind": kind, "town": town.strip(), "ministry": ministry.strip(), "region": region, "siret": siret or None}
    administration, created = Administration.objects.get_or_create(key=sort_key(name), defaults={"name": name, **facts})
    if not created:
        raise AlreadyThere(administration)
    record(administration, "create", "Administration créée", by=by, at=at)
    AdministrationDomain.objects.create(administration=administration, domain=by.domain)
    enter(administration, "Personne qui a créé l’administration", by=by, at=at)
    return administration


def _check_neighbours(name: str, siret: str, anyway: bool) -> None:
    if same := Administration.objects.with_siret(siret).first():
        raise AlreadyThere(same)
    near = [] if anyway else list(Administration.objects.looking_like(name)[:5])
    if any(one.key == sort_key(name) for one in near):
        raise AlreadyThere(next(one for one in near if one.key == sort_key(name)))
    if near:
        raise LooksLike(near)
