"""Editorial pages: what the coordination tells the public, version after version."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from eig.pages.states import PAGE_FLOW, Layout, PageStatus


class PageQuerySet(models.QuerySet):
    """Reads of the pages."""

    def published(self) -> "PageQuerySet":
        """Those that the public reads, with their text."""
        return self.filter(status=PageStatus.PUBLISHED).select_related("current")

    def standing_alone(self) -> "PageQuerySet":
        """Those with an address of their own."""
        return self.exclude(layout=Layout.COMPLEMENT)

    def with_latest(self) -> "PageQuerySet":
        """Annotate ``latest``, the number of the newest version, and ``shown``, the published one's."""
        newest = Version.objects.filter(page=OuterRef("pk")).order_by("-number").values("number")[:1]
        return self.annotate(latest=Subquery(newest), shown=F("current__number"))


class Page(models.Model):
    """A page at ``/<slug>/``, or what is added to a page that the site has anyway."""

    FLOW = PAGE_FLOW

    slug = models.SlugField("adresse", max_length=60, unique=True)
    layout = models.CharField("présentation", max_length=20, choices=Layout, default=Layout.TEXT)
    order = models.PositiveSmallIntegerField("ordre", default=0)
    status = models.CharField("état", max_length=20, choices=PageStatus, default=PageStatus.HIDDEN)
    current = models.ForeignKey(
        "pages.Version", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="version publiée"
    )

    # What ``with_latest`` annotates.
    latest: int
    shown: int | None

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = "page"
        ordering = ["order", "slug"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=PageStatus.values), name="pages_page_status"),
            models.CheckConstraint(condition=Q(layout__in=Layout.values), name="pages_page_layout"),
            models.CheckConstraint(
                condition=Q(status=PageStatus.HIDDEN) | Q(current__isnull=False),
                name="pages_page_text",
                violation_error_message="Une page publiée a un texte.",
            ),
        ]

    def __str__(self) -> str:
        return f"/{self.slug}/"

    @property
    def newest(self) -> "Version":
        """The version being written, or the published one when nothing was written since: one query."""
        return self.versions.order_by("-number")[0]


class Version(models.Model):
    """What a page said at one moment. Never changed afterwards."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("nº")
    title = models.CharField("titre", max_length=120)
    lead = models.CharField("chapeau", max_length=300, blank=True)
    body = models.TextField("texte")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="par"
    )
    written_at = models.DateTimeField("le")

    class Meta:
        verbose_name = "version"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "number"],
                name="pages_version_number",
                violation_error_message="Cette page vient d’être enregistrée par quelqu’un d’autre.",
            )
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    def says(self, title: str, lead: str, body: str) -> bool:
        """Whether the text is exactly this one."""
        return (self.title, self.lead, self.body) == (title, lead, body)
