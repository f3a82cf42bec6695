"""The public catalogue: cheap pages, read by anyone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from challenges.models import Challenge, Position
from challenges.rules import door_of
from eig.promotions.models import ProfileFamily, Window
from eig.promotions.states import WindowKind

PER_PAGE = 60


@dataclass(frozen=True)
class Sought:
    """What the address asks for: words, a family of profiles, a promotion."""

    q: str
    family: str
    promotion: str

    @classmethod
    def read(cls, request: HttpRequest) -> "Sought":
        """From the query string, with its French names."""
        return cls(*(request.GET.get(name, "").strip()[:100] for name in ("q", "profil", "promotion")))

    def __bool__(self) -> bool:
        return bool(self.q or self.family or self.promotion)


@dataclass(frozen=True)
class Entry:
    """One challenge of the shelf, before it is drawn."""

    pk: int
    promotion: str
    promotion_name: str
    families: list[str]

    def fits(self, *, family: str = "", promotion: str = "") -> bool:
        """Whether it passes the given filters; an empty one lets everything through."""
        return (not family or family in self.families) and (not promotion or promotion == self.promotion)


@login_not_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Published challenges: search, two filters that say how many, cards."""
    sought = Sought.read(request)
    shelf = [Entry(*row) for row in Challenge.objects.catalogue().search(sought.q).shelf()]
    kept = [entry.pk for entry in shelf if entry.fits(family=sought.family, promotion=sought.promotion)]
    page = Paginator(kept, PER_PAGE).get_page(request.GET.get("page"))
    doors = _open_doors(request)
    context = {
        "sought": sought,
        "page": page,
        "total": len(kept),
        "families": _family_choices(shelf, sought),
        "promotions": _promotion_choices(shelf, sought),
        "cards": _cards(page.object_list, {door.promotion.slug for door in doors}),
        "doors": doors,
    }
    return render(request, "challenges/catalogue.html", context)


@login_not_required
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One published challenge."""
    challenge = get_object_or_404(Challenge.objects.catalogue().with_sheet(), slug=slug)
    door = door_of(challenge.promotion, WindowKind.CALL_FOR_CANDIDATES)
    context = {
        "challenge": challenge,
        "positions": challenge.positions.all(),
        "team": sum(position.seats for position in challenge.positions.all()),
        "starts_on": challenge.starts_on or challenge.promotion.starts_on,
        "door": door,
        "open": bool(door and door.is_open(request.at)),
        "recruiting": bool(door and request.at < door.closes_at),
    }
    return render(request, "challenges/detail.html", context)


def _open_doors(request: HttpRequest) -> list[Window]:
    return list(Window.objects.public().of_kind(WindowKind.CALL_FOR_CANDIDATES).open(request.at))


def _family_choices(shelf: Iterable[Entry], sought: Sought) -> list[dict]:
    """Each family with how many challenges it would leave."""
    counts = Counter(slug for entry in shelf if entry.fits(promotion=sought.promotion) for slug in entry.families)
    families = ProfileFamily.objects.values_list("slug", "name")
    return [_choice(slug, name, counts[slug], sought.family) for slug, name in families]


def _promotion_choices(shelf: Iterable[Entry], sought: Sought) -> list[dict]:
    """Each promotion with how many challenges it would leave, the newest first."""
    entries = list(shelf)
    names = {entry.promotion: entry.promotion_name for entry in entries}
    counts = Counter(entry.promotion for entry in entries if entry.fits(family=sought.family))
    return [_choice(slug, name, counts[slug], sought.promotion) for slug, name in names.items()]


def _choice(value: str, name: str, count: int, chosen: str) -> dict:
    return {"value": value, "label": f"{name} ({count})", "chosen": value == chosen}


def _cards(numbers: list[int], open_promotions: set[str]) -> list[dict]:
    """The cards of a page, in order: two queries, and addresses built once."""
    rows, roles = Challenge.objects.cards(numbers), Position.objects.roles(numbers)
    base = reverse("challenges:catalogue")
    return [
        {
            **rows[pk],
            "host": ", ".join(filter(None, [rows[pk]["name"], rows[pk]["town"]])),
            "url": f"{base}{rows[pk]['slug']}/",
            "roles": roles.get(pk, ()),
            "open": rows[pk]["promotion_slug"] in open_promotions,
        }
        for pk in numbers
    ]
