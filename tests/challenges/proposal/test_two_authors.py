"""Two authors on one file, each with a page that the other made stale: nothing is lost, nothing is overwritten."""

import re

import pytest
from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.means import HostMember
from challenges.proposal.models.people import Stakeholder
from challenges.proposal.models.positions import Position
from challenges.proposal.workflow import drafting
from eig.common import clock
from eig.promotions.models.profiles import ProfileFamily
from tests.challenges.situations import CLOSING, DURING, deck, draft
from tests.factories.accounts import UserFactory
from tests.keeping import choices, marks, send, shown


@pytest.fixture(autouse=True)
def during():
    with clock.moved_to(DURING):
        yield


@pytest.fixture
def other(db):
    return UserFactory(first_name="Lou", last_name="Autre", email="lou@culture.example")


@pytest.fixture
def challenge(call, other):
    call.promotion.statements.create(text="Accueillir l’équipe dans ses locaux.", order=9)
    return draft(call, authors=[call.agent, other])


@pytest.fixture
def amir(call, client_for):
    return client_for(call.agent)


@pytest.fixture
def lou(other, client_for):
    return client_for(other)


def url(challenge, name, *more):
    return reverse(f"challenges:{name}", args=[challenge.pk, *more])


def blocks(prefix, *rows, **more):
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0, **more}
    for place, row in enumerate(rows):
        data |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return data


def waiting(html):
    """The answers that a page says are still to be chosen."""
    return re.findall(r'<a href="#choix-[0-9a-f]+-enregistre">([^<]+)</a>', html)


class Pages:
    """The same page, opened by both before either writes."""

    def __init__(self, address, first, second):
        self.address, self.first, self.second = address, first, second
        self.version = shown(second, address)

    def meanwhile(self, data):
        assert send(self.first, self.address, data).status_code == 302

    def stale(self, data, **more):
        return self.second.post(self.address, {"version": self.version, **data, **more})


FUNDED = {"cofunding": "on", "cofunding_amount": "40000", "budget_programme": "129"}


