"""Being told without an account: asked, confirmed, told once a day, ended in one click."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from eig.alerts import workflow
from eig.alerts.models import Subscription
from eig.common.clock import PARIS
from eig.notifications.delivery import build, drain
from eig.promotions.ladders import calendar_of, planned_letters
from eig.promotions.models.calendar import Window
from eig.promotions.models.profiles import ProfileFamily
from tests.factories.challenges import AdministrationFactory, ChallengeFactory, PositionFactory
from tests.factories.promotions import ProfileFamilyFactory, PromotionFactory, WindowFactory

pytestmark = pytest.mark.django_db
MORNING = datetime(2020, 2, 5, 8, 0, tzinfo=PARIS)


def subscribed(at, audience="candidates", email="camille@service.example", families=(), region="") -> Subscription:
    """A confirmed subscription."""
    workflow.subscribe(email, audience, families, region, at=at)
    row = Subscription.objects.get(email=email, audience=audience)
    workflow.confirm(row, at=at)
    return row


def published(at, *, region="", **changes):
    administration = AdministrationFactory(region=region)
    return ChallengeFactory(administration=administration, published=True, complete=True, published_at=at, **changes)


def asked(client, email="camille@service.example"):
    data = {"email": email, "audience": "candidates", "region": ""}
    return client.post(reverse("alerts:subscribe"), data, follow=True)


@pytest.mark.smoke
def test_nothing_is_sent_before_the_address_said_yes(client, letters, clock, at):
    assert "Regardez votre messagerie" in asked(client).content.decode()
    (letter,) = letters("alerts/confirm")
    row = Subscription.objects.get()
    url = reverse("alerts:confirm", args=[row.token])
    assert url in letter.text
    published(at + timedelta(minutes=1))
    assert workflow.every_minute(at=MORNING) == 0
    assert client.get(url).status_code == 200
    row.refresh_from_db()
    assert row.status == "pending"
    client.post(url)
    row.refresh_from_db()
    assert (row.status, row.confirmed_at) == ("active", at)


def test_the_answer_never_tells_whether_an_address_is_known(client, letters, clock, at):
    subscribed(at)
    known, unknown = asked(client), asked(client, "autre@service.example")
    assert known.content == unknown.content
    assert [message.to for message in letters("alerts/known")] == ["camille@service.example"]


def test_asking_ten_times_a_day_sends_one_letter(client, letters, clock):
    for _ in range(10):
        asked(client, "Camille@service.example")
    assert len(letters("alerts/confirm")) == 1
    assert Subscription.objects.count() == 1


def test_an_address_that_never_answers_is_forgotten(clock, at):
    workflow.subscribe("camille@service.example", "candidates", [], "", at=at)
    workflow.every_minute(at=at + timedelta(days=7, seconds=-1))
    assert Subscription.objects.exists()
    workflow.every_minute(at=at + timedelta(days=7))
    assert not Subscription.objects.exists()


def test_the_news_of_a_day_in_one_letter_from_eight_o_clock_on(letters, at):
    subscribed(at)
    challenge = published(at + timedelta(hours=1))
    published(at + timedelta(hours=2))
    assert workflow.every_minute(at=MORNING - timedelta(seconds=1)) == 0
    assert workflow.every_minute(at=MORNING) == 1
    assert workflow.every_minute(at=MORNING + timedelta(minutes=1)) == 0
    (letter,) = letters("alerts/digest")
    assert letter.subject == "2 nouvelles du programme"
    assert f"{challenge.public_title}\xa0: {challenge.summary}" in letter.text
    assert workflow.every_minute(at=MORNING + timedelta(days=1)) == 0


def test_three_days_of_silence_change_nothing(letters, at):
    subscribed(at)
    published(at + timedelta(hours=1))
    assert workflow.every_minute(at=MORNING + timedelta(days=3)) == 1
    assert workflow.every_minute(at=MORNING + timedelta(days=4)) == 0


def test_only_what_was_chosen(letters, at):
    challenges = [published(at + timedelta(hours=1)), published(at + timedelta(hours=1))]
    design, data = (ProfileFamilyFactory(name=name, slug=name) for name in ("juridique", "produit"))
    for challenge, family in zip(challenges, (design, data), strict=True):
        PositionFactory(challenge=challenge, family=family)
    subscribed(at, families=[design])
    subscribed(at, email="data@service.example", families=[data], region="11")
    workflow.every_minute(at=MORNING)
    (letter,) = letters("alerts/digest")
    assert letter.to == "camille@service.example"


def test_a_region_is_that_of_the_administration(letters, at):
    subscribed(at, region="11")
    published(at + timedelta(hours=1), region="53")
    assert workflow.every_minute(at=MORNING) == 0
    published(MORNING + timedelta(hours=1), region="11")
    assert workflow.every_minute(at=MORNING + timedelta(days=1)) == 1


def call(opens_at, closes_at, kind="call_for_projects") -> Window:
    promotion = PromotionFactory(public=True, name="EIG 4")
    return WindowFactory(promotion=promotion, kind=kind, opens_at=opens_at, closes_at=closes_at)


def test_a_call_that_opens_then_one_that_is_about_to_close(letters, at):
    subscribed(at, audience="administrations")
    call(at + timedelta(hours=2), datetime(2020, 2, 28, 17, tzinfo=PARIS))
    workflow.every_minute(at=MORNING)
    workflow.every_minute(at=datetime(2020, 2, 25, 7, 59, tzinfo=PARIS))
    workflow.every_minute(at=datetime(2020, 2, 25, 8, 0, tzinfo=PARIS))
    workflow.every_minute(at=datetime(2020, 2, 26, 8, 0, tzinfo=PARIS))
    assert [message.subject for message in letters("alerts/digest")] == [
        "L’appel à projets EIG 4 est ouvert",
        "L’appel à projets EIG 4 se termine bientôt",
    ]


@pytest.mark.parametrize(
    ("opens_after", "open_for", "told"),
    [
        (timedelta(hours=2), timedelta(days=20), 2),
        (timedelta(hours=2), timedelta(days=2), 1),
        (timedelta(hours=2), timedelta(hours=3), 0),
        (MORNING - datetime(2020, 2, 4, 10, tzinfo=PARIS), timedelta(days=20), 2),
    ],
)
def test_the_calendar_shows_beforehand_the_very_letters_that_leave(letters, at, opens_after, open_for, told):
    subscribed(at, audience="administrations")
    promotion = call(at + opens_after, at + opens_after + open_for).promotion
    planned = planned_letters(calendar_of(promotion))
    shown = [letter.at for letter in planned if "attendent les appels à projets" in letter.audience]
    for day in range(25):
        workflow.every_minute(at=MORNING + timedelta(days=day))
    assert [message.posted_at for message in letters("alerts/digest")] == shown
    assert len(shown) == told


def test_each_audience_is_told_its_own_calls(at):
    subscribed(at, audience="administrations")
    call(at + timedelta(hours=2), at + timedelta(days=20), kind="call_for_candidates")
    assert workflow.every_minute(at=MORNING) == 0


def test_the_cost_does_not_grow_with_the_subscribers(at, django_assert_num_queries):
    published(at + timedelta(hours=1))
    subscribed(at)
    with django_assert_num_queries(10):
        workflow.every_minute(at=MORNING)
    published(MORNING + timedelta(hours=1))
    for number in range(30):
        subscribed(at, email=f"p{number}@service.example")
    with django_assert_num_queries(10):
        assert workflow.every_minute(at=MORNING + timedelta(days=1)) == 31


def test_mail_readers_end_a_subscription_in_one_click(client, letters, clock, at):
    row = subscribed(at)
    published(at + timedelta(hours=1))
    workflow.every_minute(at=MORNING)
    (letter,) = letters("alerts/digest")
    headers = build(letter).message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = reverse("alerts:end", args=[row.token])
    assert headers["List-Unsubscribe"] == f"<http://testserver{url}>"
    assert client.get(url).status_code == 200
    assert Subscription.objects.exists()
    strict = type(client)(enforce_csrf_checks=True)
    assert strict.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()
    assert client.get(url).status_code == 410


def test_the_headers_leave_with_the_letter(clock, at, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    subscribed(at)
    with clock.moved_to(MORNING):
        published(at + timedelta(hours=1))
        workflow.every_minute(at=MORNING)
        drain()
    assert "List-Unsubscribe" in mail.outbox[-1].extra_headers


def test_choices_change_without_an_account(client, clock, at):
    row = subscribed(at)
    family = ProfileFamily.objects.first() or PositionFactory().family
    url = reverse("alerts:preferences", args=[row.token])
    assert "Enregistrer mes choix" in client.get(url).content.decode()
    client.post(url, {"families": [family.pk], "region": "53"})
    row.refresh_from_db()
    assert (list(row.families.all()), row.region) == ([family], "53")


def test_a_wrong_address_is_said_and_nothing_lost(client):
    answer = client.post(reverse("alerts:subscribe"), {"email": "camille@", "audience": "candidates", "region": "53"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="camille@"' in page
    assert 'value="53" selected' in page


def test_too_many_requests_from_one_place_wait(client, settings):
    call_command("createcachetable", verbosity=0)
    settings.ACCOUNT_RATE_LIMITS = {"alerts": "2/h/ip"}
    answers = [asked(client, f"p{number}@service.example").status_code for number in range(3)]
    assert answers == [200, 200, 429]
    assert Subscription.objects.count() == 2


def test_the_database_refuses_an_address_twice(at):
    subscribed(at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscription.objects.create(email="CAMILLE@service.example", audience="candidates", asked_at=at, told_until=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscription.objects.update(confirmed_at=None)


def test_the_coordination_reads_them(client_for, coordination, at):
    row = subscribed(at)
    staff = client_for(coordination)
    assert row.email in staff.get(reverse("admin:alerts_subscription_changelist")).content.decode()
    assert staff.post(reverse("admin:alerts_subscription_delete", args=[row.pk])).status_code == 403
