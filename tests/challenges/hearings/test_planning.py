"""Composing juries: links, the deal, the real timetable, tables that are done whole or not at all."""

import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import eig.demo
from challenges.hearings.admin.planning import _juries, _unheard
from challenges.hearings.dealing import HalfDayPlan, Terms, deal
from challenges.hearings.links import links_of
from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.states import ConflictKind
from challenges.hearings.workflow.conflicts import declare_conflict, lift_conflict
from challenges.hearings.workflow.timetable import Slot, confirm_slots, import_timetable
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.workflow.submission import withdraw
from eig.common import clock as product_clock
from eig.common.clock import PARIS
from eig.common.flow import StepRefused
from eig.juries.models.attendance import Attendance
from eig.juries.models.hearings import Hearing
from eig.juries.models.juries import Jury, JurySeat
from eig.juries.workflow.importing import import_jurors
from eig.promotions.guards import Wanted, refusals
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import Stage
from tests.factories.accounts import UserFactory
from tests.factories.challenges import AdministrationFactory, ChallengeFactory, MembershipFactory, StakeholderFactory
from tests.factories.juries import MARCH_24, HearingFactory, JuryFactory, JurySeatFactory
from tests.factories.promotions import PromotionFactory

pytestmark = pytest.mark.django_db

REAL = (Path(eig.demo.__file__).parent / "data" / "hearings.csv").read_text()


@pytest.fixture
def promotion():
    return PromotionFactory()


@pytest.fixture(autouse=True)
def now(at):
    with product_clock.moved_to(at):
        yield at


def preselected(promotion, **more):
    return ChallengeFactory(preselected=True, promotion=promotion, **more)


def plans(promotion):
    return [HalfDayPlan.of(jury) for jury in _juries(promotion)]


def proposals(promotion, terms=None):
    return deal(
        _unheard(promotion), plans(promotion), links_of(promotion), terms or Terms(promotion.challenges_per_jury)
    )


class TestTheRealTimetable:
    @pytest.fixture
    def challenges(self, promotion):
        titles = [line.title for line in _real_lines()]
        return [preselected(promotion, title=title) for title in titles]

    def test_its_21_hearings_are_accepted_as_they_were(self, promotion, challenges, coordination, at):
        dry = import_timetable(promotion, REAL, really=False, by=coordination, at=at)
        assert (dry.errors, len(dry.said), Hearing.objects.count()) == ([], 21, 0)
        report = import_timetable(promotion, REAL, really=True, by=coordination, at=at)
        assert report.written
        assert Jury.objects.count() == 8
        heard = {
            (
                challenge.hearing.jury.name,
                challenge.hearing.starts_at.astimezone(PARIS).strftime("%Y-%m-%d %H:%M"),
                challenge.title,
            )
            for challenge in Challenge.objects.select_related("hearing__jury")
        }
        assert heard == {(f"Jury {line.jury}", f"{line.day} {line.start}", line.title) for line in _real_lines()}

    def test_one_double_booking_planted_in_it_refuses_everything(self, promotion, challenges, coordination, at):
        planted = REAL.replace("5,2020-03-25,morning,10:30", "5,2020-03-25,morning,10:00")
        report = import_timetable(promotion, planted, really=True, by=coordination, at=at)
        assert [line for line, _ in report.errors] == [13]
        assert "Ce jury entend déjà un défi" in report.errors[0][1]
        assert not Hearing.objects.exists()
        assert not Jury.objects.exists()

    @pytest.mark.parametrize(
        ("line", "sentence"),
        [
            ("1;24/03/2020;10 h 30;Personne ne le connaît", "Aucun défi présélectionné"),
            ("1;demain;10:30;Newsroom", "n’est pas un jour et une heure"),
            ("1;24/03/2020;midi;Newsroom", "n’est pas un jour et une heure"),
            (";24/03/2020;10:30;Newsroom", "Dites quel jury"),
            ("1;01/01/2020;10h30;Newsroom", "déjà passée"),
        ],
    )
    def test_each_mistake_is_said(self, promotion, challenges, coordination, at, line, sentence):
        text = f"jury;date;début;défi\n{line}"
        [(number, said)] = import_timetable(promotion, text, really=True, by=coordination, at=at).errors
        assert (number, sentence in said) == (2, True)


