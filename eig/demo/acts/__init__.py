"""The year of EIG 4, told as dated acts; each module plans the part of one team of people."""
