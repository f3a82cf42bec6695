"""What every admin of the site closes, whoever wrote it: what its lists may be asked, where its pages lead."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import get_fields_from_path
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from eig.common.admin import ModelAdminPart

CHANGE_LINK = re.compile(r'<a href="(?P<address>/admin/\w+/\w+/\d+/change/)">(?P<words>.*?)</a>', re.DOTALL)


class ShownLookups(ModelAdminPart):
    """For every admin of the site: an address asks a list only what its filters and its calendar ask, in their words.

    Django lets any field be asked, and so guessed letter by letter, as with ``?password__startswith=a``.
    An admin whose own pages write others in their addresses names them in ``own_lookups``.
    """

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        filters = self.get_list_filter(request) if request else self.list_filter
        shown = {*getattr(self, "own_lookups", ()), *_calendar(self.date_hierarchy)}
        return lookup in shown.union(*(_asked_by(filter_item, self.model) for filter_item in filters))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list; what a filter does not understand is a wrong address, which Django answers with the whole list."""
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters(error) from error

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The object; an empty ``_to_field`` in the address is none."""
        return super().get_object(request, object_id, from_field or None)


class OpenLinks(ModelAdminPart):
    """For every admin of the site: a page leads nobody to an object whose own page is closed to them.

    Django links what is only shown, a person or a questionnaire, whatever its reader may open.
    """

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        response: Any = super().render_change_form(request, context, *args, **kwargs)
        response.add_post_render_callback(partial(_without_closed_links, request))
        return response


def _without_closed_links(request: HttpRequest, response: HttpResponse) -> None:
    """Leave the words of a link, and no link, where it leads to a refusal."""

    def read(link: re.Match[str]) -> str:
        view: Any = resolve(link["address"]).func
        return link[0] if view.model_admin.has_view_or_change_permission(request) else link["words"]

    response.content = CHANGE_LINK.sub(read, response.content.decode()).encode()


def _calendar(name: str | None) -> Iterator[str]:
    return (f"{name}__{part}" for part in ("year", "month", "day") if name)


def _asked_by(filter_item: Any, model: type[models.Model]) -> set[str]:
    """What one entry of ``list_filter`` writes in addresses."""
    if parameter := getattr(filter_item, "parameter_name", None):
        return {parameter}
    path = filter_item[0] if isinstance(filter_item, tuple | list) else filter_item
    field: Any = get_fields_from_path(model, path)[-1]
    exact = f"{path}__{field.target_field.name}__exact" if field.is_relation else f"{path}__exact"
    return {path, exact, f"{path}__isnull"}
