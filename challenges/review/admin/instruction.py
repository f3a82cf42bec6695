"""The pages of the instruction: eligibility, readers, advice, questions, notes, who has the file open."""

from django.http import HttpResponse

from challenges.proposal.models.challenges import Challenge
from challenges.review.admin.pages import EligibilityPage, QuestionsPage
from challenges.review.models.notes import InternalNote
from challenges.review.models.presence import Presence
from challenges.review.models.reading import Reading
from challenges.review.rules import reading as rules
from challenges.review.rules.instruction import can_note
from challenges.review.workflow import reading as reading_workflow
from eig.accounts.requests import AuthenticatedRequest
from eig.reviewing.admin.notes import NoteInline, NotePages
from eig.reviewing.admin.presence import PresencePages
from eig.reviewing.admin.reading import ReadingPages


class InternalNoteInline(NoteInline):
    """The notes on a challenge's page."""

    model = InternalNote


class InstructionPages(ReadingPages, NotePages, PresencePages):
    """The pages of the instruction, mixed into the admin of challenges."""

    readings, notes, presences = Reading, InternalNote, Presence
    can_note = staticmethod(can_note)
    can_assign = staticmethod(rules.can_assign)
    assign_reader = staticmethod(reading_workflow.assign_reader)

    def instruction_urls(self) -> list:
        """The addresses of these pages."""
        return [
            *self.reading_urls(),
            *self.note_urls(),
            *self.presence_urls(),
            self.subject_path("eligibilite", self.eligibility_view, "eligibility"),
            self.subject_path("questions", self.questions_view, "questions"),
        ]

    def instruction_buttons(self, user, obj: Challenge) -> list[dict]:
        """What a person may do on this file while it is instructed."""
        buttons = self.advice_buttons(user, obj)
        if rules.can_judge(user, obj):
            buttons.append(self.subject_button("Vérifier l’éligibilité", "eligibility", obj))
        buttons += self.reader_buttons(user, obj)
        if rules.can_ask(user, obj):
            buttons.append(self.subject_button("Préparer les questions", "questions", obj))
        return buttons

    def eligibility_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """The eligibility checklist: what the file says of each line, and the verdicts given."""
        return EligibilityPage.as_view(desk=self)(request, pk=pk)

    def questions_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Prepare the questions quietly, then send them all to the authors and to the jury."""
        return QuestionsPage.as_view(desk=self)(request, pk=pk)
