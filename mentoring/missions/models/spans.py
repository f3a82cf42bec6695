"""Days from one to another, both inside; an empty side has no limit."""

from datetime import date

from django.contrib.postgres.fields import DateRangeField
from django.db.models import F, Func, Q, Value


def in_place(on: date) -> Q:
    """The rows whose ``since`` and ``until`` hold a day."""
    return (Q(since=None) | Q(since__lte=on)) & (Q(until=None) | Q(until__gte=on))


def span(first: str, last: str) -> Func:
    """The days between two columns as PostgreSQL compares them."""
    return Func(F(first), F(last), Value("[]"), function="daterange", output_field=DateRangeField())