class TestIdentity:
    @pytest.fixture
    def pages(self, challenge, amir, lou):
        return Pages(url(challenge, "identity"), amir, lou)

    def funding(self, challenge):
        challenge.refresh_from_db()
        return challenge.cofunding, challenge.cofunding_amount, challenge.budget_programme

    def test_a_cofunding_unticked_then_ticked_again_is_stored_as_it_is_shown(self, challenge, amir):
        address = url(challenge, "identity")
        name, quiet = {"title": challenge.title}, {"X-Autosave": "1"}
        assert send(amir, address, {**name, **FUNDED}).status_code == 302
        version = shown(amir, address)
        figures = {field: FUNDED[field] for field in ("cofunding_amount", "budget_programme")}
        off = amir.post(address, {"version": version, **name, **figures}, headers=quiet)
        assert self.funding(challenge) == (False, None, "")
        again = amir.post(address, {"version": off.json()["version"], **name, **FUNDED}, headers=quiet)
        assert again.status_code == 200
        assert self.funding(challenge) == (True, 40_000, "129")

    def test_a_cofunding_is_given_up_whatever_its_amount(self, challenge, amir):
        send(amir, url(challenge, "identity"), {"title": challenge.title, **FUNDED})
        typed = {"title": challenge.title, "cofunding_amount": "beaucoup"}
        assert send(amir, url(challenge, "identity"), {**typed, "cofunding": "on"}).status_code == 422
        assert self.funding(challenge) == (True, 40_000, "129")
        assert send(amir, url(challenge, "identity"), typed).status_code == 302
        assert self.funding(challenge) == (False, None, "")

    def test_a_cofunding_given_up_by_one_and_changed_by_the_other_is_one_choice(self, challenge, amir, lou):
        send(amir, url(challenge, "identity"), {"title": challenge.title, **FUNDED})
        pages, mine = Pages(url(challenge, "identity"), amir, lou), {**FUNDED, "cofunding_amount": "50000"}
        pages.meanwhile({"title": challenge.title})
        stale = pages.stale({"title": challenge.title, **mine})
        assert (stale.status_code, list(choices(stale))) == (409, ["Cofinancement"])
        assert self.funding(challenge) == (False, None, "")
        field, kept = choices(stale)["Cofinancement"]
        assert pages.stale({"title": challenge.title, **mine, field: kept}).status_code == 302
        assert self.funding(challenge) == (True, 50_000, "129")

    def test_two_fields_are_merged_without_a_word(self, challenge, pages):
        pages.meanwhile({"title": challenge.title, "town": "Lyon"})
        assert pages.stale({"title": challenge.title, "address": "1 rue"}).status_code == 302
        challenge.refresh_from_db()
        assert (challenge.town, challenge.address) == ("Lyon", "1 rue")

    def test_one_field_waits_for_a_choice_and_nothing_is_stored_meanwhile(self, challenge, pages):
        pages.meanwhile({"title": challenge.title, "town": "Lyon"})
        typed = {"title": "Autre nom", "town": "Brest", "address": "1 rue"}
        answer = pages.stale(typed)
        assert (answer.status_code, list(choices(answer))) == (409, ["Ville"])
        challenge.refresh_from_db()
        assert (challenge.town, challenge.address) == ("Lyon", "")
        field, _ = choices(answer)["Ville"]
        assert pages.stale(typed, **{field: "enregistre"}).status_code == 302
        challenge.refresh_from_db()
        assert (challenge.title, challenge.town, challenge.address) == ("Autre nom", "Lyon", "1 rue")

    def test_each_answer_is_chosen_for_itself(self, challenge, pages):
        pages.meanwhile({"title": challenge.title, "town": "Lyon", "address": "1 rue"})
        typed = {"title": challenge.title, "town": "Brest", "address": "2 quai"}
        found = choices(pages.stale(typed))
        (town, mine), (address, _) = found["Ville"], found["Adresse d’accueil"]
        assert pages.stale(typed, **{town: mine}).status_code == 409
        assert pages.stale(typed, **{town: mine, address: "enregistre"}).status_code == 302
        challenge.refresh_from_db()
        assert (challenge.town, challenge.address) == ("Brest", "1 rue")

    def test_what_waits_is_focused_announced_and_named_and_nothing_is_said_to_be_saved(self, challenge, pages):
        pages.meanwhile({"title": challenge.title, "town": "Lyon", "address": "1 rue"})
        typed = {"title": challenge.title, "town": "Brest", "address": "2 quai"}
        answer = pages.stale(typed)
        html = answer.content.decode()
        assert 'aria-labelledby="deux-textes" tabindex="-1" data-error-summary' in html
        assert "data-keeper-said>Ce n’est pas enregistré.</p>" in html
        assert waiting(html) == ["Adresse d’accueil", "Ville"]
        town, mine = choices(answer)["Ville"]
        assert waiting(pages.stale(typed, **{town: mine}).content.decode()) == ["Adresse d’accueil"]
        with clock.moved_to(CLOSING):
            html = pages.stale(typed).content.decode()
        assert 'role="alert" tabindex="-1" data-error-summary' in html
        assert "data-keeper-said>Ce n’est pas enregistré.</p>" in html

    def test_what_is_chosen_beside_an_invalid_answer_is_not_asked_again(self, challenge, pages):
        pages.meanwhile({"title": challenge.title, "town": "Lyon"})
        typed = {"title": "", "town": "Brest", "address": "1 rue"}
        town, _ = choices(pages.stale(typed))["Ville"]
        answer = pages.stale(typed, **{town: "enregistre"})
        html = answer.content.decode()
        assert answer.status_code == 422
        assert 'value="enregistre" checked' in html
        assert "Rien n’est enregistré" not in html
        assert waiting(html) == []
        assert "data-keeper-said>Enregistré à" in html

    def test_a_choice_holds_for_the_text_that_was_read_only(self, challenge, pages):
        pages.meanwhile({"title": challenge.title, "town": "Lyon"})
        field, mine = choices(pages.stale({"title": challenge.title, "town": "Brest"}))["Ville"]
        pages.meanwhile({"title": challenge.title, "town": "Nantes"})
        assert pages.stale({"title": challenge.title, "town": "Brest"}, **{field: mine}).status_code == 409
        challenge.refresh_from_db()
        assert challenge.town == "Nantes"

    def test_a_page_that_saves_itself_does_not_take_over_what_it_never_showed(self, challenge, pages):
        pages.meanwhile({"title": challenge.title, "town": "Lyon"})
        answer = pages.second.post(
            pages.address,
            {"version": pages.version, "title": challenge.title, "address": "1 rue"},
            headers={"X-Autosave": "1"},
        )
        assert "town" not in marks(answer)[""]
        pages.version = answer.json()["version"]
        assert pages.stale({"title": challenge.title, "address": "1 rue", "town": "Brest"}).status_code == 409

    def test_an_invalid_answer_keeps_only_itself_from_being_saved(self, challenge, pages):
        answer = pages.stale({"title": "", "town": "Brest"})
        html = answer.content.decode()
        assert answer.status_code == 422
        assert "Donnez un nom à votre défi." in html
        assert "Enregistré à 10\u00a0h\u00a000, sauf ce qui est à corriger." in html
        challenge.refresh_from_db()
        assert (challenge.title != "", challenge.town) == (True, "Brest")

    def test_someone_who_writes_at_the_same_instant_is_merged_too(self, challenge, pages, call, monkeypatch):
        verb = drafting.save_identity

        def slow(row, values, **context):
            monkeypatch.undo()
            verb(Challenge.objects.get(), {"town": "Lyon"}, version=1, by=call.agent, at=DURING)
            verb(row, values, **context)

        monkeypatch.setattr(drafting, "save_identity", slow)
        assert pages.stale({"title": challenge.title, "address": "1 rue"}).status_code == 302
        challenge.refresh_from_db()
        assert (challenge.town, challenge.address) == ("Lyon", "1 rue")


