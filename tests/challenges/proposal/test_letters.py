"""The texts of the letters: every placeholder is given, and each letter says what it must."""

import pytest

from challenges.administrations import letters as memberships
from challenges.participants.letters import PLACE_HANDED_OVER
from challenges.proposal.letters import submission
from eig.accounts.models import User
from eig.notifications import ladder, letters
from eig.notifications.letters import LETTERS, Letter
from eig.notifications.rendering import original, render
from tests.challenges.situations import CLOSING, DURING, draft
from tests.factories.accounts import UserFactory

DESKS = (submission, memberships)
OURS = [value for desk in DESKS for value in vars(desk).values() if isinstance(value, Letter)]
OURS.append(PLACE_HANDED_OVER)


@pytest.mark.parametrize("letter", OURS, ids=lambda letter: letter.key)
def test_every_letter_has_its_text_with_known_placeholders_and_one_button(letter):
    wording = original(letter)
    assert LETTERS[letter.key] is letter
    assert wording.unknown(letter) == []
    rendered = render(letter, wording, letter.examples)
    assert "{{" not in rendered.subject + rendered.text
    assert rendered.text.count("→") == 1
    assert letter.examples["lien"] in rendered.text
    assert len(rendered.subject) <= 100


def test_a_person_without_first_name_is_greeted_all_the_same():
    assert letters.greeting(User(first_name="Lou")) == "Bonjour Lou"
    assert letters.greeting(User()) == "Bonjour"


def test_a_complete_draft_is_told_that_only_submitting_is_left(call):
    (letter,) = submission.draft_reminder(draft(call), [], CLOSING, ladder.Rung("J-1", days=-1), DURING)
    assert letter.context["manque"] == "Tout est rempli : il ne reste qu’à le déposer."


def test_an_author_who_left_gets_nothing(call, groups):
    left = UserFactory(is_active=False)
    drafts = submission.submitted(draft(call, submitted=True, authors=[call.agent, left]), DURING)
    assert [letter.user for letter in drafts] == [call.agent]


def test_letters_take_the_wording_of_their_promotion(call, groups):
    (receipt,) = submission.submitted(draft(call, submitted=True), DURING)
    assert receipt.scope == call.promotion.scope
