"""What a challenge's page of the admin shows, for reading only."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from challenges.catalogue.models.validations import validation_of, validation_status, validation_tone
from challenges.catalogue.rules import FRAMED, missing_to_publish
from challenges.proposal.diff import changes
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus
from challenges.proposal.telling.file import file_of
from challenges.proposal.telling.readers import Reader
from challenges.review.hints import LINES
from challenges.review.rules.reading import can_read_all, can_see_readings
from eig.common.dates import full_instant, short_day
from eig.common.text import plural
from eig.juries import rules as juries
from eig.juries.models.hearings import Sheet

NOTHING = "–"

FILE, FILE_TOLD_OUTSIDE = ("Le dossier", ["title", "in_full"]), ("Le dossier", ["title", "in_part"])
READER_SECTIONS = [
    ("Où il en est", ["state", "promotion", "filed", "submitted"]),
    ("Mon avis et les questions", ["advices", "asked"]),
    FILE_TOLD_OUTSIDE,
]
"""What an outside reader sees of a file: neither the jury, nor the decision, nor how to reach people."""

DECISION = "Le jury et la décision"
"""The section for those who have a place in the instruction: nothing of it was announced."""


def sections_for(user, challenge: Challenge) -> list[tuple]:
    """The sections of the page for one person."""
    if not can_read_all(user):
        return [(title, {"fields": fields}) for title, fields in READER_SECTIONS]
    sections = sections_of(challenge)
    if not can_see_readings(user):
        return [section for section in sections if section[0] != DECISION]
    if challenge.number:
        sections.insert(1, ("L’instruction", {"fields": ["eligibility", "advices", "asked"]}))
    return sections


def sections_of(challenge: Challenge) -> list[tuple]:
    """The sections of the page in the order of work; those of a later moment stay away until then."""
    asked = ["correction"] if challenge.changes_asked_at else []
    asked += ["reopening"] if challenge.reopened_at else []
    where = ["state", "promotion", "filed", "submitted", "written_by", *asked]
    sections = [("Où il en est", where), FILE]
    if changes(challenge):
        sections.insert(1, ("Depuis le dépôt", ["changed"]))
    if challenge.refusal_reason and not challenge.hearing:
        sections[0][1].append("refusal_reason")
    if challenge.status == ChallengeStatus.PRESELECTED or challenge.hearing:
        said = "pending_reason" if challenge.status == ChallengeStatus.PRESELECTED else "refusal_reason"
        sections.append((DECISION, ["heard", "opinion", "decision", said]))
    if challenge.status in FRAMED:
        page = [
            "lacking",
            "agreement",
            "public_title",
            "sheet",
            "telework",
            "starts_on",
            "months",
            "published_at",
            "public_page",
        ]
        sections.append(("Le catalogue", page))
    return [(title, {"fields": fields}) for title, fields in sections]


class ShownChallenge:
    """The computed fields of the page: states in words, the file in full, what the jury says."""

    @admin.display(description="état", ordering="status")
    def state(self, challenge: Challenge) -> str:
        tone = challenge.tone or "neutral"
        return format_html('<span class="eig-badge eig-badge--{}">{}</span>', tone, challenge.get_status_display())

    @admin.display(description="nº", ordering="number")
    def filed(self, challenge: Challenge) -> str:
        return str(challenge.number or NOTHING)

    @admin.display(description="administration d’accueil", ordering="administration__key")
    def host(self, challenge: Challenge) -> str:
        return str(challenge.administration)

    @admin.display(description="déposé le", ordering="submitted_at")
    def submitted_on(self, challenge: Challenge) -> str:
        return short_day(challenge.submitted_at) if challenge.submitted_at else NOTHING

    @admin.display(description="décision préparée", ordering="pending_decision")
    def decision(self, challenge: Challenge) -> str:
        return challenge.get_pending_decision_display() or NOTHING

    @admin.display(description="profils")
    def profiles(self, challenge: Challenge) -> str:
        rows = sorted(challenge.positions.all(), key=lambda position: (position.family.order, position.family.name))
        return ", ".join(f"{position.seats} {position.family.name.lower()}" for position in rows) or NOTHING

    @admin.display(description="auteurs")
    def written_by(self, challenge: Challenge) -> str:
        return ", ".join(f"{user} ({user.email})" for user in challenge.authors.all()) or NOTHING

    @admin.display(description="déposé le", ordering="submitted_at")
    def submitted(self, challenge: Challenge) -> str:
        return full_instant(challenge.submitted_at) if challenge.submitted_at else NOTHING

    @admin.display(description="correction")
    def correction(self, challenge: Challenge) -> str:
        if not challenge.changes_due_at:
            return NOTHING
        reason = challenge.changes_reason
        return format_html("Attendue avant le {}.<br>{}", full_instant(challenge.changes_due_at), reason)

    @admin.display(description="réouverture")
    def reopening(self, challenge: Challenge) -> str:
        until = challenge.reopened_until
        return format_html("Jusqu’au {}.<br>{}", full_instant(until), challenge.reopened_reason) if until else NOTHING

    @admin.display(description="audition")
    def heard(self, challenge: Challenge) -> str:
        if not challenge.hearing:
            return "pas encore planifiée"
        hearing = challenge.hearing
        url = reverse("admin:juries_jury_change", args=[hearing.jury_id])
        minutes = plural(hearing.minutes, "minute")
        return format_html('<a href="{}">{}</a>, {}, {}', url, hearing.jury, full_instant(hearing.starts_at), minutes)

    @admin.display(description="avis du jury")
    def opinion(self, challenge: Challenge) -> SafeString | str:
        if not challenge.hearing:
            return NOTHING
        sheets = Sheet.objects.filter(hearing=challenge.hearing).with_score()
        lines = juries.criteria(challenge.hearing.jury)
        shown = {
            "common": sheets.of(None).first(),
            "sheets": list(sheets.read_by(None)),
            "maximum": juries.maximum(lines),
        }
        return render_to_string("admin/challenges/opinion.html", shown)

    @admin.display(description="éligibilité")
    def eligibility(self, challenge: Challenge) -> SafeString:
        given = {row.line: row for row in challenge.verdicts.all()}
        verdicts = [(line, given.get(line.key)) for line in LINES]
        return render_to_string("admin/challenges/verdicts.html", {"verdicts": verdicts if given else []})

    @admin.display(description="questions")
    def asked(self, challenge: Challenge) -> SafeString:
        questions = challenge.prepared_questions.all()
        return render_to_string("admin/challenges/asked.html", {"questions": questions})

    @admin.display(description="contenu")
    def in_full(self, challenge: Challenge) -> SafeString:
        return render_to_string("admin/told.html", {"content": file_of(challenge, Reader.COORDINATION)})

    @admin.display(description="contenu")
    def in_part(self, challenge: Challenge) -> SafeString:
        return render_to_string("admin/told.html", {"content": file_of(challenge, Reader.OUTSIDE)})

    @admin.display(description="validation")
    def agreement(self, challenge: Challenge) -> str:
        known, tone = validation_of(challenge), validation_tone(challenge) or "neutral"
        said = format_html('<span class="eig-badge eig-badge--{}">{}</span>', tone, validation_status(challenge).label)
        if known and known.answered_at:
            said = format_html("{} {}, {}", said, known.answered_by or "", full_instant(known.answered_at))
        return format_html("{}<br>{}", said, known.remark) if known and known.remark else said

    @admin.display(description="changements")
    def changed(self, challenge: Challenge) -> str:
        return render_to_string("challenges/_changes.html", {"changes": changes(challenge)})

    @admin.display(description="pour publier")
    def lacking(self, challenge: Challenge) -> str:
        lacks = missing_to_publish(challenge)
        return f"Il manque encore : {', '.join(lacks)}." if lacks else "Tout est prêt."

    @admin.display(description="au catalogue")
    def public_page(self, challenge: Challenge) -> str:
        if not (challenge.slug and challenge.published_at):
            return NOTHING
        url = reverse("challenges:detail", args=[challenge.slug])
        return format_html('<a href="{}">{}</a>', url, url)
