"""The file of a challenge: how an administration writes, shares and submits it."""
