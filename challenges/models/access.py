"""Who may open which challenges."""

from django.db import models
from django.db.models import Q

from challenges.states import MembershipStatus, Right

COORDINATION = "challenges.view_challenge"
COORDINATES = "challenges.change_challenge"
READS = "challenges.view_reading"


def _around(user) -> Q:
    active = Q(administration__memberships__user=user, administration__memberships__status=MembershipStatus.ACTIVE)
    named = Q(stakeholders__user=user, stakeholders__right=Right.READ)
    return Q(authors=user) | Q(readers=user) | active | named


def _given_to(user) -> Q:
    return Q(readings__reader=user) if user.has_perm(READS) else Q(pk__in=[])


class AccessQuerySet(models.QuerySet):
    """Reads of challenges by what a person may see."""

    def around(self, user) -> "AccessQuerySet":
        """Those of a person: written by them, borne by their administration, or that they may read."""
        return self.filter(_around(user)).distinct()

    def visible_to(self, user) -> "AccessQuerySet":
        """Those that a signed-in person may open as a file: all for staff, else those around them.

        Outside readers read theirs in the administration's tool, which hides what is not theirs to know.
        """
        return self if user.has_perm(COORDINATION) else self.around(user)

    def instructed_by(self, user) -> "AccessQuerySet":
        """Those of the administration's tool: all for staff; for an outside reader, those handed over, never more."""
        return self if user.has_perm(COORDINATION) else self.filter(_given_to(user))

    def deck_readable_by(self, user) -> "AccessQuerySet":
        """Those whose presentation a person may download: those who see the file, and jurors who signed the charter."""
        if user.has_perm(COORDINATION):
            return self
        heard = self.model.objects.files_read_by(user).values("pk")
        return self.filter(_around(user) | _given_to(user) | Q(pk__in=heard)).distinct()

    def editable_by(self, user) -> "AccessQuerySet":
        """Those whose content a person may write: authors only."""
        return self.filter(authors=user)
