"""The words of a promotion: which ones are taken, and where our sentences change."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.forms import CharField, ChoiceField, Form
from django.template import engines
from django.urls import reverse

from eig.promotions.models.programmes import Promotion
from eig.promotions.vocabulary import USUAL, Vocabulary, validate_word
from tests.factories.promotions import PromotionFactory, WindowFactory
from tests.keeping import send
from tests.promotions.test_admin import posted

WORDS = Vocabulary("projet", "projets", "porteur", "porteurs")


@pytest.fixture
def promotion():
    return Promotion(challenge_word="projet", challenge_words="projets", mentor_word="porteur", mentor_words="porteurs")


def shown(source, promotion, **context):
    return engines["django"].from_string(source).render({"promotion": promotion, **context})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Déposer le défi", "Déposer le projet"),
        ("DÉFIS et mentors", "PROJETS et porteurs"),
        ("Mentor de haut niveau d’un défi.", "Porteur de haut niveau d’un projet."),
        ("Le mentorat, co-mentor, mentor@service.example", "Le mentorat, co-mentor, mentor@service.example"),
        ("Le défi « {{ defi }} » : {{ mentors }}, mentors", "Le projet « {{ defi }} » : {{ mentors }}, porteurs"),
        (
            '<a class="mentor" href="/mentor/" title="Mentor">mentor</a>',
            '<a class="mentor" href="/mentor/" title="Porteur">porteur</a>',
        ),
    ],
)
def test_sentences_change_and_code_does_not(before, after):
    assert WORDS.said(before) == after
    assert USUAL.said(before) == before


@pytest.mark.parametrize("word", ["Projet", "atelier", "hôte", "projet 2", "<b>", "mission", "porteuse", "référente"])
def test_a_word_that_breaks_our_sentences_is_refused(word):
    with pytest.raises(ValidationError):
        validate_word(word)


@pytest.mark.parametrize("word", ["projet", "cas d’usage", "référent", "chef de file", "domaine"])
def test_a_masculine_word_with_a_consonant_is_taken(word):
    validate_word(word)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["challenge_word", "challenge_words", "mentor_word", "mentor_words"])
def test_the_database_keeps_the_rule(field):
    with pytest.raises(IntegrityError, match="promotions_promotion_vocabulary"):
        PromotionFactory(**{field: "Atelier"})


def test_a_block_says_its_own_words_and_leaves_what_was_typed(promotion):
    source = "{% vocabulary promotion %}Un défi : {{ typed }}.{% endvocabulary %} Un défi."
    assert shown(source, promotion, typed="mon défi, mon mentor") == "Un projet : mon défi, mon mentor. Un défi."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{% if typed %}un défi{% else %}rien{% endif %}", "un projet"),
        ("{% for one in 'ab' %}défi {% empty %}vide{% endfor %}", "projet projet "),
        ("{% with label='un mentor' %}{{ label }}{% endwith %}", "un porteur"),
        ("{{ 2|plural:'défi' }}", "2\xa0projets"),
        ("{{ nothing|default:'aucun défi' }}", "aucun projet"),
        ("{{ word|said|capfirst }}", "Porteur opérationnel"),
        ("{{ risky|said }}", "&lt;b&gt; porteur"),
        ("{% breadcrumb 'Mes défis' '/porteur/' typed %}", "Mes projets"),
        ("{% include 'challenges/_section_buttons.html' with following=None editable=True %}", "revenir au projet"),
    ],
)
def test_the_block_reaches_what_it_holds(promotion, source, text):
    context = {"typed": "mon défi", "nothing": "", "word": "mentor opérationnel", "risky": "<b> mentor"}
    assert text in shown(f"{{% vocabulary promotion %}}{source}{{% endvocabulary %}}", promotion, **context)


def test_the_usual_words_copy_nothing(promotion):
    template = engines["django"].from_string("{% vocabulary promotion %}Un défi{% endvocabulary %}")
    (node,) = template.template.nodelist
    assert template.render({"promotion": Promotion()}) == "Un défi"
    assert node.copies == {}
    assert template.render({"promotion": promotion}) == template.render({"promotion": promotion}) == "Un projet"
    assert list(node.copies) == [WORDS]


def test_a_form_speaks_and_keeps_what_was_typed():
    class Sample(Form):
        name = CharField(label="Nom du défi", error_messages={"required": "Nommez le défi."})
        kind = ChoiceField(choices=[("mentor", "Mentor")])

    form = Sample({"name": "", "kind": "mentor"}, initial={"name": "Mon défi"})
    WORDS.speak(form)
    html = form.as_p()
    assert "Nom du projet" in html
    assert form.errors["name"] == ["Nommez le projet."]
    assert '<option value="mentor" selected>Porteur</option>' in html
    assert Sample().fields["name"].label == "Nom du défi"


@pytest.mark.smoke
@pytest.mark.django_db
def test_the_page_of_the_promotion_takes_words_and_says_why_not(client_for, coordination, clock):
    promotion = PromotionFactory(name="EIG 4", slug="eig-4")
    WindowFactory(promotion=promotion)
    client, url = client_for(coordination), reverse("admin:promotions_promotion_change", args=[promotion.pk])
    refused = send(client, url, posted(promotion, challenge_word="atelier", mentor_word="marraine"))
    assert "commence par une consonne" in refused.content.decode()
    words = {"challenge_word": "projet", "challenge_words": "projets", "mentor_word": "porteur"}
    send(client, url, posted(promotion, **words, mentor_words="porteurs"))
    promotion.refresh_from_db()
    assert promotion.vocabulary == WORDS