def test_two_answers_of_one_part_are_merged_and_the_same_one_is_compared(call, challenge, amir, lou):
    first, second, _ = call.promotion.challenge_questions.questions.all()
    first_field, second_field = f"question-{first.pk}", f"question-{second.pk}"
    pages = Pages(url(challenge, "narrative", 1), amir, lou)
    pages.meanwhile({first_field: "Par Amir.", second_field: ""})
    assert pages.stale({first_field: "", second_field: "Par Lou."}).status_code == 302
    assert pages.stale({first_field: "Par Lou.", second_field: ""}).status_code == 409
    challenge.refresh_from_db()
    assert challenge.narrative.texts() == {first.pk: "Par Amir.", second.pk: "Par Lou."}


def test_commitments_ticked_by_two_people_are_all_ticked(call, challenge, amir, lou):
    first, second = call.promotion.statements.all()
    pages = Pages(url(challenge, "commitments"), amir, lou)
    pages.meanwhile({"commitments": [first.pk]})
    assert pages.stale({"commitments": [second.pk]}).status_code == 302
    assert set(challenge.commitments.values_list("statement", "user__first_name")) == {
        (first.pk, "Amir"),
        (second.pk, "Lou"),
    }
    pages = Pages(url(challenge, "commitments"), amir, lou)
    pages.meanwhile({"commitments": [second.pk]})
    assert pages.stale({"commitments": [first.pk, second.pk]}).status_code == 302
    assert challenge.commitments.get().statement == second


@pytest.mark.parametrize(("name", "label"), [("deck", "Présentation"), ("simulation", "Simulation de paie")])
class TestFiles:
    @pytest.fixture
    def pages(self, challenge, amir, lou, name):
        pages = Pages(url(challenge, name), amir, lou)
        pages.meanwhile({name: deck(name="amir.pdf")})
        return pages

    def test_a_file_sent_meanwhile_is_not_replaced(self, challenge, pages, name, label):
        answer = pages.stale({name: deck(name="lou.pdf")})
        field, mine = choices(answer)[label]
        assert answer.status_code == 409
        assert "amir.pdf, envoyé le" in answer.content.decode()
        assert getattr(Challenge.objects.get(), name).name == "amir.pdf"
        assert pages.stale({field: "enregistre"}).status_code == 302
        assert pages.stale({name: deck(name="lou.pdf"), field: mine}).status_code == 302
        assert getattr(Challenge.objects.get(), name).name == "lou.pdf"

    def test_a_file_sent_meanwhile_is_not_taken_away(self, challenge, pages, name, label):
        pages.stale({"remove": "1"})
        assert getattr(Challenge.objects.get(), name).name == "amir.pdf"
        assert send(pages.second, pages.address, {"remove": "1"}).status_code == 302
        assert getattr(Challenge.objects.get(), name) is None


