"""Rewording a letter: for a promotion, for all, checked, previewed, journaled, taken back."""

import pytest
from django.urls import reverse

from eig.common.keeping.version import StaleVersion
from eig.journal.models import Entry
from eig.notifications.letters import LETTERS, Draft
from eig.notifications.models import LetterText
from eig.notifications.rendering import Wording, original, render, voiced
from eig.notifications.workflow import post, restore, reword, wording_for
from tests.factories.accounts import UserFactory
from tests.factories.promotions import PromotionFactory
from tests.keeping import Pages, choices, send

pytestmark = pytest.mark.django_db
KEY = "promotions/announcement_abandoned"
PAGE = ("promotions", "announcement_abandoned")


@pytest.fixture
def letter():
    return LETTERS[KEY]


@pytest.fixture
def promotion(clock):
    return PromotionFactory(name="EIG 4")


@pytest.fixture
def client(client_for, coordination, clock):
    return client_for(coordination)


def url(promotion, action: str = "", page=PAGE) -> str:
    name = "admin:promotions_promotion_letter" + (f"_{action}" if action else "")
    return reverse(name, args=[promotion.pk, *page])


def typed(**changes) -> dict:
    return {"subject": "Rien n’est publié", "body": "Bonjour {{ prenom }},\n\nVoilà : {{ raison }}"} | changes


def plain(response) -> str:
    text = response.content.decode().replace("<code>", "").replace("</code>", "")
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_every_letter_is_listed_with_whose_text_is_in_force(client, promotion):
    LetterText.objects.create(letter=KEY, scope=promotion.scope, subject="A", body="B")
    page = plain(client.get(reverse("admin:promotions_promotion_letters", args=[promotion.pk])))
    for declared in LETTERS.values():
        assert declared.why in page
    assert page.count("reformulé pour cette promotion") == 1
    assert page.count("texte d’origine</span>") == len(LETTERS) - 1


def test_a_reworded_letter_leaves_with_its_own_text_in_its_promotion_alone(client, promotion, letter, letters, at):
    assert send(client, url(promotion), typed()).status_code == 302
    user = UserFactory(first_name="Zoé")
    for scope in (promotion.scope, PromotionFactory().scope):
        post([Draft(letter, f"test:{scope}", user, letter.examples | {"prenom": "Zoé"}, scope=scope)], at=at)
    own, other = letters(KEY)
    assert own.subject == "Rien n’est publié"
    assert "Bonjour Zoé," in own.text
    assert other.subject.endswith("n’a pas eu lieu")


def test_the_former_text_stays_in_the_journal_of_the_promotion(client, promotion, coordination, letter):
    send(client, url(promotion), typed())
    send(client, url(promotion), typed(subject="Toujours rien"))
    first, second = Entry.objects.about(promotion)
    assert first.actor == second.actor == coordination
    assert original(letter).subject in first.note
    assert "Rien n’est publié" in second.note


def test_saying_the_same_again_writes_nothing(promotion, coordination, letter, at):
    reword(letter, promotion.scope, original(letter), by=coordination, at=at, about=promotion)
    assert not LetterText.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"body": "Bonjour {{ prénom }} et {{ nom }}"}, "2 repères inconnus : {{ prénom }}, {{ nom }}."),
        ({"subject": "Pour {{ Prenom }}"}, "1 repère inconnu : {{ Prenom }}."),
        ({"body": "Bonjour {{ prenom }"}, "Des accolades ne forment pas un repère."),
        ({"body": "{% if prenom %}Bonjour{% endif %}"}, "Des accolades ne forment pas un repère."),
        ({"body": ""}, "Écrivez le texte du courrier."),
    ],
)
def test_a_wrong_text_is_explained_and_kept_on_screen(client, promotion, changes, sentence):
    page = client.post(url(promotion), typed(**changes))
    text = plain(page)
    assert sentence in text
    assert "{{ publication }}" in text
    assert "Rien n’est publié" in text or "subject" in changes
    assert not LetterText.objects.exists()


def test_the_preview_fills_the_examples_and_saves_nothing(client, promotion):
    page = plain(client.post(url(promotion), typed(preview="1")))
    assert "Bonjour Camille," in page
    assert "Voilà : Deux défis n’ont pas de décision." in page
    assert not LetterText.objects.exists()


def test_what_staff_type_is_text_never_markup(client, promotion, letter):
    nasty = typed(subject="<script>alert(1)</script>", body="<img src=x onerror=alert(1)> {{ raison }}", preview="1")
    assert "<img" not in client.post(url(promotion), nasty).content.decode().replace('<img src="/static', "")
    alone = client.post(url(promotion, "preview"), nasty)
    assert "<script" not in alone.content.decode()
    assert "&lt;img" in alone.content.decode()
    values = letter.examples | {"raison": "<b>gras</b> & {{ prenom }}"}
    shown = render(letter, Wording("{{ raison }}", "{{ raison }}"), values)
    assert "&lt;b&gt;gras&lt;/b&gt; &amp; {{ prenom }}" in shown.html
    assert "<b>gras</b> & {{ prenom }}" in shown.text


