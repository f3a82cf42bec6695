"""Writing a challenge: rights, calendar, versions."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.people import Stakeholder
from challenges.proposal.rules.drafting import Section, missing
from challenges.proposal.states import StakeholderKind
from challenges.proposal.workflow import drafting
from eig.common.flow import StepRefused
from eig.common.keeping import version
from eig.journal.models import Entry
from eig.promotions.models.profiles import Profile, ProfileFamily
from tests.challenges.situations import CLOSING, DURING, deck, draft
from tests.factories.accounts import UserFactory
from tests.factories.challenges import AdministrationFactory, ChallengeFactory, MembershipFactory

SECOND = timedelta(seconds=1)


def create(call, title="MonitorFish", *, by=None, at=DURING):
    return drafting.create_challenge(call.promotion, call.administration, title, by=by or call.agent, at=at)


def rows(*families, seats=1, **more):
    return [{"family": family, "seats": seats, "mission": "Bâtir.", **more} for family in families]


def person(kind=StakeholderKind.OPERATIONAL_MENTOR, email="lou.petit@culture.example", **more):
    return {"kind": kind, "name": "Lou Petit", "function": "Cheffe de projet", "email": email, "phone": "", **more}


def verified(email, *, proved=True):
    """An account, and whether its address is proved."""
    user = UserFactory(email=email)
    EmailAddress.objects.create(user=user, email=email, verified=proved, primary=True)
    return user


def test_an_agent_begins_a_draft(call):
    challenge = create(call, "  MonitorFish ")
    assert (challenge.title, challenge.key, challenge.town) == ("MonitorFish", "monitorfish", "Paris")
    assert list(challenge.authors.all()) == [call.agent]
    assert Entry.objects.about(challenge).get().sentence == "Défi commencé"


def test_beginning_twice_gives_the_same_draft(call):
    assert create(call) == create(call, "monitorfish", at=DURING + SECOND)
    assert Challenge.objects.count() == 1


def test_a_colleague_is_told_that_the_name_is_taken(call):
    create(call)
    colleague = MembershipFactory(administration=call.administration).user
    with pytest.raises(StepRefused, match="un autre agent prépare déjà « MonitorFish »"):
        create(call, by=colleague)


def test_nobody_begins_for_an_administration_that_is_not_theirs(call):
    with pytest.raises(StepRefused, match="n’est pas confirmé"):
        drafting.create_challenge(call.promotion, AdministrationFactory(), "Défi", by=call.agent, at=DURING)


def test_nobody_begins_with_a_personal_mailbox(call):
    stranger = MembershipFactory(administration=call.administration, user__email="amir@gmail.com").user
    with pytest.raises(StepRefused, match="messagerie personnelle"):
        create(call, by=stranger)


def test_a_draft_begins_until_the_last_second(call):
    assert create(call, at=CLOSING - SECOND).pk
    with pytest.raises(StepRefused, match=r"clos depuis le vendredi 28.février 2020 à 17.h.00, heure de Paris"):
        create(call, "Un autre", at=CLOSING)


def test_the_coordination_begins_outside_the_call(call, coordination):
    challenge = create(call, "EIG Link", by=coordination, at=CLOSING + SECOND)
    drafting.save_identity(challenge, {"town": "Paris"}, version=1, by=coordination, at=CLOSING + SECOND)
    assert challenge.town == "Paris"


@pytest.mark.parametrize("trait", ["submitted", "preselected", "published"])
def test_what_is_submitted_does_not_change(call, trait):
    challenge = draft(call, **{trait: True})
    with pytest.raises(StepRefused, match="son contenu ne change plus"):
        drafting.save_identity(challenge, {"town": "Lyon"}, version=1, by=call.agent, at=DURING)


def test_only_authors_write(call):
    colleague = MembershipFactory(administration=call.administration).user
    with pytest.raises(StepRefused, match="Seuls les auteurs"):
        drafting.save_identity(draft(call), {"town": "Lyon"}, version=1, by=colleague, at=DURING)


def test_saving_stops_at_the_closing_second(call):
    challenge = draft(call)
    drafting.save_identity(challenge, {"town": "Lyon"}, version=1, by=call.agent, at=CLOSING - SECOND)
    with pytest.raises(StepRefused, match="clos depuis"):
        drafting.save_identity(challenge, {"town": "Brest"}, version=2, by=call.agent, at=CLOSING)
    challenge.refresh_from_db()
    assert (challenge.town, challenge.version, challenge.saved_at) == ("Lyon", 2, CLOSING - SECOND)


def test_a_correction_is_written_after_the_call_until_its_own_hour(call):
    challenge = draft(call, changes_requested=True)
    due = challenge.changes_due_at
    drafting.save_identity(challenge, {"town": "Lyon"}, version=1, by=call.agent, at=due - SECOND)
    with pytest.raises(StepRefused, match="délai de correction est passé"):
        drafting.save_identity(challenge, {"town": "Brest"}, version=2, by=call.agent, at=due)


def test_a_stale_form_is_refused(call):
    challenge = draft(call)
    drafting.save_identity(challenge, {"town": "Lyon"}, version=1, by=call.agent, at=DURING)
    with pytest.raises(version.StaleVersion):
        drafting.save_identity(challenge, {"town": "Brest"}, version=1, by=call.agent, at=DURING)
    assert Challenge.objects.get().town == "Lyon"


def test_two_sections_open_side_by_side_do_not_quarrel(call):
    challenge, questions = draft(call), call.promotion.challenge_questions.questions.all()
    drafting.save_identity(challenge, {"town": "Lyon"}, version=1, by=call.agent, at=DURING)
    drafting.save_narrative(challenge, {questions[0].pk: "Un."}, version=1, by=call.agent, at=DURING)
    drafting.save_narrative(challenge, {questions[2].pk: "Trois."}, version=1, by=call.agent, at=DURING)
    with pytest.raises(version.StaleVersion):
        drafting.save_narrative(challenge, {questions[0].pk: "Autre."}, version=1, by=call.agent, at=DURING)
    assert challenge.narrative.texts() == {questions[0].pk: "Un.", questions[2].pk: "Trois."}


def test_without_cofunding_its_figures_are_forgotten(call):
    challenge, values = draft(call), {"cofunding_amount": 50_000, "budget_programme": "129"}
    drafting.save_identity(challenge, {"cofunding": True, **values}, version=1, by=call.agent, at=DURING)
    assert challenge.cofunding_amount == 50_000
    drafting.save_identity(challenge, {"cofunding": False, **values}, version=2, by=call.agent, at=DURING)
    assert (challenge.cofunding_amount, challenge.budget_programme) == (None, "")


def test_positions_are_replaced_and_those_that_stay_keep_their_number(call):
    challenge = draft(call)
    design, data = ProfileFamily.objects.get(slug="design"), ProfileFamily.objects.get(slug="data")
    drafting.save_positions(challenge, rows(design, data), version=1, by=call.agent, at=DURING)
    kept = challenge.positions.get(family=design)
    profile = Profile.objects.get(slug="profil-design")
    again = rows(design, seats=2, profiles=[profile])
    drafting.save_positions(challenge, again, version=2, by=call.agent, at=DURING)
    assert [(position.pk, position.seats, list(position.profiles.all())) for position in challenge.positions.all()] == [
        (kept.pk, 2, [profile])
    ]


def test_a_family_is_asked_once(call):
    design = ProfileFamily.objects.get(slug="design")
    with pytest.raises(StepRefused, match="ne se demande qu’une fois"):
        drafting.save_positions(draft(call), rows(design, design), version=1, by=call.agent, at=DURING)


def test_people_are_replaced_and_known_accounts_recognised(call):
    challenge, lou = draft(call), verified("lou.petit@culture.example")
    UserFactory(email="rh@culture.example")
    both = [person(email="Lou.Petit@culture.example"), person(StakeholderKind.HR, "rh@culture.example")]
    drafting.save_people(challenge, both, version=1, by=call.agent, at=DURING)
    assert dict(challenge.stakeholders.values_list("kind", "user")) == {"operational_mentor": lou.pk, "hr": None}
    drafting.save_people(challenge, both[:1], version=2, by=call.agent, at=DURING)
    assert challenge.stakeholders.get().user == lou


def test_a_person_who_signs_up_later_claims_their_part(call):
    challenge = draft(call)
    drafting.save_people(challenge, [person()], version=1, by=call.agent, at=DURING)
    lou = UserFactory(email="lou.petit@culture.example")
    assert not Challenge.objects.visible_to(lou).exists()
    assert drafting.claim_stakes(lou) == 1
    assert drafting.claim_stakes(lou) == 0
    assert Stakeholder.objects.get().user == lou
    assert Challenge.objects.visible_to(lou).get() == challenge


def test_whoever_proves_their_address_is_linked_within_the_minute(call):
    challenge = draft(call)
    drafting.save_people(challenge, [person(email="Lou.Petit@culture.example")], version=1, by=call.agent, at=DURING)
    UserFactory(email="someone.else@culture.example")
    assert drafting.link_accounts(at=DURING) == 0
    lou = verified("lou.petit@culture.example")
    assert drafting.link_accounts(at=DURING) == 1
    assert drafting.link_accounts(at=DURING) == 0
    assert challenge.stakeholders.get().user == lou


def test_an_address_that_is_only_typed_opens_nothing(call):
    challenge = draft(call)
    drafting.save_people(challenge, [person()], version=1, by=call.agent, at=DURING)
    verified("lou.petit@culture.example", proved=False)
    drafting.save_people(challenge, [person()], version=2, by=call.agent, at=DURING)
    assert drafting.link_accounts(at=DURING) == 0
    assert challenge.stakeholders.get().user is None


def test_a_commitment_keeps_who_ticked_it_first(call):
    challenge = draft(call)
    second = UserFactory()
    challenge.authors.add(second)
    commitments = list(call.promotion.statements.all())
    drafting.save_commitments(challenge, commitments, version=challenge.version, by=call.agent, at=DURING)
    drafting.save_commitments(challenge, commitments, version=challenge.version, by=second, at=DURING + SECOND)
    ticked = challenge.commitments.get()
    assert (ticked.user, ticked.at) == (call.agent, DURING)
    drafting.save_commitments(challenge, [], version=challenge.version, by=second, at=DURING)
    assert not challenge.commitments.exists()


def test_a_commitment_of_another_promotion_is_ignored(call):
    stranger = ChallengeFactory().promotion.statements.create(text="Autre chose.")
    challenge = draft(call)
    drafting.save_commitments(challenge, [stranger], version=challenge.version, by=call.agent, at=DURING)
    assert not challenge.commitments.exists()


def test_the_deck_is_kept_replaced_and_taken_away(call, django_capture_on_commit_callbacks):
    challenge = draft(call)
    drafting.attach_deck(challenge, deck(2), version=challenge.version, by=call.agent, at=DURING)
    first = challenge.deck.file
    with django_capture_on_commit_callbacks(execute=True):
        drafting.attach_deck(challenge, deck(3, "v2.pdf"), version=challenge.version, by=call.agent, at=DURING)
    assert (challenge.deck.name, challenge.deck.pages) == ("v2.pdf", 3)
    assert not first.storage.exists(first.name)
    drafting.remove_deck(challenge, version=challenge.version, by=call.agent, at=DURING)
    drafting.remove_deck(challenge, version=challenge.version, by=call.agent, at=DURING)
    assert challenge.deck is None


def test_thirteen_slides_are_refused(call):
    challenge = draft(call)
    with pytest.raises(ValidationError, match="12 au plus"):
        drafting.attach_deck(challenge, deck(13), version=challenge.version, by=call.agent, at=DURING)
    assert Challenge.objects.get().deck is None


def test_a_file_sent_after_closing_is_not_even_read(call):
    with pytest.raises(StepRefused, match="clos depuis"):
        drafting.attach_deck(draft(call), deck(13), version=1, by=call.agent, at=CLOSING)


def test_an_empty_draft_misses_everything_in_order(call):
    assert [(gap.section, gap.sentence) for gap in missing(draft(call))] == [
        (Section.IDENTITY, "le défi en une phrase"),
        (Section.IDENTITY, "l’adresse d’accueil"),
        (Section.IDENTITY, "la ville"),
        ("questions-1", "la réponse à « Question 1 »"),
        ("questions-1", "la réponse à « Question 2 »"),
        ("questions-2", "la réponse à « Question 3 »"),
        (Section.POSITIONS, "une équipe de 2 à 3\u00a0personnes (vous en demandez 0)"),
        (Section.PEOPLE, "le mentor opérationnel"),
        (Section.PEOPLE, "le mentor de haut niveau"),
        (Section.COMMITMENTS, "1\u00a0engagement à cocher"),
        (Section.DECK, "la présentation en PDF"),
    ]


def test_a_complete_draft_misses_nothing(call):
    assert missing(draft(call, complete=True)) == []


@pytest.mark.parametrize(("seats", "lacks"), [(1, 1), (2, 0), (3, 0), (4, 1)])
def test_a_team_has_the_size_that_the_promotion_hosts(call, seats, lacks):
    challenge = draft(call, complete=True)
    challenge.positions.update(seats=seats)
    assert len(missing(challenge)) == lacks


def test_asked_cofunding_needs_its_figures(call):
    challenge = draft(call, complete=True, cofunding=True)
    assert [gap.sentence for gap in missing(challenge)] == [
        "le montant du cofinancement",
        "le numéro de programme budgétaire",
    ]


def test_an_optional_question_is_not_missed(call):
    call.promotion.challenge_questions.questions.update(required=False)
    assert not [gap for gap in missing(draft(call)) if gap.section.startswith("questions")]
