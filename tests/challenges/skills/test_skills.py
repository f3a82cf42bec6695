"""The list of skills that all challenges share, and the positions that ask for them."""

import csv
import io
import json

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from challenges.catalogue.models.catalogue import public
from challenges.catalogue.models.validations import SheetValidation, validation_status
from challenges.catalogue.states import ValidationStatus
from challenges.catalogue.workflow import framing
from challenges.overview.todo import todo as coordination_todo
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.positions import Position
from challenges.proposal.models.skills import PositionSkill
from challenges.proposal.workflow import drafting
from challenges.skills import workflow as skills
from challenges.skills.models import Skill
from challenges.skills.states import FIRST_SKILLS, SkillStatus
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from tests.challenges.situations import DURING, draft
from tests.factories.challenges import ChallengeFactory, PositionFactory, SkillFactory
from tests.factories.promotions import ProfileFamilyFactory
from tests.keeping import send

LIST = "/admin/challenges/skill/"


@pytest.fixture
def challenge(call):
    return draft(call)


@pytest.fixture
def family(call):
    return call.promotion.families.first()


def save(challenge, family, required=(), wished=(), **more):
    row = {"family": family, "seats": 1, "skills_required": list(required), "skills_wished": list(wished), **more}
    drafting.save_positions(challenge, [row], version=challenge.version, by=challenge.authors.first(), at=DURING)
    return challenge.positions.get()


class TestAsking:
    def test_names_meet_the_shared_list_whatever_their_accents_and_capitals(self, challenge, family):
        known = SkillFactory(name="Écriture claire")
        position = save(challenge, family, ["ecriture  CLAIRE."], ["Python"])
        assert (position.skills_required, position.skills_wished) == (["Écriture claire"], ["Python"])
        assert known.links.get().required
        assert Skill.objects.get(name="Python").status == SkillStatus.PROPOSED

    def test_the_order_is_that_of_the_form(self, challenge, family):
        assert save(challenge, family, ["SQL", "Python", "Java"]).skills_required == ["SQL", "Python", "Java"]
        assert save(challenge, family, ["Java", "SQL"]).skills_required == ["Java", "SQL"]

    def test_the_same_again_writes_nothing(self, challenge, family):
        position = save(challenge, family, ["SQL"], ["Python"])
        before = list(position.skill_links.values_list("pk", flat=True))
        save(challenge, family, ["sql"], ["python"])
        assert list(position.skill_links.values_list("pk", flat=True)) == before

    def test_half_a_word_saved_while_typing_leaves_nothing_behind(self, challenge, family):
        save(challenge, family, ["Pyth"])
        save(challenge, family, ["Python"])
        assert list(Skill.objects.values_list("name", flat=True)) == ["Python"]

    def test_what_others_ask_for_or_the_list_holds_is_not_forgotten(self, call, challenge, family):
        listed = SkillFactory(name="SQL")
        save(challenge, family, ["SQL", "Rust"])
        save(draft(call), family, ["Rust"])
        save(challenge, family)
        assert {skill.name for skill in Skill.objects.all()} == {listed.name, "Rust"}

    def test_a_position_taken_away_takes_its_proposals_along(self, challenge, family):
        save(challenge, family, ["Rust"])
        drafting.save_positions(challenge, [], version=challenge.version, by=challenge.authors.first(), at=DURING)
        assert not Skill.objects.exists()

    @pytest.mark.parametrize(
        ("required", "wished", "sentence"),
        [
            (["Python"], ["PYTHON"], "déjà parmi les compétences nécessaires"),
            (["x" * 61], [], "trop long"),
            (["Django, Flask"], [], "sans virgule"),
            (["!?"], [], "n’est pas une compétence"),
            ([f"Compétence {n}" for n in range(13)], [], "c’est trop"),
        ],
    )
    def test_what_a_position_may_not_ask(self, challenge, family, required, wished, sentence):
        with pytest.raises(StepRefused, match=sentence):
            save(challenge, family, required, wished)
        assert not Skill.objects.exists()

    def test_two_names_of_one_skill_are_not_on_both_sides(self, challenge, family, coordination):
        kept, other = SkillFactory(name="JavaScript"), SkillFactory(name="ECMAScript")
        skills.merge_skill(other, kept=kept, by=coordination, at=DURING)
        with pytest.raises(StepRefused, match="à la fois nécessaire et souhaitée"):
            save(challenge, family, ["JavaScript"], ["ECMAScript"])

    def test_the_database_refuses_what_a_form_forgot(self, challenge, family):
        position = save(challenge, family, ["Python"])
        skill = Skill.objects.get()
        with pytest.raises(IntegrityError), transaction.atomic():
            PositionSkill.objects.create(position=position, skill=skill, required=False)
        with pytest.raises(IntegrityError), transaction.atomic():
            Skill.objects.create(name="PYTHON", key="python", added_at=DURING)
        with pytest.raises(IntegrityError), transaction.atomic():
            Skill.objects.filter(pk=skill.pk).update(status=SkillStatus.MERGED)
        with pytest.raises(IntegrityError), transaction.atomic():
            Skill.objects.filter(pk=skill.pk).update(status=SkillStatus.MERGED, same_as=skill)


