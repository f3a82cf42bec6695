"""The demonstration names nobody: its people are fictional."""

from eig.common.personal import Nobody
from eig.demo.models import DemoBuild

TABLES = (Nobody(DemoBuild, "état de la démonstration", "scenario built_at"),)
