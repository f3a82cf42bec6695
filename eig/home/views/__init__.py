"""Public pages, and the page of each person."""