class TestPositions:
    @pytest.fixture
    def pages(self, challenge, amir, lou):
        assert send(amir, url(challenge, "positions"), self.typed(("design", 1, "Dessiner."))).status_code == 302
        return Pages(url(challenge, "positions"), amir, lou)

    def typed(self, *rows):
        families = {family.slug: family.pk for family in ProfileFamily.objects.all()}
        return blocks("poste", *({"family": families[slug], "seats": n, "mission": text} for slug, n, text in rows))

    def stored(self):
        return set(Position.objects.values_list("family__slug", "seats", "mission"))

    def test_two_positions_added_are_both_kept(self, pages):
        pages.meanwhile(self.typed(("design", 1, "Dessiner."), ("data", 1, "Compter.")))
        pages.stale(self.typed(("design", 2, "Dessiner.")))
        assert self.stored() == {("design", 2, "Dessiner."), ("data", 1, "Compter.")}

    def test_two_answers_of_one_position_are_merged(self, pages):
        pages.meanwhile(self.typed(("design", 2, "Dessiner.")))
        pages.stale(self.typed(("design", 1, "Peindre.")))
        assert self.stored() == {("design", 2, "Peindre.")}

    def test_a_position_changed_meanwhile_is_not_taken_away(self, pages):
        pages.meanwhile(self.typed(("design", 2, "Peindre.")))
        answer = pages.stale(self.typed(("data", 1, "Compter.")))
        [(field, mine)] = choices(answer).values()
        assert (answer.status_code, self.stored()) == (409, {("design", 2, "Peindre.")})
        assert "(retiré)" in answer.content.decode()
        pages.stale(self.typed(("data", 1, "Compter.")), **{field: mine})
        assert self.stored() == {("data", 1, "Compter.")}

    def test_a_position_taken_away_meanwhile_comes_back_only_when_chosen(self, pages):
        pages.meanwhile(self.typed(("data", 1, "Compter.")))
        answer = pages.stale(self.typed(("design", 1, "Peindre.")))
        [(field, _)] = choices(answer).values()
        assert self.stored() == {("data", 1, "Compter.")}
        pages.stale(self.typed(("design", 1, "Peindre.")), **{field: "enregistre"})
        assert self.stored() == {("data", 1, "Compter.")}

    def test_a_wrong_number_waits_and_the_mission_is_saved(self, pages):
        answer = pages.stale(self.typed(("design", 9, "Peindre."), ("data", 1, "Compter.")))
        assert answer.status_code == 422
        assert self.stored() == {("design", 1, "Peindre."), ("data", 1, "Compter.")}

    def test_adding_a_block_keeps_the_version_of_the_page(self, pages):
        pages.meanwhile(self.typed(("design", 2, "Dessiner.")))
        answer = pages.stale(self.typed(("design", 1, "Peindre.")), add="1")
        assert answer.context["keeper"]["version"] == pages.version


class TestHostTeam:
    ADA, BOB, ZOE = {"name": "Ada", "share": "50"}, {"name": "Bob", "share": "20"}, {"name": "Zoé", "share": "5"}

    @pytest.fixture
    def pages(self, challenge, amir, lou):
        assert send(amir, url(challenge, "host_team"), blocks("ligne", self.ADA, self.BOB)).status_code == 302
        return Pages(url(challenge, "host_team"), amir, lou)

    def names(self):
        return list(HostMember.objects.values_list("name", flat=True))

    def test_rows_added_moved_and_changed_by_two_people_are_all_there(self, pages):
        pages.meanwhile(blocks("ligne", self.ADA, {**self.BOB, "share": "30"}, self.ZOE))
        pages.stale(blocks("ligne", self.BOB, self.ADA, {"name": "Max", "share": "10"}))
        assert self.names() == ["Bob", "Zoé", "Ada", "Max"]
        assert HostMember.objects.get(name="Bob").share == 30

    def test_a_form_cut_short_takes_no_row_away(self, pages):
        assert pages.stale({"ligne-0-name": "Ada"}).status_code == 422
        assert self.names() == ["Ada", "Bob"]

    def test_two_orders_are_compared(self, pages):
        pages.meanwhile(blocks("ligne", self.ADA, self.BOB, self.ZOE))
        pages.version = shown(pages.second, pages.address)
        pages.meanwhile(blocks("ligne", self.BOB, self.ADA, self.ZOE))
        answer = pages.stale(blocks("ligne", self.ZOE, self.ADA, self.BOB))
        field, mine = choices(answer)["L’ordre"]
        assert self.names() == ["Bob", "Ada", "Zoé"]
        pages.stale(blocks("ligne", self.ZOE, self.ADA, self.BOB), **{field: mine})
        assert self.names() == ["Zoé", "Ada", "Bob"]

    def test_a_row_that_is_not_finished_takes_nobody_away(self, pages):
        answer = pages.stale(blocks("ligne", self.ADA, {"name": "Bobby", "share": "x"}))
        assert answer.status_code == 422
        assert self.names() == ["Ada", "Bob"]
        assert pages.stale(blocks("ligne", self.ADA, {"name": "Bobby", "share": "20"})).status_code == 302
        assert self.names() == ["Ada", "Bobby"]

    def test_rows_kept_by_a_browser_are_shown_again_and_not_saved(self, pages):
        answer = pages.stale(blocks("ligne", self.ADA, self.BOB, self.ZOE), take="1")
        assert [block.initial["name"] for block in answer.context["form"]] == ["Ada", "Bob", "Zoé"]
        assert self.names() == ["Ada", "Bob"]


