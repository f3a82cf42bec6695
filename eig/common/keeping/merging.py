"""Three texts of each answer: what the form showed, what is stored now, what was typed.

What one person changed is written over what they were shown, never over what someone else wrote since: two answers
changed by two people are merged without a word, the same answer changed by two waits for somebody to choose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from eig.common.keeping.answers import ALONE, Answer, Row, Told
from eig.common.keeping.version import Marks, mark

CHOICE = "choix-"
THEIRS, MINE = "enregistre", "mien"
GONE = "(retiré)"
ORDER = "L’ordre"


@dataclass(frozen=True)
class Conflict:
    """An answer changed by two people. ``mark`` is that of the stored text that choosing one's own will replace."""

    place: str
    label: str
    stored: str
    typed: str
    mark: str
    chosen: str = ""

    @property
    def field(self) -> str:
        """The name of the choice in the form."""
        return CHOICE + mark(self.place)

    @property
    def mine(self) -> str:
        """What the form sends to keep one's own text: it holds for the stored text that was read, and no later one."""
        return f"{MINE}:{self.mark}"

    def decided(self, choices: Mapping[str, str]) -> "Conflict":
        """The same conflict with what the form chose; ``chosen`` is empty when the choice is missing or out of date."""
        sent = choices.get(self.field, "")
        return replace(self, chosen=sent if sent in (THEIRS, self.mine) else "")


class Merge:
    """What is to be stored once merged (``rows``, in order), what of it is new, and what must be chosen first.

    Not ``sure``: a row was typed that cannot be stored yet, perhaps one of those that seem to be gone.
    """

    def __init__(self, shown: Marks, stored: Told, typed: Told, choices: Mapping[str, str]) -> None:
        self.shown, self.stored, self.typed, self.choices = shown, stored, typed, choices
        self.rows: dict[str, Row] = {}
        self.changed: set[tuple[str, str]] = set()
        self.conflicts: list[Conflict] = []
        self.sure = typed.sure and all(row.whole or key in stored.rows for key, row in typed.rows.items())
        for key in self._order():
            if row := self._row(key):
                self.rows[key] = row
        if list(self.rows) != list(stored.rows):
            self.changed.add((ALONE, ""))

    @property
    def waits(self) -> bool:
        """Whether somebody must choose: nothing is stored meanwhile."""
        return any(not conflict.chosen for conflict in self.conflicts)

    @property
    def yielded(self) -> list[Conflict]:
        """The conflicts decided for the stored text: a page that still shows one's own keeps the choice beside it."""
        return [conflict for conflict in self.conflicts if conflict.chosen == THEIRS]

    @property
    def values(self) -> dict:
        """The answers to write of a form without rows: those that changed, and no other."""
        return {name: self.rows[ALONE].answers[name].value for key, name in self.changed if key == ALONE and name}

    def after(self, stored: Told) -> Marks:
        """The version of a form that stays open once this is stored: it still shows what it did not change."""
        now, gone = stored.marks, set(self.shown) - set(self.typed.rows) - set(stored.rows)
        marks = {key: dict(row) for key, row in self.shown.items() if key not in gone}
        for key, name in sorted(self.changed):
            if name and (found := now.get(key, {}).get(name, "")):
                marks.setdefault(key, {})[name] = found
            elif name and (key in marks or key in now):
                marks.setdefault(key, {}).pop(name, None)
        return {key: marks[key] for key in woven(list(self.typed.rows), list(marks)) if key in marks}

    def _row(self, key: str) -> Row | None:
        shown, stored, typed = self.shown.get(key), self.stored.rows.get(key), self.typed.rows.get(key)
        if stored and typed:
            return self._merged(key, shown or {}, stored, typed)
        if stored:
            return self._taken_away(key, shown, stored)
        if typed and shown is None:
            return self._added(key, typed)
        return self._vanished(key, shown or {}, typed) if typed else None

    def _merged(self, key: str, shown: Mapping[str, str], stored: Row, typed: Row) -> Row:
        answers = dict(stored.answers)
        for name, mine in typed.answers.items():
            theirs = answers.get(name) or replace(mine, value=None, text="")
            if mine.mark in (shown.get(name, ""), theirs.mark):
                continue
            if theirs.mark == shown.get(name, "") or self._choose(key, name, typed.label, theirs, mine):
                answers[name] = mine
                self.changed.add((key, name))
        return Row(typed.label, answers)

    def _choose(self, key: str, name: str, label: str, theirs: Answer, mine: Answer) -> bool:
        told = f"{label} – {mine.label}" if label else mine.label
        return self._mine(Conflict(f"{key}/{name}", told, theirs.text, mine.text, theirs.mark))

    def _taken_away(self, key: str, shown: Mapping[str, str] | None, stored: Row) -> Row | None:
        """A row that is stored and was not sent: new to this form, or taken away in it."""
        if shown is None or not self.sure:
            return stored
        now = Told({key: stored}).marks[key]
        if now == shown or self._mine(Conflict(key, stored.label, stored.text, GONE, mark(now))):
            return None
        return stored

    def _added(self, key: str, typed: Row) -> Row | None:
        if not typed.whole:
            return None
        self.changed |= {(key, name) for name in typed.answers}
        return typed

    def _vanished(self, key: str, shown: Mapping[str, str], typed: Row) -> Row | None:
        """A row that was shown and is no longer stored: it stays away unless it was changed here."""
        mine = Told({key: typed}).marks[key]
        if all(mine.get(name, "") == shown.get(name, "") for name in typed.answers):
            return None
        if not self._mine(Conflict(key, typed.label, GONE, typed.text, "")):
            return None
        return self._added(key, typed)

    def _mine(self, conflict: Conflict) -> bool:
        """Whether one's own text is the one to keep; until it is said, the stored one stays."""
        self.conflicts.append(decided := conflict.decided(self.choices))
        return decided.chosen == conflict.mine

    def _order(self) -> list[str]:
        """Rows in the order of whoever moved them; when both did, someone chooses."""
        shown, stored, typed = list(self.shown), list(self.stored.rows), list(self.typed.rows)
        common = set(shown) & set(stored) & set(typed)
        first, theirs, mine = ([key for key in keys if key in common] for keys in (shown, stored, typed))
        if mine in (first, theirs):
            return woven(stored, typed) if theirs != first or stored != shown else woven(typed, stored)
        if theirs == first or self._mine(self._orders(stored, typed)):
            return woven(typed, stored)
        return woven(stored, typed)

    def _orders(self, stored: Sequence[str], typed: Sequence[str]) -> Conflict:
        theirs, mine = (", ".join(self._label(key) for key in keys) for keys in (stored, typed))
        return Conflict("/", ORDER, theirs, mine, mark("/".join(stored)))

    def _label(self, key: str) -> str:
        return (self.typed.rows.get(key) or self.stored.rows[key]).label


def woven(order: Sequence[str], other: Sequence[str]) -> list[str]:
    """The keys of ``order``, with those that only ``other`` has, each put after the one that it follows there."""
    keys = list(order)
    for place, key in enumerate(other):
        if key in keys:
            continue
        before = next((former for former in reversed(other[:place]) if former in keys), None)
        keys.insert(0 if before is None else keys.index(before) + 1, key)
    return keys