class TestLinks:
    def kinds(self, promotion):
        return {(link.user, link.challenge, link.kind) for link in links_of(promotion).suspected}

    def test_facts_suggest_links(self, promotion):
        jury = JuryFactory(promotion=promotion)
        host = AdministrationFactory()
        challenge = preselected(promotion, administration=host, authors=[UserFactory()])
        StakeholderFactory(challenge=challenge, email="marc@peche.example", kind="hr")
        colleague = MembershipFactory(administration=host, status="active").user
        former = MembershipFactory(administration=host, status="refused").user
        neighbour = UserFactory(email="lea@peche.example")
        contact = UserFactory(email="Marc@peche.example")
        stranger = UserFactory(email="zoe@gmail.com")
        for user in (colleague, former, neighbour, contact, stranger, challenge.authors.get()):
            JurySeatFactory(jury=jury, user=user)
        same, past = ConflictKind.SAME_ADMINISTRATION, ConflictKind.FORMER_POSITION
        assert self.kinds(promotion) == {
            (colleague, challenge, same),
            (former, challenge, past),
            (neighbour, challenge, same),
            (contact, challenge, past),
            (challenge.authors.get(), challenge, past),
        }

    def test_what_was_examined_is_not_raised_again(self, promotion, juror, coordination, at):
        challenge = preselected(promotion)
        MembershipFactory(administration=challenge.administration, user=juror)
        JurySeatFactory(jury=JuryFactory(promotion=promotion), user=juror)
        assert self.kinds(promotion)
        lift_conflict(challenge, juror, reason="Autre direction", by=coordination, at=at)
        assert not self.kinds(promotion)

    @pytest.mark.parametrize("count", [1, 12])
    def test_the_cost_does_not_grow(self, promotion, count, django_assert_num_queries):
        jury = JuryFactory(promotion=promotion)
        for _ in range(count):
            preselected(promotion)
            JurySeatFactory(jury=jury)
        with django_assert_num_queries(7):
            links_of(promotion)


