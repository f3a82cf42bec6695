"""Who is told what an administration writes."""

from enum import StrEnum

from eig.common.telling import Readers


class Reader(StrEnum):
    """Who is told something of a file; ``OUTSIDE`` are the outside readers, ``EXPORT`` whoever opens the export."""

    AUTHORS = "authors"
    JURY = "jury"
    COORDINATION = "coordination"
    OUTSIDE = "outside"
    PUBLIC = "public"
    EXPORT = "export"


R = Reader
EVERYBODY = Readers(tuple(R))
LISTED = Readers((R.AUTHORS, R.JURY, R.COORDINATION, R.OUTSIDE, R.EXPORT), withheld=(R.PUBLIC,))
CATALOGUE = Readers((R.AUTHORS, R.JURY, R.COORDINATION, R.OUTSIDE, R.PUBLIC), withheld=(R.EXPORT,))
FILE = Readers((R.AUTHORS, R.JURY, R.COORDINATION, R.OUTSIDE), withheld=(R.PUBLIC, R.EXPORT))
FUNDING = Readers((R.AUTHORS, R.JURY, R.COORDINATION, R.EXPORT), withheld=(R.OUTSIDE, R.PUBLIC))
HEARING = Readers((R.AUTHORS, R.JURY, R.COORDINATION), withheld=(R.OUTSIDE, R.PUBLIC, R.EXPORT))
INSTRUCTION = Readers((R.AUTHORS, R.COORDINATION, R.OUTSIDE), withheld=(R.JURY, R.PUBLIC, R.EXPORT))
OFFICE = Readers((R.AUTHORS, R.COORDINATION), withheld=(R.JURY, R.OUTSIDE, R.PUBLIC, R.EXPORT))
CLERKS = Readers((R.COORDINATION,), withheld=(R.AUTHORS, R.JURY, R.OUTSIDE, R.PUBLIC, R.EXPORT))
