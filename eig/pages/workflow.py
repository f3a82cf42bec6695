"""The verbs of pages: write, publish, withdraw, take an earlier version back."""

from datetime import datetime

from django.db import transaction

from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.journal.steps import record, take_step
from eig.pages.defaults import ORIGINALS
from eig.pages.models import Page, Version
from eig.pages.states import Layout


@transaction.atomic
def create(
    *, slug: str, title: str, body: str, lead: str = "", layout: str = Layout.TEXT, by: User | None, at: datetime
) -> Page:
    """A new page, not published yet."""
    page = Page.objects.create(slug=slug, layout=layout, order=Page.objects.count())
    Version.objects.create(page=page, number=1, title=title, lead=lead, body=body, written_by=by, written_at=at)
    record(page, "create", "Page créée", by=by, at=at)
    return page


@transaction.atomic
def write(page: Page, *, title: str, lead: str, body: str, since: int, by: User, at: datetime) -> Version:
    """A new version, which the public does not read before it is published. The same text again changes nothing.

    Raises ``StepRefused`` when somebody wrote after version ``since``, which the writer had read.
    """
    Page.objects.select_for_update(no_key=True).get(pk=page.pk)
    newest = page.newest
    if newest.says(title, lead, body):
        return newest
    if newest.number != since:
        raise StepRefused(
            f"{newest.written_by or 'Quelqu’un'} a enregistré la version {newest.number} pendant que vous écriviez. "
            "Votre texte est conservé ci-dessous : comparez-le avec l’historique, puis enregistrez de nouveau."
        )
    number = newest.number + 1
    return Version.objects.create(
        page=page, number=number, title=title, lead=lead, body=body, written_by=by, written_at=at
    )


def publish(page: Page, *, by: User | None, at: datetime) -> None:
    """Show the newest version to the public."""
    newest = page.newest
    take_step(page, "publish", by=by, at=at, note=str(newest), current=newest)


def withdraw(page: Page, *, by: User, at: datetime) -> None:
    """Hide a page from the public; its text is kept."""
    take_step(page, "withdraw", by=by, at=at)


@transaction.atomic
def take_back(page: Page, version: Version, *, by: User, at: datetime) -> Version:
    """Write an earlier version again, as the newest one; it is published by its own act."""
    now = page.newest.number
    record(page, "take_back", f"Retour au texte de la version {version.number}", by=by, at=at)
    return write(page, title=version.title, lead=version.lead, body=version.body, since=now, by=by, at=at)


def load_originals(*, at: datetime) -> int:
    """Publish the pages that the product comes with, those that exist already left alone; how many were."""
    known = set(Page.objects.values_list("slug", flat=True))
    missing = [original for original in ORIGINALS if original.slug not in known]
    for original in missing:
        page = create(
            slug=original.slug,
            layout=original.layout,
            title=original.title,
            lead=original.lead,
            body=original.body,
            by=None,
            at=at,
        )
        publish(page, by=None, at=at)
    return len(missing)
