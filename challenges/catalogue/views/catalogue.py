"""The public catalogue: cheap pages, read by anyone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from challenges.catalogue.models.catalogue import public
from challenges.catalogue.models.entries import CatalogueWord
from challenges.catalogue.models.facets import LAST, PER_PAGE, Choice, Facets, Sought
from eig.common.requests import Request
from eig.common.text import NBSP, number
from eig.common.vocabulary import SiteText
from eig.promotions.models.calendar import Window
from eig.promotions.states import WindowKind

# The names of the filters in addresses, and what a reader calls them.
PARAMETERS = {
    "family": ("profil", "Profil", "Tous les profils"),
    "promotion": ("promotion", "Promotion", "Toutes les promotions"),
    "administration": ("administration", "Administration", "Toutes les administrations"),
    "region": ("region", "Région", "Toutes les régions"),
    "state": ("etat", "Candidatures", SiteText("Tous les {challenges}")),
}
SORTS = (("", "Promotion la plus récente"), ("titre", "Titre, de A à Z"), ("parution", "Parution la plus récente"))


def read(request: HttpRequest, open_promotions: tuple[int, ...]) -> Sought:
    """What the address asks for, with its French names."""
    given: dict[str, Any] = {name: request.GET.get(word, "").strip()[:100] for name, (word, *_) in PARAMETERS.items()}
    typed = " ".join(request.GET.get("q", "").split())[:100]
    asked: dict[str, Any] = {"order": request.GET.get("tri", ""), "page": _page(request.GET.get("page", ""))}
    return Sought(q=typed, open_promotions=open_promotions, **asked, **given)


def _page(typed: str) -> int:
    """The first page for what is no number, the last one for a number that no page has."""
    try:
        number = int(typed)
    except ValueError:
        return 1
    return number if 0 < number < LAST else LAST


@dataclass
class Shelf:
    """What the catalogue answers: by the words, else by words that look like them."""

    sought: Sought

    @cached_property
    def exact(self) -> Facets:
        """What the words themselves find."""
        return public().search(self.sought.q).facets(self.sought)

    @cached_property
    def meant(self) -> str:
        """What the words probably meant, when they are nowhere whatever the filters; empty otherwise."""
        return "" if self.exact.words or not self.sought.q else CatalogueWord.objects.meant_by(self.sought.q)

    @cached_property
    def guess(self) -> Facets | None:
        """What the ``meant`` words find; None when they find nothing."""
        meant = replace(self.sought, q=self.meant)
        facets = public().search(self.meant).facets(meant) if self.meant else None
        return facets if facets and facets.words else None

    @cached_property
    def answered(self) -> Sought:
        """What is answered in the end: what is asked for, or what it probably meant."""
        return replace(self.sought, q=self.meant) if self.guess else self.sought

    @cached_property
    def facets(self) -> Facets:
        """The filters with their counts."""
        return self.guess or self.exact

    @cached_property
    def page(self) -> Page:
        """The page asked for, as places in the list."""
        return Paginator(range(self.facets.total), PER_PAGE).get_page(self.sought.page)

    @cached_property
    def cards(self) -> list[dict]:
        """The challenges of the page."""
        base = reverse("challenges:catalogue")
        return [
            {
                **row,
                "host": ", ".join(filter(None, [row["name"], row["town"]])),
                "url": f"{base}{row['slug']}/",
                "roles": _tags(row["roles"]),
                "open": row["promotion_id"] in self.sought.open_promotions,
            }
            for row in self.facets.shown
        ]


@login_not_required
@require_safe
def catalogue(request: Request) -> HttpResponse:
    """Published challenges: search, filters that say how many, cards; at most four queries."""
    doors = Window.objects.open_doors(WindowKind.CALL_FOR_CANDIDATES, request.at)
    shelf = Shelf(read(request, tuple(door["promotion"] for door in doors)))
    context = {
        "sought": shelf.sought,
        "shelf": shelf,
        "page": shelf.page,
        "cards": shelf.cards,
        "filters": _filters(shelf),
        "sorts": _sorts(shelf.sought),
        "in_use": _in_use(request, shelf),
        "loosen": [] if shelf.page.paginator.count else _loosen(request, shelf),
        "meant": shelf.meant if shelf.guess else "",
        "doors": doors,
    }
    return render(request, "challenges/catalogue.html", context)


def _filters(shelf: Shelf) -> list[dict]:
    """Each filter with its choices; those that would leave nothing are not offered, unless already chosen."""
    filters = []
    for name, (word, label, everything) in PARAMETERS.items():
        chosen = getattr(shelf.sought, name)
        kept = [choice for choice in shelf.facets.choices[name] if choice.total or choice.value == chosen]
        pairs = [(choice.value, f"{choice.label} ({number(choice.total)})") for choice in kept]
        filters.append({"name": word, "label": label, "all": everything, "options": _options(pairs, chosen)})
    return filters


def _sorts(sought: Sought) -> SafeString:
    """The orders of the list; words put the most telling first unless another is asked for."""
    first = [("", "Ce qui en parle le plus")] if sought.q else []
    return _options([*first, *SORTS[len(first) :]], sought.order)


def _options(pairs: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The choices of a list, drawn at once: there may be hundreds of them."""
    drawn = (
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in pairs
    )
    return mark_safe("".join(drawn))  # nosec B308 B703


def _tags(roles: list[tuple[str, int]]) -> SafeString:
    """The profiles sought by a card: « Design », « Développement × 2 »."""
    named = ((name if seats == 1 else f"{name}{NBSP}×{NBSP}{seats}",) for name, seats in roles)
    return format_html_join("", '<li><p class="fr-tag fr-tag--sm">{}</p></li>', named)


def _in_use(request: HttpRequest, shelf: Shelf) -> list[dict]:
    """Each filter in use in words, with the address without it."""
    return [
        {"label": _label(shelf.facets.choices[name], value), "url": _address(request.GET, name), "name": name}
        for name, value in shelf.sought.filters.items()
    ]


def _loosen(request: HttpRequest, shelf: Shelf) -> list[dict]:
    """What an empty answer proposes to give up, with how many challenges that shows."""
    kept = _in_use(request, shelf)
    ways = [
        {
            "words": f"Sans le filtre « {facet['label']} »",
            "url": facet["url"],
            "total": shelf.facets.without[facet["name"]],
        }
        for facet in kept
    ]
    if len(kept) > 1:
        ways.append(
            {"words": "Sans aucun filtre", "url": _address(request.GET, *PARAMETERS), "total": shelf.facets.words}
        )
    return [way for way in ways if way["total"]]


def _label(choices: list[Choice], value: str) -> str:
    return next((choice.label for choice in choices if choice.value == value), value)


def _address(given: QueryDict, *names: str) -> str:
    """The same list without some filters, from its first page."""
    kept = given.copy()
    for word in ("page", *(PARAMETERS[name][0] for name in names)):
        kept.pop(word, None)
    return f"{reverse('challenges:catalogue')}?{kept.urlencode()}" if kept else reverse("challenges:catalogue")
