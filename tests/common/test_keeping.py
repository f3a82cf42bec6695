"""What is compared when two people write: marks, and the order of rows."""

from datetime import date

import pytest

from eig.common.keeping.merging import woven
from eig.common.keeping.version import mark, read, written


@pytest.mark.parametrize("blank", [None, "", "  ", False, [], {}, {"a": None}])
def test_what_is_blank_has_no_mark(blank):
    assert mark(blank) == ""


@pytest.mark.parametrize(
    ("content", "same"),
    [
        ("Deux\r\nlignes", "Deux\nlignes "),
        (["b", "a"], ("a", "b")),
        ({"b": 1, "a": None}, {"b": 1}),
        (date(2020, 2, 4), "2020-02-04"),
    ],
)
def test_the_same_content_has_the_same_mark(content, same):
    assert mark(content) == mark(same) != ""


@pytest.mark.parametrize(
    ("content", "other"), [(0, None), (1, True), (1, "1"), ("a", "A"), (["a"], ["a", "b"]), (1, 2)]
)
def test_another_content_has_another_mark(content, other):
    assert mark(content) != mark(other)


@pytest.mark.parametrize("sent", ["", "12", "[]", "{", '"a"', '{"": 3}', "[" * 200_000])
def test_a_version_that_says_nothing_showed_nothing(sent):
    assert read(sent) == {}


def test_a_version_comes_back_as_it_went():
    marks = {"": {"town": mark("Brest")}, "É": {"x": "1"}}
    assert read(written(marks)) == marks


def test_a_tampered_version_is_written_in_a_page_all_the_same():
    assert written(read('{"\\ud800": {"x": "\\udfff", "y": {}}}')).encode() == b'{"\\ud800":{"x":"\\udfff"}}'


@pytest.mark.parametrize(
    ("order", "other", "both"),
    [
        ("ab", "axb", "axb"),
        ("ab", "xab", "xab"),
        ("ba", "axb", "bax"),
        ("abz", "abx", "abxz"),
        ("", "xy", "xy"),
        ("ab", "", "ab"),
    ],
)
def test_rows_that_only_one_has_follow_what_they_followed(order, other, both):
    assert "".join(woven(order, other)) == both
