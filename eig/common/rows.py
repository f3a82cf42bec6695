"""Rows that a verb holds while it works on them."""

from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet

from eig.common.flow import StepRefused

GONE = "Ce que vous avez choisi, ou que vous vouliez changer, n’existe plus : rechargez la page."
Row = TypeVar("Row", bound=Model)


def held(rows: "QuerySet[Row]", pk: int) -> Row:
    """The row of that number, from a queryset that locks it.

    Raises ``StepRefused`` when somebody deleted it since the page was read.
    """
    try:
        return rows.get(pk=pk)
    except ObjectDoesNotExist:
        raise StepRefused(GONE) from None