def test_steps_of_data_out_of_reach_stay_with_it(challenge, amir, lou):
    pages = Pages(url(challenge, "datasets"), amir, lou)
    ais, logs = {"name": "Positions", "accessible": "on"}, {"name": "Journaux", "steps": "Demander."}
    pages.meanwhile(blocks("ligne", ais, logs))
    pages.version = shown(lou, pages.address)
    answer = pages.stale(blocks("ligne", {"name": "Positions"}, {**logs, "steps": "Écrire."}))
    assert answer.status_code == 422
    assert list(challenge.datasets.values_list("accessible", "steps")) == [(True, ""), (False, "Écrire.")]


class TestPeople:
    LOU = {"name": "Lou", "function": "Cheffe", "email": "lou@culture.example"}

    @pytest.fixture
    def pages(self, challenge, amir, lou):
        return Pages(url(challenge, "people"), amir, lou)

    def typed(self, **places):
        rows = [places.get(f"place_{place}", {}) for place in range(5)]
        return blocks("personne", *rows)

    def stored(self):
        return list(Stakeholder.objects.order_by("pk").values_list("kind", "name", "phone"))

    def test_two_places_and_two_answers_of_one_are_merged(self, pages):
        pages.meanwhile(self.typed(place_0=self.LOU))
        pages.stale(self.typed(place_2={**self.LOU, "name": "Zoé"}))
        assert [kind for kind, _, _ in self.stored()] == ["operational_mentor", "high_level_mentor"]
        pages.version = shown(pages.second, pages.address)
        zoe = {**self.LOU, "name": "Zoé"}
        pages.meanwhile(self.typed(place_0={**self.LOU, "phone": "01"}, place_2=zoe))
        pages.stale(self.typed(place_0={**self.LOU, "name": "Louise"}, place_2=zoe))
        assert self.stored()[0] == ("operational_mentor", "Louise", "01")

    def test_one_place_filled_by_two_people_waits(self, pages):
        pages.meanwhile(self.typed(place_0=self.LOU))
        answer = pages.stale(self.typed(place_0={**self.LOU, "name": "Max", "email": "max@culture.example"}))
        assert set(choices(answer)) == {
            "Mentor opérationnel – Prénom et nom",
            "Mentor opérationnel – Adresse électronique professionnelle",
        }
        assert self.stored() == [("operational_mentor", "Lou", "")]

    def test_a_personal_address_keeps_only_itself_from_being_saved(self, pages):
        pages.meanwhile(self.typed(place_0=self.LOU))
        pages.version = shown(pages.second, pages.address)
        typed = {**self.LOU, "name": "Louise", "email": "lou@gmail.com"}
        assert pages.stale(self.typed(place_0=typed, place_3={**self.LOU, "name": "Max"})).status_code == 422
        assert self.stored() == [("operational_mentor", "Louise", ""), ("hr", "Max", "")]


def test_leaving_without_saving_says_what_was_undone(challenge, amir):
    page = url(challenge, "identity")
    version = shown(amir, page)
    quiet = {"headers": {"X-Autosave": "1"}}
    saved = amir.post(page, {"version": version, "town": "Brest"}, **quiet).json()
    amir.post(page, {"version": saved["version"], "town": challenge.town, "undo": "1"}, **quiet)
    assert "est défait" in amir.get(url(challenge, "file")).content.decode()
