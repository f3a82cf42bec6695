"""Programmes, promotions, their calendar and their rules: all data."""

from eig.promotions.models import announcements, calendar, profiles, programmes, settings
