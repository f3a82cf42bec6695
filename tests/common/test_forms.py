"""What our form templates promise, in the page itself."""

import re

import pytest
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template

from eig.common.forms import DateInput, EigForm

CRISPY = Template("{% load crispy_forms_tags %}{% crispy form %}")
ATTACK = "<script>alert(1)</script>"


class ExampleForm(EigForm):
    """One field of each kind."""

    title = forms.CharField(label="Nom du défi ?", help_text="Un mot & pas un sigle.", max_length=60)
    story = forms.CharField(label="Récit", help_text="Dix lignes.", max_length=20, widget=forms.Textarea)
    kind = forms.ChoiceField(label="Type", choices=[("", "–"), ("a", "Ministère")], required=False)
    mood = forms.ChoiceField(label="Météo", help_text="Ce jour.", choices=[("a", "Soleil")], widget=forms.RadioSelect)
    day = forms.DateField(label="Jour", widget=DateInput, required=False)
    deck = forms.FileField(label="Dossier", help_text="PDF.")
    agreed = forms.BooleanField(label="J’accepte", help_text="Gardé à votre nom.")


def tag(page: str, name: str) -> str:
    """The opening tag of the element that carries this name or id."""
    return re.search(rf'<[^>]*\b(?:name|id)="{name}"[^>]*>', page)[0]


@pytest.fixture
def empty() -> str:
    return str(ExampleForm())


@pytest.fixture
def refused() -> str:
    form = ExampleForm({"title": ATTACK * 4, "story": "x" * 21})
    assert not form.is_valid()
    return str(form)


def test_each_way_of_rendering_gives_the_same_page(empty):
    assert "".join(CRISPY.render(Context({"form": ExampleForm()})).split()) == "".join(empty.split())


def test_optional_is_marked_and_compulsory_is_the_rule(empty):
    assert empty.count("(facultatif)") == 2
    assert "required" not in empty


def test_a_search_marks_nothing():
    class SearchForm(ExampleForm):
        mark_optional = False

    assert "(facultatif)" not in str(SearchForm())


def test_help_comes_before_the_field_and_describes_it(empty):
    assert empty.index("Un mot") < empty.index('name="title"')
    assert 'aria-describedby="id_title_helptext"' in tag(empty, "title")


def test_an_error_keeps_the_help_in_the_description(refused):
    assert 'aria-describedby="id_title_helptext id_title_error"' in tag(refused, "title")
    assert 'aria-describedby="id_mood_helptext id_mood_error"' in tag(refused, "id_mood")
    assert 'aria-describedby="id_agreed_helptext id_agreed_error"' in tag(refused, "agreed")
    assert 'aria-describedby="id_deck_helptext id_deck_error"' in tag(refused, "deck")
    for name in ("title", "mood", "agreed", "deck"):
        assert f'id="id_{name}_error"' in refused
        assert f'id="id_{name}_helptext"' in refused


def test_the_summary_counts_and_links_to_each_field(refused):
    assert "5 points sont à corriger" in refused
    for name in ("title", "story", "mood", "deck", "agreed"):
        assert f'<a href="#id_{name}">' in refused
        assert f'id="id_{name}"' in refused


def test_what_was_typed_is_shown_again_and_escaped(refused):
    assert ATTACK not in refused
    assert "&lt;script&gt;" in refused


def test_an_error_sentence_is_escaped():
    form = ExampleForm({})
    form.add_error("title", f"{ATTACK} ?")
    form.add_error(None, ATTACK)
    assert ATTACK not in str(form)


def test_a_long_text_counts_and_never_cuts(empty):
    area = tag(empty, "story")
    assert 'data-counter="20"' in area
    assert "maxlength" not in area
    assert 'aria-describedby="id_story_helptext id_story_counter"' in area
    assert "20 caractères au maximum" in empty


def test_a_line_break_counts_for_one_character():
    form = ExampleForm({"story": "dix\r\nlignes\r\nde texte"})
    assert "story" not in form.errors
    assert form.cleaned_data["story"] == "dix\nlignes\nde texte"


def test_required_is_said_by_what_to_do():
    errors = ExampleForm({}).errors
    assert errors["deck"] == ["Joignez un fichier."]
    assert errors["mood"] == ["Choisissez une réponse."]
    assert errors["agreed"] == ["Cochez cette case pour continuer."]


def test_each_kind_has_its_class(empty):
    assert "fr-upload" in tag(empty, "deck")
    assert "fr-select" in tag(empty, "kind")
    assert 'type="date"' in tag(empty, "day")
    assert "fr-radio-group" in empty
    assert "fr-checkbox-group" in empty


def test_labels_are_typeset(empty):
    assert "Nom du défi\u202f?" in empty


def test_a_layout_of_crispy_is_drawn():
    class LaidOut(ExampleForm):
        @property
        def helper(self):
            helper = super().helper
            helper.layout = Layout(Fieldset("Identité ?", "title"), Div("deck", css_class="eig-panel"))
            helper.render_unmentioned_fields = True
            return helper

    page = CRISPY.render(Context({"form": LaidOut()}))
    assert "Identité\u202f?</legend>" in page
    assert '<div class="eig-panel">' in page


def test_a_page_form_takes_files_and_keeps_its_token():
    page = Template('{% include "components/form.html" with action="Déposer le défi" cancel="/" %}')
    shown = page.render(Context({"form": ExampleForm(), "csrf_token": "jeton"}))
    assert 'enctype="multipart/form-data"' in shown
    assert 'value="jeton"' in shown
    assert "Déposer le défi</button>" in shown


def test_a_valid_form_shows_no_summary():
    deck = SimpleUploadedFile("a.pdf", b"%PDF-")
    form = ExampleForm({"title": "T", "story": "S", "mood": "a", "agreed": "on"}, {"deck": deck})
    assert form.is_valid(), form.errors
    assert "à corriger" not in str(form)


def test_a_text_too_long_is_told_what_to_do():
    form = ExampleForm({"title": "x" * 61, "story": "y"})
    assert form.errors["title"] == ["60 caractères au plus : raccourcissez ce texte, qui en a 61."]
