"""Promotions are settings; only who ordered a publication is named."""

from eig.common.personal import Nobody, Persons, Retention
from eig.journal.personal import AUTHORSHIP
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.calendar import Window
from eig.promotions.models.profiles import Profile, ProfileFamily
from eig.promotions.models.programmes import Programme, Promotion
from eig.promotions.models.settings import Criterion, Round, Statement, Target

AFTER_PROMOTION = Retention("après la fin de la promotion", "promotion")

PROMOTION = (
    "programme name slug public archived preselection_on results_on starts_on months months_min months_max team_min "
    "team_max wishes_max wish_mode hears_challenges challenges_per_jury challenge_juries_per_juror "
    "candidate_juries_per_juror offer_days salary_text challenge_word challenge_words mentor_word mentor_words "
    "sponsor_word sponsor_words fellow_word fellow_words "
    "challenge_questions application_questions official_submitted official_heard official_kept official_candidates "
    "official_recruited families"
)

TABLES = (
    Persons(Announcement, {"ordered_by ordered_at": AUTHORSHIP}, nothing="promotion kind status due_at done_at"),
    Nobody(Programme, "réglages d’un programme", "name slug full_name pitch order"),
    Nobody(Promotion, "réglages d’une promotion", PROMOTION),
    Nobody(Window, "calendrier public", "promotion kind opens_at closes_at extended_at extended_from"),
    Nobody(ProfileFamily, "métiers recherchés", "name slug order"),
    Nobody(Profile, "métiers recherchés", "family name slug order"),
    Nobody(Target, "nombre de postes visés", "promotion family seats"),
    Nobody(Criterion, "critères de notation", "promotion stage round order label help mark_min mark_max weight"),
    Nobody(Round, "tours d’auditions", "promotion number cut"),
    Nobody(Statement, "phrases à accepter", "promotion audience order text help label key compulsory"),
)
