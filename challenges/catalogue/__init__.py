"""The public pages: framing, validation, search, open data, history."""
