"""Places of words by the lines of a text."""

from __future__ import annotations

from models.document import Box, LinePlace, lines_of, place_of, union

TEXT = "甲方按月付款，abcd"
LINES = (
    LinePlace(0, 4, 1, Box(100, 700, 148, 712)),
    LinePlace(4, 11, 2, Box(100, 50, 160, 62)),
)


def test_a_part_of_a_line_is_as_wide_as_its_characters() -> None:
    (found,) = lines_of(TEXT, LINES, 1, 3)
    assert (found.start, found.end) == (1, 3)
    assert found.box == Box(112, 700, 136, 712)


def test_latin_letters_are_half_as_wide() -> None:
    (found,) = lines_of(TEXT, LINES, 7, 9)
    assert found.box == Box(136, 50, 148, 62)


def test_a_stretch_over_a_page_break_is_told_where_it_begins() -> None:
    found = lines_of(TEXT, LINES, 2, 6)
    assert [line.page for line in found] == [1, 2]
    assert place_of(found) == (1, Box(124, 700, 148, 712))


def test_no_lines_no_place() -> None:
    assert place_of(lines_of(TEXT, (), 0, 3)) is None
    assert place_of(lines_of(TEXT, LINES, 3, 3)) is None


def test_a_line_down_the_page_is_told_whole() -> None:
    down = LinePlace(0, 6, 1, Box(100, 100, 112, 172))
    assert down.part(TEXT, 2, 3).box == down.box


def test_the_rectangle_round_some() -> None:
    assert union([Box(1, 5, 3, 6), Box(2, 2, 9, 3)]) == Box(1, 2, 9, 6)
