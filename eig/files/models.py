"""Private files: random names, checked content, one guarded way out."""

import uuid

from django.conf import settings
from django.db import models


def random_name(instance: "StoredFile", filename: str) -> str:
    """A storage path that says nothing of the file nor of its owner."""
    key = uuid.uuid4().hex
    return f"{key[:2]}/{key}"


class StoredFile(models.Model):
    """A verified upload. Sizes are in bytes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField("fichier", upload_to=random_name, max_length=60)
    name = models.CharField("nom d’origine", max_length=200)
    size = models.PositiveIntegerField("taille")
    pages = models.PositiveSmallIntegerField("pages")
    sha256 = models.CharField("empreinte", max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="envoyé par"
    )
    uploaded_at = models.DateTimeField("envoyé le")

    class Meta:
        verbose_name = "fichier"

    def __str__(self) -> str:
        return self.name
