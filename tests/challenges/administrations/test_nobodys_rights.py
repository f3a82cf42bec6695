"""What is only entered or loaded gives nobody a right: a member is somebody who proved that they work there."""

import pytest
from django.urls import reverse

from challenges.administrations.models.administrations import Administration, AdministrationDomain, Membership
from challenges.administrations.workflow import administrations
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.workflow.drafting import create_challenge
from challenges.selection.workflow import create_link
from eig.journal.models import Entry
from tests.factories.challenges import AdministrationFactory
from tests.factories.promotions import PromotionFactory

pytestmark = pytest.mark.django_db
NO_LINES = {
    f"{prefix}-{name}_FORMS": "0"
    for prefix in ("domains", "memberships", "journal-entry-content_type-object_id")
    for name in ("TOTAL", "INITIAL")
}


def nobody_gained_anything() -> bool:
    return not (
        Membership.objects.exists()
        or AdministrationDomain.objects.exists()
        or Challenge.objects.exclude(authors=None).exists()
    )


def test_an_administration_that_is_only_known_of_has_no_member(coordination, at):
    made = administrations.enter_administration(" Centre  des pêches ", "operator", "Étel", by=coordination, at=at)
    assert (made.name, made.key, made.kind, made.town) == ("Centre des pêches", "centre des peches", "operator", "Étel")
    assert Entry.objects.about(made).get().actor == coordination
    assert nobody_gained_anything()
    with pytest.raises(administrations.AlreadyThere) as known:
        administrations.enter_administration("CENTRE DES PECHES", "central", "", by=coordination, at=at)
    assert known.value.administration == made


def test_an_administration_added_in_the_administration_tool_has_no_member(client_for, coordination):
    data = {"name": "Centre des pêches", "kind": "operator", **NO_LINES}
    answer = client_for(coordination).post(reverse("admin:challenges_administration_add"), data)
    assert answer.status_code == 302
    assert Administration.objects.get().key == "centre des peches"
    assert nobody_gained_anything()


@pytest.mark.parametrize("create", [create_challenge, create_link])
def test_a_challenge_of_the_past_has_no_author(create, coordination, at):
    create(PromotionFactory(archived=True), AdministrationFactory(), "MonitorFish", by=coordination, at=at)
    assert nobody_gained_anything()
    create(PromotionFactory(), AdministrationFactory(), "LABEL", by=coordination, at=at)
    assert Challenge.objects.get(title="LABEL").authors.get() == coordination
