"""What the same average juror would have given: least squares on who heard what."""

from random import Random

import pytest

from eig.juries.strictness import groups


def rounded(group):
    return {hearing: round(value, 6) for hearing, value in group.adjusted().items()}


def test_one_common_juror_is_the_bridge():
    """Juror 1 says four points between the hearings; 2 is strict, 3 is kind, whatever their own totals say."""
    [group] = groups([(10, 1, 10), (20, 1, 14), (10, 2, 8), (20, 3, 18)])
    assert rounded(group) == {10: 10.666667, 20: 14.666667}


def test_what_was_planted_is_found_again():
    """Worth and kindness without chance: whoever heard whom, the worth comes back exactly."""
    draw = Random(4)
    worth = {hearing: draw.randint(8, 18) for hearing in range(12)}
    kindness = {juror: draw.randint(-3, 3) for juror in range(8)}
    middle = sum(kindness.values()) / len(kindness)
    seen = [(hearing, juror) for hearing in worth for juror in kindness if (hearing + juror) % 3]
    [group] = groups((hearing, juror, worth[hearing] + kindness[juror]) for hearing, juror in seen)
    assert rounded(group) == {hearing: round(value + middle, 6) for hearing, value in worth.items()}


def test_what_chance_leaves_is_balanced():
    """Least squares: for each hearing, what the model does not explain adds up to nought."""
    draw = Random(5)
    totals = [(h, j, draw.randint(5, 20)) for h in range(9) for j in draw.sample(range(7), 4)]
    [group] = groups(totals)
    worth = group.adjusted()
    left = {j: [value - worth[h] for h, k, value in totals if k == j] for j in range(7)}
    kindness = {j: sum(values) / len(values) for j, values in left.items()}
    for hearing in worth:
        rest = [value - worth[h] - kindness[j] for h, j, value in totals if h == hearing]
        assert sum(rest) == pytest.approx(0, abs=1e-5)


def test_juries_without_a_common_juror_are_apart():
    found = groups([(1, 1, 12), (2, 1, 13), (1, 2, 11), (2, 2, 15), (3, 3, 9), (4, 4, 9), (4, 3, 9)])
    assert [group.hearings for group in found] == [[1, 2], [3, 4]]
    assert [group.correctable for group in found] == [False, True]


def test_the_same_jurors_everywhere_leave_the_means():
    [group] = groups([(1, 1, 12), (2, 1, 16), (1, 2, 10), (2, 2, 14)])
    assert not group.correctable
    assert rounded(group) == {1: 11, 2: 15}


def test_the_order_of_the_totals_does_not_matter():
    draw = Random(6)
    totals = [(h, j, draw.randint(5, 20)) for h in range(9) for j in draw.sample(range(7), 4)]
    shuffled = draw.sample(totals, len(totals))
    assert groups(totals)[0].adjusted() == groups(shuffled)[0].adjusted()


def test_nothing_is_said_of_nothing():
    assert groups([]) == []
    [alone] = groups([(1, 1, 12)])
    assert alone.adjusted() == {1: 12}
