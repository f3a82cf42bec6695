"""Who may open which challenges."""

from typing import Self

from django.db import models
from django.db.models import Q

from challenges.administrations.states import MembershipStatus
from challenges.proposal.states import Right

COORDINATION = "challenges.view_challenge"
COORDINATES = "challenges.change_challenge"
READS = "challenges.view_reading"


def _around(user) -> Q:
    active = Q(administration__memberships__user=user, administration__memberships__status=MembershipStatus.ACTIVE)
    named = Q(stakeholders__user=user, stakeholders__right=Right.READ)
    return Q(authors=user) | Q(readers=user) | active | named


def _given_to(user) -> Q:
    return Q(readings__reader=user) if user.has_perm(READS) else Q(pk__in=[])


def around_or_given(user) -> Q:
    """The challenges of a person, and those that they were handed over to read."""
    return _around(user) | _given_to(user)


class AccessQuerySet(models.QuerySet):
    """Reads of challenges by what a person may see."""

    def around(self, user) -> Self:
        """Those of a person: written by them, borne by their administration, or that they may read."""
        return self.filter(_around(user)).distinct()

    def visible_to(self, user) -> Self:
        """Those that a signed-in person may open as a file: all for staff, else those around them.

        Outside readers read theirs in the administration's tool, which hides what is not theirs to know.
        """
        return self if user.has_perm(COORDINATION) else self.around(user)

    def instructed_by(self, user) -> Self:
        """Those of the administration's tool: all for staff; for an outside reader, those handed over, never more."""
        return self if user.has_perm(COORDINATION) else self.filter(_given_to(user))

    def editable_by(self, user) -> Self:
        """Those whose content a person may write: authors only."""
        return self.filter(authors=user)