class TestDeal:
    @pytest.fixture
    def juries(self, promotion):
        return [JuryFactory(promotion=promotion, meets_at=MARCH_24 + timedelta(hours=4 * n)) for n in range(8)]

    def test_21_challenges_make_juries_of_two_or_three(self, promotion, juries):
        for _ in range(21):
            preselected(promotion)
        dealt = proposals(promotion)
        loads = [sum(proposal.jury == jury for proposal in dealt) for jury in juries]
        assert sorted(loads) == [2, 2, 2, 3, 3, 3, 3, 3]
        assert [(proposal.challenge, proposal.jury, proposal.starts_at) for proposal in proposals(promotion)] == [
            (proposal.challenge, proposal.jury, proposal.starts_at) for proposal in dealt
        ]

    def test_a_linked_jury_is_avoided_and_the_reason_said(self, promotion, juries, juror, at):
        challenge = preselected(promotion)
        JurySeatFactory(jury=juries[0], user=juror)
        declare_conflict(challenge, juror, by=juror, at=at)
        [proposal] = proposals(promotion)
        assert proposal.jury == juries[1]
        assert any(str(juror) in reason for reason in proposal.why)

    def test_the_rapporteur_in_conflict_bars_the_jury(self, promotion, juror, at):
        challenge = preselected(promotion)
        JurySeatFactory(jury=JuryFactory(promotion=promotion), user=juror, rapporteur=True)
        declare_conflict(challenge, juror, by=juror, at=at)
        [proposal] = proposals(promotion)
        assert proposal.jury is None
        assert "Aucun jury" in proposal.why[-1]

    def test_full_juries_are_left_alone(self, promotion, juries):
        for _ in range(9):
            preselected(promotion)
        dealt = proposals(promotion, Terms(most=1))
        assert [proposal.jury for proposal in dealt].count(None) == 1

    def test_a_jury_hears_no_more_than_its_promotion_allows(self, promotion, coordination, at):
        jury = JuryFactory(promotion=promotion, name="Jury 1")
        hours = [jury.meets_at + timedelta(hours=n) for n in range(4)]
        slots = [Slot(preselected(promotion), jury, hour) for hour in hours]
        with pytest.raises(StepRefused, match="Le Jury 1 entend déjà 3\xa0défis"):
            confirm_slots(slots, by=coordination, at=at)
        assert not Hearing.objects.exists()
        confirm_slots(slots[:3], by=coordination, at=at)
        confirm_slots([replace(slots[2], starts_at=hours[3])], by=coordination, at=at)
        assert [proposal.jury for proposal in proposals(promotion)] == [None]
        withdraw(slots[0].challenge, by=coordination, at=at)
        [dealt] = proposals(promotion)
        assert (dealt.challenge, dealt.jury) == (slots[3].challenge, jury)
        assert dealt.why[-1].startswith("Jury 1 : 2\xa0défis avant celui-ci")
        confirm_slots([Slot(dealt.challenge, dealt.jury, dealt.starts_at)], by=coordination, at=at)
        assert jury.hearings.count() == 4
        assert not refusals(promotion, Wanted(loads={"challenges_per_jury": 3}))
        assert refusals(promotion, Wanted(loads={"challenges_per_jury": 2}))

    def test_a_jury_that_hears_more_than_allowed_may_change_its_hours(self, promotion, coordination, at):
        jury = JuryFactory(promotion=promotion)
        hours = [jury.meets_at + timedelta(hours=n) for n in range(5)]
        heard = [
            preselected(promotion, hearing=HearingFactory(jury=jury, starts_at=hour, room=jury.place))
            for hour in hours[:4]
        ]
        confirm_slots([Slot(heard[0], jury, hours[4])], by=coordination, at=at)
        assert jury.hearings.latest("starts_at").challenge == heard[0]
        with pytest.raises(StepRefused, match="entend déjà 4\xa0défis"):
            confirm_slots([Slot(preselected(promotion), jury, hours[0])], by=coordination, at=at)

    def test_a_promotion_may_allow_more(self, promotion, coordination, at):
        Promotion.objects.update(challenges_per_jury=4)
        promotion.refresh_from_db()
        jury = JuryFactory(promotion=promotion)
        for _ in range(4):
            preselected(promotion)
        slots = [Slot(proposal.challenge, proposal.jury, proposal.starts_at) for proposal in proposals(promotion)]
        assert [slot.jury for slot in slots] == [jury] * 4
        assert confirm_slots(slots, by=coordination, at=at) == 4

    def test_a_mentor_is_not_expected_twice(self, promotion):
        juries = [JuryFactory(promotion=promotion, place=f"Salle {n}") for n in range(2)]
        for _ in range(2):
            StakeholderFactory(challenge=preselected(promotion), kind="operational_mentor", email="marc@a.example")
        first, second = proposals(promotion)
        assert {first.jury, second.jury} == set(juries)
        assert second.starts_at == first.starts_at + timedelta(minutes=55)

    def test_it_is_confirmed_whole_or_not_at_all(self, promotion, juries, coordination, at):
        for _ in range(4):
            preselected(promotion)
        slots = [Slot(proposal.challenge, proposal.jury, proposal.starts_at) for proposal in proposals(promotion)]
        wrong = [*slots[:3], Slot(slots[3].challenge, slots[0].jury, slots[0].starts_at)]
        with pytest.raises(StepRefused, match="entend déjà"):
            confirm_slots(wrong, by=coordination, at=at)
        assert not Hearing.objects.exists()
        assert confirm_slots(slots, by=coordination, at=at) == 4


