"""The forms about challenges, one file per page."""
