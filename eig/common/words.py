"""A status told in one row: its value, its label, the tone of its badge, its words for those outside."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.enums import ChoicesType


class Rows(ChoicesType):
    """Accepts rows written « value, label, tone… » where Django wants the label last."""

    def __new__(metacls, classname: str, bases: tuple, classdict: Any, **options: Any) -> type:
        for name in classdict._member_names:
            value, label, *said = classdict[name]
            dict.__setitem__(classdict, name, (value, *said, label))
        return super().__new__(metacls, classname, bases, classdict, **options)


if TYPE_CHECKING:
    # mypy knows Django's choices by name, not by what a metaclass of ours makes of them.
    Table = models.TextChoices
else:

    class Table(models.TextChoices, metaclass=Rows):
        """Choices that carry a tone and, where they differ from the label, softer words."""

        def __new__(cls, value: str, tone: str, softer: str = ""):
            row = str.__new__(cls, value)
            row._value_, row.tone, row.softer = value, tone, softer
            return row


class Words(Table):
    """Choices whose rows are ``VALUE = "value", "label", "tone"``, then other public words where they are softer.

    The tone is one that ``{% badge %}`` knows, or empty for a neutral badge. A row without one is refused.
    """

    tone: str
    softer: str

    @property
    def public(self) -> str:
        """The words that people outside the admin read: ``softer`` as it is, else the label with a capital."""
        return self.softer or self.label[:1].upper() + self.label[1:]
