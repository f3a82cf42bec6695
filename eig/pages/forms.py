"""The forms of the editorial pages."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from eig.common.forms import EigForm
from eig.pages.models import Page
from eig.pages.rules import address_refusal
from eig.pages.states import Layout

HELP = format_html(
    "Une ligne vide sépare les paragraphes. <code>{}</code> ouvre une partie, <code>{}</code> une sous-partie (dans "
    "une page de questions : une question à déplier). <code>{}</code> pour une liste, <code>{}</code> pour insister, "
    "<code>{}</code> pour un lien, <code>{}</code> en début de ligne pour mettre un passage en exergue. "
    "Le HTML n’est pas interprété.",
    "## Titre",
    "### Titre",
    "- élément",
    "**mots**",
    "[texte](https://adresse)",
    "> ",
)


class VersionForm(EigForm):
    """The text of a page, and the version it was written from."""

    title = forms.CharField(label="Titre", max_length=120, error_messages={"required": "Donnez un titre à cette page."})
    lead = forms.CharField(
        label="Chapeau",
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Une ou deux phrases sous le titre ; les moteurs de recherche les montrent aussi.",
    )
    body = forms.CharField(
        label="Texte",
        max_length=60_000,
        widget=forms.Textarea({"rows": 28}),
        error_messages={"required": "Écrivez le texte de la page."},
        help_text=HELP,
    )
    since = forms.IntegerField(widget=forms.HiddenInput, required=False)


class NewPageForm(VersionForm):
    """A page and its address."""

    slug = forms.SlugField(
        label="Adresse",
        max_length=60,
        help_text="Lettres sans accent, chiffres et tirets : « temoignages » donne la page /temoignages/.",
        error_messages={"required": "Donnez une adresse à cette page."},
    )
    layout = forms.ChoiceField(
        label="Présentation", choices=[(Layout.TEXT, "texte"), (Layout.QUESTIONS, "questions et réponses")]
    )
    field_order = ["slug", "layout", "title", "lead", "body"]

    def clean_slug(self) -> str:
        """The address; refused when the site or another page has it already."""
        slug = self.cleaned_data["slug"]
        if refusal := address_refusal(slug):
            raise ValidationError(refusal)
        if Page.objects.filter(slug=slug).exists():
            raise ValidationError("Une page existe déjà à cette adresse.")
        return slug
