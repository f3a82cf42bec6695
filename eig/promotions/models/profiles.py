"""The trades that a programme recruits, grouped in families."""

from django.db import models


class ProfileFamily(models.Model):
    """« Développement », « design », « data »: what a position seeks and a portrait-robot counts."""

    name = models.CharField("nom", max_length=60, unique=True)
    slug = models.SlugField("identifiant", unique=True)
    order = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "famille de profils"
        verbose_name_plural = "familles de profils"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Profile(models.Model):
    """A trade: « développement », « data engineering », « design de service »…"""

    family = models.ForeignKey(ProfileFamily, models.PROTECT, related_name="profiles", verbose_name="famille")
    name = models.CharField("nom", max_length=60, unique=True)
    slug = models.SlugField("identifiant", unique=True)
    order = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "profil"
        ordering = ["family", "order", "name"]

    def __str__(self) -> str:
        return self.name
