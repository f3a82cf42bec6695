"""What every template may use without loading it: dates, typography, small DSFR pieces, form inputs."""

from django import template
from django.forms import BoundField
from django.template.defaultfilters import urlize
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from eig.common import dates, text

register = template.Library()

TONES = {"new", "info", "success", "warning", "error"}
GROUPS = {
    "select": "select",
    "selectmultiple": "select",
    "nullbooleanselect": "select",
    "file": "upload",
    "clearablefile": "upload",
    "checkbox": "checkbox",
    "radioselect": "choices",
    "facesselect": "choices",
    "checkboxselectmultiple": "choices",
}


def _blank(function):
    """The same filter, which gives an empty text for ``None`` or an empty value."""
    return lambda value: "" if value in (None, "") else function(value)


register.filter("paris", _blank(dates.full_instant))
register.filter("paris_short", _blank(dates.short_instant))
register.filter("day", _blank(dates.long_day))
register.filter("day_short", _blank(dates.short_day))
register.filter("month", _blank(dates.month))
register.filter("clock_time", _blank(dates.clock_time))
register.filter("remaining", dates.remaining)
register.filter("is_near", dates.is_near)
register.filter("number", _blank(text.number))


class AgainNode(template.Node):
    """Renders a block of the page a second time."""

    def __init__(self, name: str):
        self.name = name

    def render(self, context) -> str:
        block = context.render_context[BLOCK_CONTEXT_KEY].get_block(self.name)
        return block.render(context)


@register.tag
def again(parser, token) -> AgainNode:
    """``{% again "title" %}``: what this page puts in a block, said in a second place."""
    _, name = token.split_contents()
    return AgainNode(name.strip("\"'"))


@register.filter
def plural(count: int, words: str) -> str:
    """``{{ 2|plural:"défi" }}`` → « 2 défis »; ``{{ 2|plural:"vœu,vœux" }}`` → « 2 vœux »."""
    return text.plural(count, *words.split(","))


@register.filter
def typeset(value: object) -> str:
    """French spacing; what was safe stays safe, the rest will be escaped."""
    done = text.typeset(str(value))
    return mark_safe(done) if hasattr(value, "__html__") else done  # nosec B703


@register.filter(needs_autoescape=True)
def linked(line: str, autoescape: bool = True) -> str:
    """Addresses as links. Looking for them word by word costs more than all the rest of a letter: only where needed."""
    return urlize(line, autoescape=autoescape) if "://" in line or "@" in line else line


@register.simple_tag
def badge(label: str, tone: str = "", small: bool = False) -> SafeString:
    """A status: a word first, then one of DSFR's tones (new, info, success, warning, error, or none)."""
    classes = ["fr-badge", "fr-badge--no-icon"] + ([f"fr-badge--{tone}"] if tone in TONES else [])
    return format_html('<p class="{}">{}</p>', " ".join(classes + ["fr-badge--sm"] * bool(small)), label)


@register.simple_tag
def breadcrumb(*trail: str) -> SafeString:
    """``{% breadcrumb "Mes défis" mine_url "MonitorFish" %}``: label and address by turns, then where one is."""
    pairs = [("Accueil", reverse("home")), *zip(trail[:-1:2], trail[1::2], strict=True)]
    items = format_html_join(
        "", '<li><a class="fr-breadcrumb__link" href="{}">{}</a></li>', ((url, label) for label, url in pairs)
    )
    return format_html(
        '<nav class="fr-breadcrumb" aria-label="vous êtes ici :">'
        '<button type="button" class="fr-breadcrumb__button" aria-expanded="false" aria-controls="fil-d-ariane">'
        "Voir le fil d’Ariane</button>"
        '<div class="fr-collapse" id="fil-d-ariane"><ol class="fr-breadcrumb__list">{}'
        '<li><a class="fr-breadcrumb__link" aria-current="page">{}</a></li></ol></div></nav>',
        items,
        trail[-1],
    )


@register.simple_tag(takes_context=True)
def nav_link(context, name: str, label: str, *args: str) -> SafeString:
    """An entry of the main navigation, marked when the page lies under its address."""
    url = reverse(name, args=args)
    here = "request" in context and context["request"].path.startswith(url)
    current = mark_safe(' aria-current="true"') if here else ""  # nosec B308
    return format_html('<li class="fr-nav__item"><a class="fr-nav__link" href="{}"{}>{}</a></li>', url, current, label)


@register.simple_tag
def elided(page) -> list:
    """The numbers of a paginator around the current page, with « … » between."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def group(field: BoundField) -> str:
    """Which DSFR group a field belongs to: input, select, upload, checkbox or choices."""
    return GROUPS.get(field.widget_type, "input")


@register.filter
def condition(field: BoundField) -> str:
    """The other field of the form, and its value, without which a field is not asked: « blocked=oui »; mostly empty."""
    name, value = getattr(field.field, "condition", None) or ("", "")
    return f"{field.form.add_prefix(name)}={value}" if name else ""


@register.filter
def limit(field: BoundField) -> int | None:
    """The number of characters to count while typing, for long texts that have one."""
    characters = field.field.widget.attrs.get("maxlength") if field.widget_type == "textarea" else None
    return int(characters) if characters else None


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The input itself, with DSFR's class, its help, counter and error named in ``aria-describedby``."""
    own = field.field.widget.attrs
    kind = group(field)
    attrs: dict[str, str | bool] = {
        "class": " ".join(filter(None, [own.get("class"), f"fr-{kind}" if kind != "checkbox" else ""]))
    }
    if count := limit(field):
        # The browser would cut a pasted text without a word: count, and refuse with a sentence instead.
        described = " ".join(filter(None, [field.aria_describedby, f"{field.auto_id}_counter"]))
        attrs |= {"maxlength": False, "data-counter": str(count), "aria-describedby": described}
    return field.as_widget(attrs={name: value for name, value in attrs.items() if value != ""})
