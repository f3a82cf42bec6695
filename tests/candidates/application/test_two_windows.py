"""One application in two windows, or saved by itself while it is typed: nothing is lost, nothing is overwritten."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.application.workflow import drafting
from challenges.proposal.models.challenges import Challenge
from eig.common import clock
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.files.models import StoredFile
from tests.candidates.paper import a_pdf
from tests.factories.candidates import ApplicationFactory, WishFactory, a_position
from tests.keeping import choices, marks, send, shown

pytestmark = pytest.mark.django_db
QUIET = {"X-Autosave": "1"}


@pytest.fixture
def browser(client_for, candidate, at):
    with clock.moved_to(at):
        yield client_for(candidate)


@pytest.fixture
def draft(promotion, candidate):
    return ApplicationFactory(promotion=promotion, user=candidate)


def url(draft, section):
    return reverse("candidates:section", args=[draft.pk, section])


def cv(name):
    return SimpleUploadedFile(name, a_pdf(1), "application/pdf")


class TestTyping:
    def test_what_is_typed_is_saved_and_what_is_left_is_said(self, browser, draft):
        said = send(browser, url(draft, "profil"), {"town": "Brest"}, **QUIET).json()
        assert said["said"] == "Enregistré à 21\u00a0h\u00a030."
        assert said["left"] == "Enregistré n’est pas déposé\u00a0: il manque 8\u00a0éléments."
        assert "Indiquez un téléphone" in said["panel"]
        assert Application.objects.get().town == "Brest"

    def test_an_invalid_answer_waits_alone(self, browser, draft):
        answer = send(browser, url(draft, "profil"), {"town": "Brest", "phone": "allô"}, **QUIET)
        assert (answer.status_code, list(answer.json()["wrong"])) == (422, ["phone"])
        assert (Application.objects.get().town, Application.objects.get().phone) == ("Brest", "")
        html = send(browser, url(draft, "profil"), {"town": "Étel", "phone": "allô"}).content.decode()
        assert "sauf ce qui est à corriger" in html
        assert Application.objects.get().town == "Étel"

    def test_nothing_is_saved_at_the_closing_second(self, browser, draft, closing):
        version = shown(browser, url(draft, "profil"))
        with clock.moved_to(closing):
            answer = browser.post(url(draft, "profil"), {"version": version, "town": "Brest"}, headers=QUIET)
        assert answer.status_code == 409
        assert "Ce n’est pas enregistré. L’appel à candidatures" in answer.json()["said"]
        assert Application.objects.get().town == ""

    def test_a_file_is_never_sent_by_itself(self, browser, draft):
        assert browser.post(url(draft, "cv"), {}, headers=QUIET).status_code == 404


class TestTwoWindows:
    def test_two_answers_are_merged_and_the_same_one_waits(self, browser, draft):
        first, second = draft.promotion.application_questions.questions.all()
        first_field, second_field = f"question-{first.pk}", f"question-{second.pk}"
        version = shown(browser, url(draft, "parcours"))
        send(browser, url(draft, "parcours"), {first_field: "Fenêtre une."})
        browser.post(url(draft, "parcours"), {"version": version, first_field: "", second_field: "Fenêtre deux."})
        stale = browser.post(url(draft, "parcours"), {"version": version, first_field: "Fenêtre trois."})
        assert (stale.status_code, list(choices(stale))) == (409, [first.label])
        assert Application.objects.get().answers.texts() == {first.pk: "Fenêtre une.", second.pk: "Fenêtre deux."}

    def test_two_sections_saved_at_the_same_instant_are_both_saved(self, browser, draft, candidate, at, monkeypatch):
        verb = drafting.save_profile

        def slow(application, values, **context):
            monkeypatch.undo()
            verb(Application.objects.get(), {"phone": "06 12 34 56 78"}, version=1, by=candidate, at=at)
            verb(application, values, **context)

        monkeypatch.setattr(drafting, "save_profile", slow)
        assert send(browser, url(draft, "profil"), {"town": "Brest"}).status_code == 302
        assert (Application.objects.get().town, Application.objects.get().phone) == ("Brest", "06 12 34 56 78")

    def test_a_declaration_unticked_meanwhile_stays_so(self, browser, draft):
        box = f"statement-{draft.promotion.statements.get(key='etudiant').pk}"
        send(browser, url(draft, "profil"), {box: "on"})
        assert draft.acceptances.get().user == draft.user
        version = shown(browser, url(draft, "profil"))
        send(browser, url(draft, "profil"), {})
        browser.post(url(draft, "profil"), {"version": version, box: "on", "town": "Brest"})
        assert (Application.objects.get().town, draft.acceptances.count()) == ("Brest", 0)

    def test_a_cv_sent_meanwhile_is_neither_replaced_nor_taken_away(self, browser, draft):
        version = shown(browser, url(draft, "cv"))
        send(browser, url(draft, "cv"), {"cv": cv("un.pdf")})
        stale = browser.post(url(draft, "cv"), {"version": version, "cv": cv("deux.pdf")})
        field, mine = choices(stale)["CV"]
        browser.post(url(draft, "cv"), {"version": version, "remove": "1"})
        assert Application.objects.get().cv.name == "un.pdf"
        browser.post(url(draft, "cv"), {"version": version, "cv": cv("deux.pdf"), field: mine})
        assert Application.objects.get().cv.name == "deux.pdf"

    def test_a_cv_sent_by_a_double_click_is_kept_once(self, browser, draft):
        version = shown(browser, url(draft, "cv"))
        for _ in range(2):
            answer = browser.post(url(draft, "cv"), {"version": version, "cv": cv("un.pdf")})
            assert answer.status_code == 302
        assert StoredFile.objects.get() == Application.objects.get().cv

    def test_a_cv_that_could_not_be_attached_leaves_no_file(self, draft, candidate, at):
        late = Application.objects.get()
        drafting.attach_cv(draft, cv("un.pdf"), by=candidate, at=at)
        with pytest.raises(StaleVersion):
            drafting.attach_cv(late, cv("deux.pdf"), by=candidate, at=at)
        assert StoredFile.objects.get().name == "un.pdf"

    def test_a_cv_is_replaced_only_by_who_read_it(self, draft, candidate, at):
        late = Application.objects.get()
        drafting.attach_cv(draft, cv("un.pdf"), by=candidate, at=at)
        with pytest.raises(StaleVersion):
            drafting.remove_cv(late, by=candidate, at=at)
        assert issubclass(StaleVersion, StepRefused)


class TestWishes:
    @pytest.fixture
    def positions(self, draft):
        return [a_position(draft.promotion) for _ in range(3)]

    @pytest.fixture
    def first(self, draft, positions):
        return WishFactory(application=draft, position=positions[0], rank=1, motivation="Un")

    def typed(self, *wishes):
        data = {}
        for rank, (position, motivation) in enumerate(wishes, start=1):
            data |= {f"position_{rank}": position.pk if position else "", f"motivation_{rank}": motivation}
        return data

    def stored(self, draft):
        return [(wish.position, wish.motivation) for wish in draft.wishes.order_by("rank")]

    def test_a_wish_added_in_one_window_and_a_motivation_written_in_the_other(self, browser, draft, positions, first):
        wished, other, _ = positions
        page, version = url(draft, "voeux"), shown(browser, url(draft, "voeux"))
        send(browser, page, self.typed((other, "Deux"), (wished, "Un")))
        browser.post(page, {"version": version, **self.typed((wished, "Un, mieux dit"))})
        assert self.stored(draft) == [(other, "Deux"), (wished, "Un, mieux dit")]

    def test_two_motivations_of_one_wish_wait(self, browser, draft, positions, first):
        wished = positions[0]
        page, version = url(draft, "voeux"), shown(browser, url(draft, "voeux"))
        send(browser, page, self.typed((wished, "Une")))
        stale = browser.post(page, {"version": version, **self.typed((wished, "Autre"))})
        assert stale.status_code == 409
        assert self.stored(draft) == [(wished, "Une")]

    def test_the_position_one_comes_from_is_added_though_it_is_not_stored(self, browser, draft, positions, first):
        wished, other, _ = positions
        page = browser.get(f"{url(draft, 'voeux')}?poste={other.pk}")
        assert list(marks(page)) == [str(wished.pk)]
        version = page.context["keeper"]["version"]
        browser.post(url(draft, "voeux"), {"version": version, **self.typed((wished, "Un"), (other, ""))})
        assert self.stored(draft) == [(wished, "Un"), (other, "")]

    def test_a_motivation_without_its_position_keeps_only_itself_from_being_saved(
        self, browser, draft, positions, first
    ):
        wished, other, _ = positions
        answer = send(browser, url(draft, "voeux"), self.typed((other, "Deux"), (None, "Un")))
        assert answer.status_code == 422
        assert self.stored(draft) == [(wished, "Un"), (other, "Deux")]
        assert send(browser, url(draft, "voeux"), self.typed((other, "Deux"))).status_code == 302
        assert self.stored(draft) == [(other, "Deux")]

    @pytest.mark.parametrize("motivation", ["Deux", ""])
    def test_a_wish_whose_challenge_is_withdrawn_stays_until_it_is_taken_away(
        self, browser, draft, positions, first, motivation
    ):
        wished, withdrawn, _ = positions
        WishFactory(application=draft, position=withdrawn, rank=2, motivation=motivation)
        version = shown(browser, url(draft, "voeux"))
        Challenge.objects.filter(pk=withdrawn.challenge_id).update(status="withdrawn")
        page = browser.get(url(draft, "voeux")).content.decode()
        assert "N’est plus proposé" in page
        assert f'<option value="{withdrawn.pk}" selected>' in page
        typed = self.typed((wished, "Un, mieux dit"), (withdrawn, motivation))
        answer = browser.post(url(draft, "voeux"), {"version": version, **typed}, headers=QUIET)
        assert answer.status_code == 200
        assert self.stored(draft) == [(wished, "Un, mieux dit"), (withdrawn, motivation)]
        assert send(browser, url(draft, "voeux"), self.typed((wished, "Un, mieux dit"))).status_code == 302
        assert self.stored(draft) == [(wished, "Un, mieux dit")]

    def test_nobody_wishes_anew_for_a_challenge_that_is_withdrawn(self, draft, positions, first, candidate, at):
        wished, withdrawn, _ = positions
        Challenge.objects.filter(pk=withdrawn.challenge_id).update(status="withdrawn")
        with pytest.raises(StepRefused, match="n’est plus proposé"):
            drafting.save_wishes(draft, [(wished.pk, "Un"), (withdrawn.pk, "")], version=1, by=candidate, at=at)

    def test_moving_keeps_what_another_window_added(self, browser, draft, positions, first):
        wished, other, third = positions
        send(browser, url(draft, "voeux"), self.typed((wished, "Un"), (other, "Deux")))
        version = shown(browser, url(draft, "voeux"))
        send(browser, url(draft, "voeux"), self.typed((wished, "Un"), (other, "Deux"), (third, "Trois")))
        browser.post(
            url(draft, "voeux"), {"version": version, **self.typed((wished, "Un"), (other, "Deux")), "move": "2-1"}
        )
        assert {position for position, _ in self.stored(draft)} == set(positions)
        assert self.stored(draft)[0] == (other, "Deux")
