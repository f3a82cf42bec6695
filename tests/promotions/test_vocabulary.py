"""The words of a promotion: which ones are taken, and where our sentences change."""

import copy

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.forms import CharField, ChoiceField, Form
from django.template import engines
from django.urls import reverse

from eig.common.masculine import check_words, is_plural, validate_name, validate_word
from eig.common.vocabulary import SITE, SiteText, Vocabulary, words_of
from eig.promotions.models.programmes import NOUNS, Promotion
from tests.factories.promotions import PromotionFactory, WindowFactory
from tests.keeping import send
from tests.promotions.test_admin import posted

WORDS = Vocabulary("projet", "projets", "porteur", "porteurs", "sponsor", "sponsors", "DIG", "DIG")


@pytest.fixture
def promotion():
    names = [f"{noun}_{number}" for noun in NOUNS for number in ("word", "words")]
    return Promotion(**dict(zip(names, vars(WORDS).values(), strict=True)))


def shown(source, promotion, **context):
    return engines["django"].from_string(source).render({"promotion": promotion, "words": SITE, **context})


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Déposer le {challenge}", "Déposer le projet"),
        ("{Challenges} et {mentors}", "Projets et porteurs"),
        ("{Sponsor} des {fellows}", "Sponsor des DIG"),
        ("« {} » de {nothing}, {0}", "« {} » de {nothing}, {0}"),
    ],
)
def test_names_are_said_and_other_braces_left(source, text):
    assert WORDS.said(source) == text


def test_a_text_of_the_site_is_said_again_from_its_source():
    text = SiteText("Un {challenge}, un {mentor}")
    assert text == "Un défi, un mentor"
    assert WORDS.said(text) == "Un projet, un porteur"
    assert WORDS.said(copy.deepcopy(text)) == "Un projet, un porteur"
    assert WORDS.said("Un défi, un mentor") == "Un défi, un mentor"


def test_what_has_no_words_is_said_with_those_of_the_site(promotion):
    assert words_of(promotion) == WORDS
    assert words_of(None) is words_of({"words": WORDS}) is SITE


@pytest.mark.parametrize(
    "word",
    [
        *("Projet", "atelier", "objectif", "hôte", "yacht", "projet 2", "<b>"),
        *("démarche", "mesure", "demande", "marraine", "mission", "porteuse", "référente", "société", "valeur"),
        *("maison", "plage", "leçon", "fin", "part", "voix", "loi", "charte", "personne", "situation"),
    ],
)
def test_a_word_that_breaks_our_sentences_is_refused(word):
    with pytest.raises(ValidationError):
        validate_word(word)


@pytest.mark.parametrize(
    "word",
    [
        *("défi", "projet", "projets", "chantier", "sujet", "problème", "programme", "service", "parcours", "tableau"),
        *("cas d’usage", "référent", "chef de file", "domaine", "mentor", "mentors de haut niveau", "parrain"),
        *("sponsor", "tuteur", "pilote", "responsable", "porte-parole", "travaux", "jeux"),
    ],
)
def test_a_masculine_word_with_a_consonant_is_taken(word):
    validate_word(word)


@pytest.mark.parametrize("name", ["EIG", "DIG", "Commando UX", "agents"])
def test_those_recruited_have_any_name(name):
    validate_name(name)


@pytest.mark.parametrize(
    ("word", "many", "right"),
    [
        ("projet", "projets", True),
        ("travail", "travaux", True),
        ("tableau", "tableaux", True),
        ("cas d’usage", "cas d’usage", True),
        ("mentor de haut niveau", "mentors de haut niveau", True),
        ("projet", "projet", False),
        ("projet", "sujets", False),
        ("projets", "projet", False),
    ],
)
def test_a_plural_is_the_one_of_its_word(word, many, right):
    assert is_plural(many, word) is right


def test_a_site_with_words_that_break_our_sentences_does_not_start(settings):
    assert check_words() == []
    settings.SITE_WORDS = vars(WORDS) | {"challenge": "démarche", "mentors": "porteur"}
    sentences = [error.msg for error in check_words()]
    assert [sentence.partition(" = ")[0] for sentence in sentences] == [
        "WORD_CHALLENGE",
        "WORD_CHALLENGES",
        "WORD_MENTORS",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "field", [f"{noun}_{number}" for noun in NOUNS[:3] for number in ("word", "words")] + ["fellow_word"]
)
def test_the_database_keeps_the_rule(field):
    with pytest.raises(IntegrityError, match="promotions_promotion_vocabulary"):
        PromotionFactory(**{field: "Atelier !"})


def test_a_block_has_the_words_of_its_promotion(promotion):
    source = "{% vocabulary promotion %}Un {{ words.challenge }}{% endvocabulary %}, un {{ words.challenge }}."
    assert shown(source, promotion) == "Un projet, un défi."
    assert shown(source, None) == "Un défi, un défi."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('{% counted 2 "{challenge} retenu" "{challenges} retenus" %}', "2\xa0projets retenus"),
        ('{% counted 1 "{challenge} retenu" "{challenges} retenus" %}', "1\xa0projet retenu"),
        ("{{ word|said:words|capfirst }}", "Porteur opérationnel"),
        ("{{ risky|said:words }}", "&lt;b&gt; porteur"),
        ("{{ nothing|said:words }}", "None"),
        ('{% breadcrumb "Mes "|add:words.challenges "/porteur/" typed %}', "Mes projets"),
        ("{% include 'challenges/_section_buttons.html' with following=None editable=True %}", "revenir au projet"),
    ],
)
def test_the_block_reaches_what_it_holds(promotion, source, text):
    context = {
        "typed": "mon défi",
        "nothing": None,
        "word": SiteText("{mentor} opérationnel"),
        "risky": SiteText("<b> {mentor}"),
    }
    assert text in shown(f"{{% vocabulary promotion %}}{source}{{% endvocabulary %}}", promotion, **context)


def test_a_form_speaks_and_keeps_what_was_typed():
    class Sample(Form):
        name = CharField(
            label=SiteText("Nom du {challenge}"), error_messages={"required": SiteText("Nommez le {challenge}.")}
        )
        kind = ChoiceField(choices=[("mentor", SiteText("{Mentor}")), ("typed", "Défi {challenge}")])

    form = Sample({"name": "", "kind": "mentor"}, initial={"name": "Mon défi"})
    WORDS.speak(form)
    html = form.as_p()
    assert "Nom du projet" in html
    assert form.errors["name"] == ["Nommez le projet."]
    assert '<option value="mentor" selected>Porteur</option>' in html
    assert "Défi {challenge}" in html
    assert Sample().fields["name"].label == "Nom du défi"


@pytest.mark.smoke
@pytest.mark.django_db
def test_the_page_of_the_promotion_takes_words_and_says_why_not(client_for, coordination, clock):
    promotion = PromotionFactory(name="EIG 4", slug="eig-4")
    WindowFactory(promotion=promotion)
    client, url = client_for(coordination), reverse("admin:promotions_promotion_change", args=[promotion.pk])
    bad = {"challenge_word": "atelier", "mentor_word": "marraine", "sponsor_words": "parrain"}
    page = send(client, url, posted(promotion, **bad)).content.decode()
    assert "commence par une consonne" in page
    assert "rien n’assure qu’il soit masculin" in page
    assert "Ce n’est pas le pluriel de « mentor de haut niveau »" in page
    names = [f"{noun}_{number}" for noun in NOUNS for number in ("word", "words")]
    send(client, url, posted(promotion, **dict(zip(names, vars(WORDS).values(), strict=True))))
    promotion.refresh_from_db()
    assert promotion.words == WORDS
