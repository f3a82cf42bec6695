"""Holding a position: whoever counts its seats does."""

from challenges.proposal.models.positions import Position
from eig.common.rows import held


def lock_position(position: Position) -> Position:
    """Hold a position: whoever counts or gives its seats holds it first, and only then applications."""
    return held(Position.objects.select_for_update(no_key=True, of=("self",)).select_related("challenge"), position.pk)