class TestForm:
    @pytest.fixture
    def page(self, challenge):
        return reverse("challenges:positions", args=[challenge.pk])

    @pytest.fixture
    def client(self, call, client_for, clock):
        return client_for(call.agent)

    def typed(self, challenge, family, **values):
        blocks = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "0-family": family.pk, "0-seats": 1}
        blocks |= {f"0-{name}": value for name, value in values.items()}
        return {"version": challenge.version, **{f"poste-{name}": value for name, value in blocks.items()}}

    def test_the_list_is_offered_and_another_skill_is_welcome(self, client, page, challenge, family):
        SkillFactory(name="Python", domain="development")
        SkillFactory(name="Hors liste", status=SkillStatus.PROPOSED)
        html = client.get(page).content.decode()
        assert 'list="competences"' in html
        assert '<option value="Python">' in html
        assert "Développement" in html
        assert "Hors liste" not in html
        sent = self.typed(
            challenge, family, skills_required="python, Rust ; Go", skills_wished="", skills_note="À deux."
        )
        assert client.post(page, sent).status_code == 302
        position = challenge.positions.get()
        assert (position.skills_required, position.skills_note) == (["Python", "Rust", "Go"], "À deux.")
        assert "Python, Rust, Go" in client.get(page).content.decode()

    def test_a_skill_on_both_sides_is_said_beside_the_field(self, client, page, challenge, family):
        answer = client.post(page, self.typed(challenge, family, skills_required="Python", skills_wished="python"))
        assert answer.status_code == 422
        (form,) = answer.context["form"].forms
        assert "déjà parmi les compétences nécessaires" in form.errors["skills_wished"][0]
        assert "python" in answer.content.decode()

    def test_an_empty_block_is_no_position(self, client, page, challenge):
        sent = {"version": challenge.version, "poste-TOTAL_FORMS": 1, "poste-INITIAL_FORMS": 0, "poste-0-seats": 1}
        assert client.post(page, {**sent, "poste-0-skills_required": ""}).status_code == 302
        assert not challenge.positions.exists()

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_page_costs_the_same(self, client, page, challenge, family, count, django_assert_num_queries):
        save(challenge, family, [f"Compétence {n}" for n in range(min(count, 12))])
        SkillFactory.create_batch(count)
        client.get(page)
        with django_assert_num_queries(18):
            client.get(page)


