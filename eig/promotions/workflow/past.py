"""Promotions that ended before the product was there."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.text import sort_key
from eig.journal.steps import record
from eig.promotions.models.programmes import Programme, Promotion


@transaction.atomic
def enter_past(name: str, *, by: User, at: datetime) -> Promotion:
    """A past promotion of which only the name is known; its first word says the programme.

    Raises ``StepRefused`` for a name that begins with no known programme, or too long, or whose address is taken.
    """
    programme = _programme(name)
    slug = slugify(name)[:50]
    longest: Any = Promotion._meta.get_field("name").max_length
    if len(name) > longest:
        raise StepRefused(f"le nom de promotion « {name[:40]}… » est trop long.")
    if not slug or Promotion.objects.filter(slug=slug).exists():
        raise StepRefused(f"la promotion « {name} » ne peut pas être créée : son identifiant est pris ou vide.")
    promotion = Promotion.objects.create(name=name, slug=slug, programme=programme, public=True, archived=True)
    record(promotion, "enter_past", "Promotion passée créée", by=by, at=at)
    return promotion


def _programme(name: str) -> Programme:
    """The programme whose name begins that of the promotion, the longest first."""
    key = f"{sort_key(name)} "
    known = sorted(Programme.objects.all(), key=lambda programme: -len(programme.name))
    for programme in known:
        if any(key.startswith(f"{word} ") for word in (sort_key(programme.name), programme.slug)):
            return programme
    names = ", ".join(str(programme) for programme in known)
    raise StepRefused(
        f"la promotion « {name} » n’existe pas, et son nom ne commence par aucun programme ({names or 'aucun'})."
    )
