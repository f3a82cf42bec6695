"""Who writes the pages, and at which addresses."""

from django.urls import Resolver404, resolve

from eig.accounts.models import User
from eig.pages.defaults import ORIGINALS
from eig.pages.models import Page

VIEW = "page"


def can_write(user: User) -> bool:
    """Write, publish and withdraw pages."""
    return user.has_perm("pages.change_page")


def can_change(user: User, page: Page) -> bool:
    """Whether this person may write this page: the same answer for every page."""
    return can_write(user)


def can_withdraw(user: User, page: Page) -> bool:
    """Hide a page; those that the site's menus lead to are rewritten instead."""
    return can_write(user) and page.slug not in {original.slug for original in ORIGINALS}


def address_refusal(slug: str) -> str:
    """Why no page may stand at ``/<slug>/``; empty when one may."""
    try:
        taken = resolve(f"/{slug}/").view_name != VIEW
    except Resolver404:
        return "Une adresse est faite de lettres sans accent, de chiffres et de tirets."
    return "Cette adresse est celle d’une page du site : choisissez-en une autre." if taken else ""