class TestKeeping:
    def test_setup_lists_the_first_skills_once(self, db):
        SkillFactory(name="PYTHON", status=SkillStatus.RETIRED)
        call_command("setup", verbosity=0)
        call_command("setup", verbosity=0)
        assert Skill.objects.count() == sum(map(len, FIRST_SKILLS.values())) > 40
        assert Skill.objects.get(key="python").name == "PYTHON"

    def test_merging_moves_the_positions_and_remembers_the_name(self, challenge, family, coordination):
        kept, other = SkillFactory(name="JavaScript"), SkillFactory(name="JS")
        position = save(challenge, family, ["JS"])
        both = PositionFactory(skills_wished=["JavaScript"], skills_required=["JS"])
        skills.merge_skill(other, kept=kept, by=coordination, at=DURING)
        assert position.skills_required == ["JavaScript"]
        assert (both.skills_required, both.skills_wished) == (["JavaScript"], [])
        assert save(challenge, family, ["js"]).skills_required == ["JavaScript"]
        assert [entry.verb for entry in Entry.objects.about(kept)] == ["merge"]
        last = SkillFactory(name="Écmascript")
        skills.merge_skill(kept, kept=last, by=coordination, at=DURING)
        assert {skill.same_as for skill in (Skill.objects.get(pk=kept.pk), Skill.objects.get(pk=other.pk))} == {last}
        with pytest.raises(StepRefused, match="elle-même un synonyme"):
            skills.merge_skill(last, kept=kept, by=coordination, at=DURING)
        skills.part_skill(other, by=coordination, at=DURING)
        assert save(challenge, family, ["js"]).skills_required == ["JS"]

    def test_one_is_not_its_own_synonym_nor_without_the_right(self, coordination, agent):
        skill, other = SkillFactory(), SkillFactory()
        with pytest.raises(StepRefused, match="autre compétence"):
            skills.merge_skill(skill, kept=skill, by=coordination, at=DURING)
        for act in (skills.list_skill, skills.retire_skill, skills.part_skill):
            with pytest.raises(StepRefused, match="Seule la coordination"):
                act(skill, by=agent, at=DURING)
        with pytest.raises(StepRefused, match="Seule la coordination"):
            skills.merge_skill(skill, kept=other, by=agent, at=DURING)

    def test_the_coordination_lists_renames_merges_and_retires(self, coordination, client_for, clock):
        client = client_for(coordination)
        rust, rustlang = (SkillFactory(name=name, status=SkillStatus.PROPOSED) for name in ("Rust", "Rustlang"))
        assert "Rustlang" in client.get(LIST, {"etat": "proposed"}).content.decode()
        client.post(LIST, {"action": "list_many", "_selected_action": [rust.pk, rustlang.pk]})
        assert {row.status for row in Skill.objects.all()} == {SkillStatus.LISTED}
        shown = client.get(f"{LIST}{rust.pk}/change/").context["inline_admin_formsets"]
        rows = {f"{inline.formset.prefix}-{name}": 0 for inline in shown for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
        answer = send(client, f"{LIST}{rust.pk}/change/", {"name": "Langage Rust", "domain": "development", **rows})
        assert answer.status_code == 302
        assert Entry.objects.about(rust).get(verb="rename").sentence == "« Rust » devient « Langage Rust »"
        page = f"{LIST}{rustlang.pk}/etape/merge/"
        assert "Langage Rust" in client.get(page).content.decode()
        assert "synonyme" in client.post(page, {"kept": rust.pk}, follow=True).content.decode()
        client.post(f"{LIST}{rust.pk}/etape/retire/")
        assert set(Skill.objects.values_list("name", "status", "same_as")) == {
            ("Langage Rust", SkillStatus.RETIRED, None),
            ("Rustlang", SkillStatus.MERGED, rust.pk),
        }
        PositionFactory(skills_required=["Langage Rust"], challenge__title="MonitorFish")
        html = client.get(f"{LIST}{rust.pk}/change/").content.decode()
        assert "Synonymes" in html
        assert "MonitorFish" in html
        answer = client.post(f"{LIST}add/", {"name": "rustlang", "domain": "any"})
        assert "déjà ce nom" in answer.content.decode()
        answer = client.post(f"{LIST}add/", {"name": "Zig, Nim", "domain": "any"})
        assert "sans virgule" in answer.content.decode()
        client.post(f"{LIST}add/", {"name": "Zig", "domain": "development"})
        assert Skill.objects.get(name="Zig").status == SkillStatus.LISTED

    def test_what_waits_is_announced_and_comes_first(self, coordination, client_for, challenge, family):
        assert coordination_todo(coordination, DURING) == []
        for name, status in (("Ada", "listed"), ("Basic", "retired"), ("Cobol", "listed")):
            SkillFactory(name=name, status=status)
        save(challenge, family, ["Zig", "Nim"])
        (line,) = coordination_todo(coordination, DURING)
        assert line.title == "Relire 2\xa0compétences proposées"
        client = client_for(coordination)
        names = [[str(skill) for skill in client.get(url).context["cl"].result_list] for url in (line.url, LIST)]
        assert names == [["Nim", "Zig"], ["Nim", "Zig", "Ada", "Basic", "Cobol"]]

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_list_costs_the_same(self, coordination, client_for, count, django_assert_num_queries):
        PositionFactory(skills_required=[f"Compétence n° {n}" for n in range(count)])
        client = client_for(coordination)
        client.get(LIST)
        with django_assert_num_queries(8):
            client.get(LIST)


class TestReading:
    @pytest.fixture
    def published(self, db):
        fish = ChallengeFactory(published=True, title="MonitorFish")
        for slug in ("design", "data"):
            PositionFactory(
                challenge=fish,
                family=ProfileFamilyFactory(slug=slug),
                skills_required=["Accessibilité"],
                skills_wished=["Écriture claire"],
            )
        Position.objects.update(skills_note="Trois ans de pratique.")
        return fish

    def test_the_public_page_and_its_postings(self, published, client):
        html = client.get(reverse("challenges:detail", args=[published.slug])).content.decode()
        for words in ("Compétences nécessaires", "Accessibilité", "Écriture claire", "Trois ans de pratique."):
            assert words in html

    def test_open_data_in_both_forms(self, published, client):
        (row,) = json.loads(client.get(reverse("challenges:json")).content)["defis"]
        assert (row["competences_necessaires"], row["competences_souhaitees"]) == (
            ["Accessibilité"],
            ["Écriture claire"],
        )
        table = csv.DictReader(io.StringIO(client.get(reverse("challenges:csv")).content.decode("utf-8-sig")))
        assert next(table)["competences_necessaires"] == "Accessibilité"
        assert "competences_souhaitees" in client.get(reverse("challenges:open_data")).content.decode()

    def test_the_export_of_the_coordination(self, published, coordination, client_for):
        client = client_for(coordination)
        answer = client.post("/admin/challenges/challenge/exporter/", {"columns": ["title", "skills_required"]})
        assert answer.content.decode().splitlines()[1] == "MonitorFish;Accessibilité"

    def test_the_search_follows_names_links_and_merges(self, published, coordination):
        def found(words):
            return [hit.title for hit in public().search(words)]

        assert found("accessibilites") == found("pratique") == ["MonitorFish"]
        skill = Skill.objects.get(name="Accessibilité")
        skills.rename_skill(skill, "Inclusion", "any", by=coordination, at=DURING)
        assert (found("accessibilité"), found("inclusion")) == ([], ["MonitorFish"])
        skills.merge_skill(skill, kept=SkillFactory(name="Ergonomie"), by=coordination, at=DURING)
        assert (found("inclusion"), found("ergonomie")) == ([], ["MonitorFish"])
        PositionSkill.objects.all().delete()
        assert found("ergonomie") == []

    def test_a_sheet_agreed_is_outdated_by_another_skill(self, published, coordination, at):
        Challenge.objects.update(status="selected", published_at=None)
        family = published.positions.first().family
        rows = [{"family": family, "skills_required": ["Python"], "skills_wished": []}]
        framing.frame(published, {"positions": rows}, by=coordination, at=at)
        SheetValidation.objects.create(challenge=published, asked_at=at, answered_at=at, answered_by=coordination)
        assert validation_status(published) == ValidationStatus.AGREED
        framing.frame(published, {"positions": rows}, by=coordination, at=at)
        assert validation_status(published) == ValidationStatus.AGREED
        rows[0]["skills_required"] = ["Python", "SQL"]
        framing.frame(published, {"positions": rows}, by=coordination, at=at)
        assert published.positions.get().skills_required == ["Python", "SQL"]
        assert validation_status(published) == ValidationStatus.CHANGED
