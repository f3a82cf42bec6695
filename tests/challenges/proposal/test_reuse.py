"""A challenge of an earlier promotion begins again as a draft."""

import pytest
from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.means import Dataset, HostMember
from challenges.proposal.workflow import reuse
from eig.common import clock
from eig.common.flow import StepRefused
from tests.challenges.situations import DURING, draft
from tests.factories.challenges import SkillFactory
from tests.factories.promotions import PromotionFactory, QuestionFactory


@pytest.fixture
def former(call):
    """A challenge of an earlier promotion, with two answers: only one of their questions is still asked."""
    earlier = PromotionFactory(name="EIG 2", slug="eig-2")
    for order, label in enumerate(["QUESTION 1 ?", "Une autre question"], start=1):
        QuestionFactory(questionnaire=earlier.challenge_questions, order=order, label=label)
    challenge = draft(call, promotion=earlier, complete=True, submitted=True, title="MonitorFish")
    for name, required in (("Python", True), ("Écriture claire", False)):
        challenge.positions.get().skill_links.create(skill=SkillFactory(name=name), required=required)
    HostMember.objects.create(challenge=challenge, name="Ada", share=50)
    Dataset.objects.create(challenge=challenge, name="Positions", accessible=True)
    return challenge


def test_content_is_copied_and_the_rest_is_said(call, former):
    copy, left = reuse.reuse(former, call.promotion, call.administration, by=call.agent, at=DURING)
    assert (copy.status, copy.number, copy.title, copy.summary) == ("draft", None, "MonitorFish", former.summary)
    assert list(copy.narrative.texts().values()) == ["Réponse à QUESTION 1 ?"]
    assert [row.name for row in (*copy.host_members.all(), *copy.datasets.all())] == ["Ada", "Positions"]
    assert copy.stakeholders.count() == 2
    position = copy.positions.get()
    assert (position.skills_required, position.skills_wished) == (["Python"], ["Écriture claire"])
    assert (copy.deck, copy.commitments.count()) == (None, 0)
    assert len(left) == 3
    assert "1\u00a0réponse à des questions qui ont changé, ou plus longues que permis" in left
    assert "la présentation, à mettre à jour et à envoyer à nouveau" in left


def test_it_begins_once(call, former):
    reuse.reuse(former, call.promotion, call.administration, by=call.agent, at=DURING)
    with pytest.raises(StepRefused, match="déjà en préparation"):
        reuse.reuse(former, call.promotion, call.administration, by=call.agent, at=DURING)


def test_the_page_says_what_was_left(call, former, client_for):
    client, page = client_for(call.agent), reverse("challenges:reuse", args=[former.pk])
    with clock.moved_to(DURING):
        assert page in client.get(reverse("challenges:file", args=[former.pk])).content.decode()
        assert client.get(page).status_code == 200
        chosen = {"administration": call.administration.pk, "promotion": call.promotion.pk}
        html = client.post(page, chosen, follow=True).content.decode()
    assert "N’ont pas pu être repris" in html
    assert Challenge.objects.exclude(pk=former.pk).get().authors.get() == call.agent


def test_without_an_open_call_nothing_begins(call, client_for):
    challenge = draft(call)
    with clock.moved_to(DURING):
        answer = client_for(call.agent).get(reverse("challenges:reuse", args=[challenge.pk]))
    assert answer.url == reverse("challenges:file", args=[challenge.pk])