class TestJurors:
    TABLE = "adresse;prénom;nom;jury;rapporteur\n"

    def given(self, promotion, lines, coordination, at, really=True):
        return import_jurors(promotion, Stage.CHALLENGE, self.TABLE + lines, really=really, by=coordination, at=at)

    def test_people_are_invited_in_their_juries(self, promotion, coordination, at, letters):
        JuryFactory(promotion=promotion, name="Jury 1")
        lines = "Nadia@assos.example;Nadia;Ferrand;1;oui\nomar@assos.example;Omar;Diallo;Jury 1;non"
        dry = self.given(promotion, lines, coordination, at, really=False)
        assert (dry.errors, JurySeat.objects.count(), letters()) == ([], 0, [])
        assert self.given(promotion, lines, coordination, at).written
        seats = {seat.user.email: (seat.rapporteur, seat.status) for seat in JurySeat.objects.all()}
        assert seats == {"nadia@assos.example": (True, "invited"), "omar@assos.example": (False, "invited")}
        assert len(letters("juries/invited")) == 2
        again = self.given(promotion, lines.replace("oui", ""), coordination, at)
        assert "rien à faire" in again.said[0][1]
        assert len(letters()) == 2

    def test_one_bad_line_and_nobody_is_invited(self, promotion, coordination, at, letters):
        jury = JuryFactory(promotion=promotion, name="Jury 1")
        JurySeatFactory(jury=jury, rapporteur=True)
        lines = (
            "nadia@assos.example;;;1;non\nomar;;;1;non\nlea@assos.example;;;9;non\n"
            "nadia@assos.example;;;1;non\nluc@assos.example;;;1;oui\nzoe@assos.example;;;1;peut-être"
        )
        report = self.given(promotion, lines, coordination, at)
        assert [line for line, _ in report.errors] == [3, 4, 5, 6, 7]
        said = " ".join(sentence for _, sentence in report.errors)
        for words in ("pas une adresse", "pas de jury « 9 »", "déjà à la ligne 2", "déjà un rapporteur", "oui ou non"):
            assert words in said
        assert (jury.seats.count(), letters()) == (1, [])


