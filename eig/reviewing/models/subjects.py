"""What every row about a file says of itself."""

from typing import Any, ClassVar

from django.db import models


class AboutSubject(models.Model):
    """A row about a file: ``SUBJECT`` names the foreign key that leads there, which each app declares."""

    SUBJECT: ClassVar[str]

    class Meta:
        abstract = True

    @property
    def subject(self) -> Any:
        """The file."""
        return getattr(self, self.SUBJECT)

    @classmethod
    def subjects(cls) -> Any:
        """The files that rows of this kind are about."""
        field: Any = cls._meta.get_field(cls.SUBJECT)
        return field.related_model._default_manager.all()