def test_the_letter_as_received_runs_nothing(client, promotion):
    page = client.get(url(promotion, "preview"))
    assert page["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "no-store" in page["Cache-Control"]
    assert "Bonjour Camille" in page.content.decode()


def test_going_back_to_the_original_asks_first(client, promotion, letter):
    send(client, url(promotion), typed())
    assert url(promotion, "restore") in client.get(url(promotion)).content.decode()
    assert original(letter).subject.partition(" ")[0] in plain(client.get(url(promotion, "restore")))
    assert LetterText.objects.exists()
    version = client.get(url(promotion, "restore")).context["version"]
    client.post(url(promotion, "restore"), {"version": "autre"})
    assert LetterText.objects.exists()
    client.post(url(promotion, "restore"), {"version": version})
    assert not LetterText.objects.exists()
    assert "Rien n’est publié" in Entry.objects.about(promotion).last().note
    assert "Revenir au texte d’origine" not in plain(client.get(url(promotion)))


def test_nothing_to_take_back_writes_nothing(promotion, coordination, letter, at):
    restore(letter, promotion.scope, by=coordination, at=at, about=promotion)
    assert not Entry.objects.exists()


def test_a_text_for_all_promotions_gives_way_to_their_own(client, promotion, coordination, letter, at):
    reverse_all = reverse("admin:notifications_lettertext_letter", args=PAGE)
    assert send(client, reverse_all, typed(subject="Pour toutes")).status_code == 302
    assert wording_for(letter, promotion.scope).subject == "Pour toutes"
    reword(letter, promotion.scope, Wording("Pour EIG 4", "Bonjour"), by=coordination, at=at)
    assert wording_for(letter, promotion.scope).subject == "Pour EIG 4"
    assert wording_for(letter, "").subject == "Pour toutes"
    assert "reformulé pour toutes" in plain(client.get(reverse("admin:notifications_lettertext_changelist")))


def test_a_placeholder_that_a_letter_has_lost_never_makes_an_act_fail(promotion, letter, letters, at):
    LetterText.objects.create(letter=KEY, scope=promotion.scope, subject="{{ disparu }}", body="Bonjour")
    post([Draft(letter, "test", UserFactory(), letter.examples, scope=promotion.scope)], at=at)
    assert letters(KEY)[0].subject.endswith("n’a pas eu lieu")


def test_an_unknown_letter_or_promotion_is_not_found(client, promotion):
    assert client.get(url(promotion, page=("promotions", "inconnu"))).status_code == 404
    promotion.pk = 0
    assert client.get(url(promotion)).status_code == 404


@pytest.mark.parametrize("group", ["direction", "coaches", "dpo"])
def test_only_the_coordination_rewords(client_for, groups, promotion, group):
    user = UserFactory(is_staff=True)
    user.groups.add(groups[group])
    client = client_for(user)
    pages = [url(promotion, action) for action in ("", "preview", "restore")]
    for page in [*pages, reverse("admin:notifications_lettertext_changelist")]:
        assert client.get(page).status_code in (403, 404)
        assert client.post(page, typed()).status_code in (403, 404)
    assert not LetterText.objects.exists()


def test_two_people_who_reword_a_letter_lose_nothing(client, client_for, promotion, coordination, letter):
    other = UserFactory(is_staff=True)
    other.groups.set(coordination.groups.all())
    pages = Pages(url(promotion), client, client_for(other))
    pages.meanwhile(typed())
    answer = pages.stale(typed(subject="Toujours rien"))
    assert answer.status_code == 409
    for text in ("Rien n’est publié", "Toujours rien"):
        assert text in plain(answer)
    assert LetterText.objects.get().subject == "Rien n’est publié"
    [(field, mine)] = choices(answer).values()
    assert pages.stale(typed(subject="Toujours rien"), **{field: mine}).status_code == 302
    assert LetterText.objects.get().subject == "Toujours rien"


def test_a_wording_is_written_over_the_one_that_was_read(promotion, coordination, letter, at):
    given = {"by": coordination, "at": at, "about": promotion}
    reword(letter, promotion.scope, Wording("Lu", "Bonjour"), over=original(letter), **given)
    with pytest.raises(StaleVersion):
        reword(letter, promotion.scope, Wording("Autre", "Bonjour"), over=original(letter), **given)
    assert LetterText.objects.get().subject == "Lu"


def test_a_text_for_all_says_the_word_that_each_promotion_chose(client_for, coordination):
    text = Wording(
        "Votre {{ words.challenge }}", "{{ words.Challenge }}, {{ words.challenge|capfirst }}, {{ nothing }}"
    )
    letter = LETTERS["challenges/submitted"]
    assert text.unknown(letter) == ["nothing", "words.Challenge"]
    promotion = PromotionFactory(challenge_word="projet", challenge_words="projets")
    context = dict.fromkeys(letter.examples, "x")
    good = Wording("Votre {{ words.challenge }}", "{{ words.challenge|capfirst }} reçu.")
    assert render(letter, voiced(good, promotion.scope), context).subject == "Votre projet"
    assert "Projet reçu." in render(letter, voiced(good, promotion.scope), context).text
    assert "Défi reçu." in render(letter, voiced(good, ""), context).text
    address = reverse("admin:notifications_lettertext_letter", args=["challenges", "submitted"])
    page = client_for(coordination).get(address)
    assert "{{ words.challenge }}" in page.content.decode()