class TestPages:
    @pytest.fixture
    def client(self, client_for, coordination):
        return client_for(coordination)

    def shown(self, response):
        assert response.status_code == 200
        return response.content.decode().replace("&nbsp;", " ").replace("\xa0", " ")

    def test_from_the_proposal_to_the_timetable(self, client, promotion):
        juries = [JuryFactory(promotion=promotion, meets_at=MARCH_24 + timedelta(hours=4 * n)) for n in range(2)]
        challenges = [preselected(promotion) for _ in range(3)]
        page = reverse("admin:challenges_planning", args=[promotion.pk])
        html = self.shown(client.get(page + "?most=2&minutes=30&pause=10"))
        assert "Confirmer ces auditions" in html
        rows = deal(_unheard(promotion), plans(promotion), links_of(promotion), Terms(2, 30, 10))
        data = {"auditions-TOTAL_FORMS": 3, "auditions-INITIAL_FORMS": 3}
        for number, row in enumerate(rows):
            hour = row.starts_at.astimezone(PARIS).strftime("%Y-%m-%dT%H:%M")
            for name, value in (("challenge", row.challenge.pk), ("jury", row.jury.pk), ("starts_at", hour)):
                data[f"auditions-{number}-{name}"] = value
        missing = self.shown(client.post(page, {**data, "auditions-0-starts_at": ""}))
        assert "Donnez l’heure de cette audition" in missing
        assert client.post(page + "?most=2&minutes=30&pause=10", data).status_code == 302
        assert Hearing.objects.filter(minutes=30, challenge__in=challenges, jury__in=juries).count() == 3
        html = self.shown(client.get(page))
        assert "Tous les défis présélectionnés ont leur audition" in html
        assert "Délibération de 11 h 40 à 12 h 10" in html

    def test_the_proposal_keeps_to_the_settings_of_the_promotion(self, client, promotion):
        Promotion.objects.update(challenges_per_jury=1)
        JuryFactory(promotion=promotion)
        for _ in range(2):
            preselected(promotion)
        page = reverse("admin:challenges_planning", args=[promotion.pk])
        assert self.shown(client.get(page)).count("Aucun jury ne peut l’entendre") == 1
        html = self.shown(client.get(page + "?most=2&minutes=30&pause=10"))
        assert "Cette promotion n’en permet pas plus de 1" in html
        assert html.count("Aucun jury ne peut l’entendre") == 1

    def test_a_table_is_checked_then_done(self, client, promotion):
        JuryFactory(promotion=promotion, name="Jury 1")
        page = reverse("admin:challenges_planning_import", args=[promotion.pk, "jures"])
        file = SimpleUploadedFile("jures.csv", "adresse;jury\nnadia@assos.example;1\nx;1".encode("cp1252"))
        html = self.shown(client.post(page, {"file": file}))
        assert "Ligne 3 : « x » n’est pas une adresse" in html
        good = "adresse;jury\nnadia@assos.example;1"
        assert "Faire tout cela" in self.shown(client.post(page, {"text": good}))
        assert not JurySeat.objects.exists()
        assert client.post(page, {"text": good, "really": "1"}).status_code == 302
        assert JurySeat.objects.count() == 1
        assert "Il manque la colonne" in self.shown(client.post(page, {"text": "a;b\n1;2"}))
        assert "collez un tableau" in self.shown(client.post(page, {"text": " "}))

    def test_a_link_is_examined(self, client, promotion, juror):
        challenge = preselected(promotion)
        MembershipFactory(administration=challenge.administration, user=juror)
        JurySeatFactory(jury=JuryFactory(promotion=promotion), user=juror)
        assert "Examiner" in self.shown(client.get(reverse("admin:challenges_planning", args=[promotion.pk])))
        page = reverse("admin:challenges_conflict_lift", args=[promotion.pk, challenge.pk, juror.pk])
        client.post(page, {"aside": "1"})
        assert ConflictOfInterest.objects.get().kind == ConflictKind.SAME_ADMINISTRATION
        client.post(page, {"reason": "Autre direction"})
        assert not ConflictOfInterest.objects.standing().exists()

    @pytest.mark.parametrize("count", [1, 12])
    def test_the_page_does_not_grow(self, client, promotion, coordination, at, count, django_assert_num_queries):
        for number in range(count):
            jury = JuryFactory(promotion=promotion, place=f"Salle {number}")
            JurySeatFactory(jury=jury)
            challenge = preselected(promotion)
            StakeholderFactory(challenge=challenge, kind="operational_mentor")
            confirm_slots([Slot(challenge, jury, jury.meets_at)], by=coordination, at=at)
            StakeholderFactory(challenge=preselected(promotion), kind="operational_mentor")
        page = reverse("admin:challenges_planning", args=[promotion.pk])
        client.get(page)
        with django_assert_num_queries(18):
            client.get(page)

    def test_only_the_coordination_plans(self, client_for, promotion, juror):
        staff = UserFactory(is_staff=True)
        page = reverse("admin:challenges_planning", args=[promotion.pk])
        assert client_for(staff).get(page).status_code == 403
        assert client_for(juror).get(page).status_code == 302

    def test_who_is_where(self, client, promotion, coordination, at):
        challenge = preselected(promotion)
        mentor = StakeholderFactory(challenge=challenge, kind="operational_mentor", email="marc@a.example")
        jury = JurySeatFactory(jury__promotion=promotion).jury
        confirm_slots([Slot(challenge, jury, jury.meets_at)], by=coordination, at=at)
        assert set(Attendance.objects.values_list("email", "part")) == {
            (jury.seats.get().user.email.lower(), "juror"),
            (mentor.email, "presenter"),
        }


class _Real:
    def __init__(self, cells):
        self.jury, self.day, _, self.start, self.title = cells[:5]


def _real_lines():
    return [_Real(cells) for cells in list(csv.reader(REAL.splitlines()))[1:]]
