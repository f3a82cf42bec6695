"""Some jurors are strict, others kind: what the scores would be if the same average juror had heard everything.

The model is additive: a juror's total on a hearing is the worth of the hearing plus the kindness of the juror plus
chance. Both are found by least squares, with the mean kindness of a group of jurors set to nought. It only says
something where jurors link hearings: totals are first parted into groups, two hearings being of one group when a
chain of common jurors joins them. Across two groups nothing can be compared, and where every juror of a group has
heard everything there is nothing to correct.

Plain Python, no randomness: the same totals give the same figures.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import mul

Total = tuple[int, int, float]
"""Number of the hearing, number of the juror, total of the sheet."""
Effects = dict[int, float]
PRECISE = 1e-14


@dataclass(frozen=True)
class Group:
    """Hearings that chains of common jurors join, with the totals given there."""

    totals: tuple[Total, ...]

    @property
    def hearings(self) -> list[int]:
        """The numbers of the hearings, in order."""
        return sorted({hearing for hearing, _, _ in self.totals})

    @property
    def jurors(self) -> list[int]:
        """The numbers of the jurors, in order."""
        return sorted({juror for _, juror, _ in self.totals})

    @property
    def correctable(self) -> bool:
        """Whether some juror has not heard everything: else all were judged by the same people."""
        return len(self.totals) < len(self.hearings) * len(self.jurors)

    def adjusted(self) -> Effects:
        """What each hearing would get from the average juror of the group, by number."""
        kindness = _kindness(self)
        return {
            hearing: _mean([value - kindness[juror] for juror, value in given])
            for hearing, given in _by_hearing(self.totals).items()
        }


def groups(totals: Iterable[Total]) -> list[Group]:
    """The totals parted into groups, in the order of their lowest hearing number."""
    rows = sorted(totals)
    above: dict[tuple[str, int], tuple[str, int]] = {}
    for hearing, juror, _ in rows:
        above[_root(above, ("juror", juror))] = _root(above, ("hearing", hearing))
    parted: dict[tuple[str, int], list[Total]] = defaultdict(list)
    for row in rows:
        parted[_root(above, ("hearing", row[0]))].append(row)
    return [Group(tuple(found)) for found in parted.values()]


def _root(above: dict, node: tuple[str, int]) -> tuple[str, int]:
    """The one that stands for a node's group; the way there is shortened for the next."""
    while above.setdefault(node, node) != node:
        above[node] = above.setdefault(above[node], above[node])
        node = above[node]
    return node


def _by_hearing(totals: Iterable[Total]) -> dict[int, list[tuple[int, float]]]:
    found: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for hearing, juror, value in totals:
        found[hearing].append((juror, value))
    return found


def _kindness(group: Group) -> Effects:
    """The effect of each juror, their mean being nought.

    The hearings' worth is eliminated first; what is left is a symmetric system, one unknown a juror, whose only
    freedom is a constant. Conjugate gradients solve it without a matrix, in at most as many rounds as jurors.
    """
    rows = list(_by_hearing(group.totals).values())
    benches = [[juror for juror, _ in given] for given in rows]
    residual = _summed(group.jurors, benches, [[value for _, value in given] for given in rows])
    effects = dict.fromkeys(residual, 0.0)
    direction, error = residual, _dot(residual, residual)
    enough = PRECISE * error
    for _ in effects:
        if error <= enough:
            break
        image = _summed(group.jurors, benches, [[direction[juror] for juror in bench] for bench in benches])
        length = error / _dot(direction, image)
        effects = {juror: effect + length * direction[juror] for juror, effect in effects.items()}
        residual = {juror: rest - length * image[juror] for juror, rest in residual.items()}
        former, error = error, _dot(residual, residual)
        direction = {juror: rest + error / former * direction[juror] for juror, rest in residual.items()}
    middle = _mean(list(effects.values()))
    return {juror: effect - middle for juror, effect in effects.items()}


def _summed(jurors: list[int], benches: list[list[int]], values: list[list[float]]) -> Effects:
    """For each juror, how far their value is from the mean of each of their hearings, added up."""
    found = dict.fromkeys(jurors, 0.0)
    for bench, given in zip(benches, values, strict=True):
        middle = _mean(given)
        for juror, value in zip(bench, given, strict=True):
            found[juror] += value - middle
    return found


def _dot(first: Effects, second: Effects) -> float:
    return sum(map(mul, first.values(), second.values()))


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
