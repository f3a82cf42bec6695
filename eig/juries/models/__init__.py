"""Juries, their hearings and the sheets they fill; what is heard is attached from above."""

from eig.juries.models import attendance, hearings, juries, notes
