"""The pages about challenges: the administrations' side, the catalogue, the juries'."""
