"""The staff groups of a database, as the table of ``groups`` says them."""

from django.contrib.auth.models import Group, Permission

from eig.home.groups import GROUPS, permissions


def create_groups() -> None:
    """Create the groups and give them exactly their permissions; again, changes nothing.

    Raises ``LookupError`` when the database lacks a permission: it was not migrated.
    """
    known = {(permission.content_type.app_label, permission.codename): permission for permission in _permissions()}
    for name in GROUPS:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(_found(known, name))


def _permissions():
    return Permission.objects.select_related("content_type")


def _found(known: dict[tuple[str, str], Permission], group: str) -> list[Permission]:
    missing = [f"{app}.{code}" for app, code in permissions(group) if (app, code) not in known]
    if missing:
        raise LookupError(f"No such permission: {', '.join(missing)}. Has the database been migrated?")
    return [known[pair] for pair in permissions(group)]
