"""What the board shows of the juries, lets suppose, filters, and gives away."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import Decision
from challenges.selection.admin.asked import BoardQuery
from challenges.selection.admin.choice import ChoiceBoard
from tests.challenges.selection.test_board import board, client, family, heard, in_april, promotion  # noqa: F401
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, PositionFactory
from tests.factories.juries import MarkFactory, SheetFactory
from tests.factories.promotions import TargetFactory

pytestmark = pytest.mark.django_db


def asked(query=""):
    return BoardQuery.of(QueryDict(query))


def marked(challenge, *totals, jurors=()):
    """Store one individual sheet for each total; the one criterion weighs 2, so each mark is half a total."""
    line = challenge.promotion.criteria.get()
    for rank, total in enumerate(totals):
        juror = jurors[rank] if rank < len(jurors) else UserFactory()
        MarkFactory(sheet=SheetFactory(hearing=challenge.hearing, juror=juror), criterion=line, value=total // 2)


def titles(choice):
    return [row.challenge.title for row in choice.shown]


class TestMarks:
    def test_the_spread_is_drawn_and_said(self, client, promotion):  # noqa: F811
        marked(heard(promotion, mark=3), 2, 6, 8)
        html = client.get(board(promotion)).content.decode().replace("\xa0", " ")
        said = "3 notes individuelles sur 8 : de 2 à 8, moyenne 5,3, écart-type 2,5 ; fiche commune 6"
        assert f'role="img" aria-label="{said}"' in html
        assert 'class="eig-spread-range" d="M5 8H115"' in html

    def test_without_individual_sheets_there_is_none(self, client, promotion):  # noqa: F811
        heard(promotion)
        assert "eig-spread" not in client.get(board(promotion)).content.decode()

    def test_a_common_juror_adjusts_the_scores(self, client, promotion):  # noqa: F811
        first, second = heard(promotion), heard(promotion)
        bridge = UserFactory()
        marked(first, 4, 2, jurors=[bridge])
        marked(second, 8, 8, jurors=[bridge])
        rows = {row.challenge: row.adjusted_said for row in ChoiceBoard(promotion).shown}
        assert rows == {first: "3,3", second: "7,3"}
        assert "des jurés relient ces auditions" in client.get(board(promotion)).content.decode()

    def test_where_nobody_links_the_juries_it_is_said_and_none_is_shown(self, client, promotion):  # noqa: F811
        for challenge in (heard(promotion), heard(promotion)):
            twin = heard(promotion, jury=challenge.hearing.jury, starts_at=challenge.hearing.ends_at)
            jurors = UserFactory.create_batch(2)
            marked(challenge, 4, 2, jurors=jurors)
            marked(twin, 8, 6, jurors=jurors)
        choice = ChoiceBoard(promotion)
        assert {row.adjusted for row in choice.shown} == {None}
        assert "aucune note ajustée n’est donnée" in client.get(board(promotion)).content.decode()


class TestOrders:
    def test_opinion_then_rank_then_score(self, promotion):  # noqa: F811
        refused = heard(promotion, rank=1, mark=4, title="Défavorable")
        refused.hearing.sheets.update(favourable=False)
        for title, rank, mark in (("Second", 2, 4), ("Premier", 1, 2), ("Premier aussi", 1, 3)):
            heard(promotion, rank=rank, mark=mark, title=title)
        assert titles(ChoiceBoard(promotion)) == ["Premier aussi", "Premier", "Second", "Défavorable"]

    def test_the_jurors_who_disagree_come_first(self, promotion):  # noqa: F811
        calm, stormy = heard(promotion, title="Calme"), heard(promotion, title="Houleux")
        heard(promotion, title="Muet")
        marked(calm, 4, 4), marked(stormy, 2, 8)
        assert titles(ChoiceBoard(promotion, asked("tri=ecart"))) == ["Houleux", "Calme", "Muet"]


class TestFilters:
    def test_they_say_how_many_and_combine(self, promotion):  # noqa: F811
        kept = heard(promotion, title="Gardé", pending_decision=Decision.KEEP)
        heard(promotion, title="Autre")
        choice = ChoiceBoard(promotion, asked(f"jury={kept.hearing.jury_id}"))
        assert titles(choice) == ["Gardé"]
        [decision] = [facet for facet in choice.filters if facet["name"] == "decision"]
        assert {answer["label"]: answer["count"] for answer in decision["answers"]} == {
            "retenir": 1,
            "sans décision": 0,
        }

    def test_nothing_found_offers_a_way_back(self, client, promotion):  # noqa: F811
        heard(promotion)
        html = client.get(f"{board(promotion)}?decision=keep").content.decode()
        assert "Aucun défi ne répond" in html

    def test_the_address_survives_a_decision(self, client, promotion):  # noqa: F811
        challenge = heard(promotion)
        query = f"?tri=note&decision=aucune&si={challenge.pk}"
        response = client.post(board(promotion) + query, {"challenge": challenge.pk, "decision": "keep"})
        assert response.url == f"{board(promotion)}{query}#defi-{challenge.pk}"

    @pytest.mark.parametrize("query", ["?tri=x&si=y&si=999&jury=0", "?decision=%00", "?si=-1"])
    def test_an_odd_address_still_answers(self, client, promotion, query):  # noqa: F811
        heard(promotion)
        assert client.get(board(promotion) + query).status_code == 200


class TestSupposition:
    @pytest.fixture
    def choice(self, promotion):  # noqa: F811
        TargetFactory(promotion=promotion, family=family(), seats=18)
        kept = heard(promotion, title="MonitorFish", seats=3, pending_decision=Decision.KEEP)
        other = heard(promotion, title="Alvitur", seats=2, pending_decision=Decision.REFUSE)
        return ChoiceBoard(promotion, asked(f"si={kept.pk}&si={other.pk}"))

    def test_both_ways_at_once(self, choice):
        portrait = choice.portrait()
        [bar] = portrait.bars
        assert (bar.kept, bar.before, bar.change) == (2, 3, "−1")
        sentence = portrait.supposition.replace("\xa0", " ")
        assert sentence == "Si l’on retirait MonitorFish et retenait Alvitur : 2 places au lieu de 3."

    def test_nothing_is_written(self, client, choice):  # noqa: F811
        address = reverse("admin:challenges_board_portrait", args=[choice.promotion.pk]) + choice.asked.address
        html = client.get(address).content.decode()
        assert "2\xa0places au lieu de 3. Rien n’est enregistré." in html
        assert "2 sur 18 (−1)" in html
        assert set(Challenge.objects.values_list("pending_decision", flat=True)) == {Decision.KEEP, Decision.REFUSE}

    @pytest.mark.parametrize("count", [1, 3])
    def test_one_or_several(self, promotion, count):  # noqa: F811
        rows = [heard(promotion, title=f"Défi {letter}") for letter in "ABC"[:count]]
        portrait = ChoiceBoard(promotion, asked("&".join(f"si={row.pk}" for row in rows))).portrait()
        names = {1: "Défi A", 3: "Défi A, Défi B et Défi C"}[count]
        assert f"Si l’on retenait {names} :" in portrait.supposition

    def test_an_undecided_one_supposed_kept_leaves_the_undecided(self, promotion):  # noqa: F811
        challenge = heard(promotion, seats=2)
        [bar] = ChoiceBoard(promotion, asked(f"si={challenge.pk}")).portrait().bars
        assert (bar.kept, bar.undecided) == (2, 0)

    def test_what_is_announced_does_not_move(self, promotion):  # noqa: F811
        challenge = heard(promotion, preselected=False, selected=True)
        portrait = ChoiceBoard(promotion, asked(f"si={challenge.pk}")).portrait()
        assert (portrait.supposition, portrait.kept) == ("", 2)

    def test_its_cost(self, client, choice, django_assert_num_queries):  # noqa: F811
        address = reverse("admin:challenges_board_portrait", args=[choice.promotion.pk])
        client.get(address)
        with django_assert_num_queries(10):
            client.get(address)


class TestExport:
    def rows(self, client, promotion, query=""):  # noqa: F811
        response = client.get(reverse("admin:challenges_board_export", args=[promotion.pk]) + query)
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        text = response.content.decode()
        assert text.startswith("\ufeff")
        return [line.split(";") for line in text[1:].splitlines()]

    def test_the_rows_shown_in_their_order(self, client, promotion):  # noqa: F811
        marked(heard(promotion, title="Premier", rank=1, mark=3), 4, 8)
        heard(promotion, title="Second", rank=2, pending_decision=Decision.KEEP)
        header, first, second = self.rows(client, promotion)
        line = dict(zip(header, first, strict=True))
        assert (line["Défi"], line["Rang"], line["Note commune"], line["Moyenne"]) == ("Premier", "1", "6", "6,0")
        assert dict(zip(header, second, strict=True))["Décision préparée"] == "retenir"
        assert [row[0] for row in self.rows(client, promotion, "?decision=keep")] == ["Défi", "Second"]

    def test_no_cell_is_a_formula(self, client, promotion):  # noqa: F811
        heard(promotion, title="=HYPERLINK(1)")
        assert self.rows(client, promotion)[1][0] == "'=HYPERLINK(1)"


def test_a_promotion_without_jury_shows_no_jury(client, promotion):  # noqa: F811
    promotion.hears_challenges = False
    promotion.save()
    PositionFactory(challenge=ChallengeFactory(promotion=promotion, preselected=True), family=family())
    html = client.get(board(promotion)).content.decode()
    assert "Note commune</th>" not in html
    assert "non entendu</td>" not in html
    assert "Retenir" in html
