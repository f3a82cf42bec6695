"""The names that ``manage.py measure`` knows, one file each.

A bench is called with an instant, in a transaction that is rolled back: it writes the rows that it needs, then yields
the lines to print, as dictionaries. ``common`` has the yardstick and the browsers, ``eig.home.measure`` the costs.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from eig.home.benches.board import board, publish
from eig.home.benches.catalogue import catalogue
from eig.home.benches.common import NothingToMeasureError
from eig.home.benches.pages import pages
from eig.home.measure import Line

BENCHES: Mapping[str, Callable[[datetime], Iterable[Line]]] = {
    "pages": pages,
    "catalogue": catalogue,
    "board": board,
    "publish": publish,
}

__all__ = ["BENCHES", "NothingToMeasureError"]
