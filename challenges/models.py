"""Gathered for Django’s discovery, and imported by nobody."""

from challenges.administrations.models import administrations, duplicates
from challenges.catalogue.models import entries, validations
from challenges.hearings.models import clarifications, conflicts
from challenges.participants import models as participants
from challenges.proposal.models import challenges, means, people, positions
from challenges.proposal.models import skills as position_skills
from challenges.review.models import eligibility, mailing, notes, presence, questions, reading
from challenges.skills import models as skills
