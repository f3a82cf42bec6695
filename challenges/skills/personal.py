"""A list of skills names nobody."""

from challenges.skills.models import Skill
from eig.common.personal import Nobody

TABLES = (Nobody(Skill, "liste commune de compétences", "name key domain status same_as added_at"),)
