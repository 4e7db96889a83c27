"""Figures and Roman numerals held against the ink that they were read from."""

from __future__ import annotations

import pytest

from app.readers.recognise import Reading
from app.readers.scan_figures import InkedLine, held_against_ink
from app.readers.scan_ink import Run

EM = 20.0
DIGIT, STEP = 9.0, 11.0
BAR = 2.5


def digit(left: float, width: float = DIGIT) -> Run:
    return Run(left, left + width, 4.0, 20.0)


def point(left: float) -> Run:
    return Run(left, left + 2.5, 17.5, 20.0)


def han(left: float) -> Run:
    return Run(left + 1, left + EM - 1, 2.0, 20.0)


def line(text: str, runs: list[Run], read: list[Run], sure: float = 0.99) -> InkedLine:
    """A line of which the ink ``read`` was read as the characters of ``text``."""
    places = tuple(run.middle for run in read)
    return InkedLine(Reading(text, (sure,) * len(text), places), runs, EM)


def held(*lines: InkedLine) -> Reading:
    return held_against_ink(lines)[0]


def test_a_point_that_was_lost_is_set_and_doubtful() -> None:
    figures = [digit(0), digit(STEP), *(digit(2 * STEP + 6 + STEP * i) for i in range(3))]
    ink = [*figures[:2], point(2 * STEP), *figures[2:]]
    found = held(line("99995", ink, figures))
    assert found.text == "99.995"
    assert max(found.confidence[1:4]) <= 0.5


def test_a_point_at_a_line_s_end_is_set() -> None:
    figures = [han(0), digit(22), digit(33)]
    assert held(line("低99", [*figures, point(45)], figures)).text == "低99."


def test_a_speck_between_figures_that_stand_close_is_none() -> None:
    figures = [digit(STEP * i) for i in range(5)]
    ink = [*figures[:2], Run(2 * STEP - 1.8, 2 * STEP - 0.4, 18.5, 20.0), *figures[2:]]
    assert held(line("10000", ink, figures)).text == "10000"


def test_a_comma_that_was_lost_is_no_point() -> None:
    figures = [digit(0), *(digit(STEP + 6 + STEP * i) for i in range(3))]
    comma = Run(STEP, STEP + 2.5, 17.5, 22.5)
    assert held(line("1234", [figures[0], comma, *figures[1:]], figures)).text == "1234"


def test_a_figure_gets_no_second_point() -> None:
    figures = [digit(0), *(digit(STEP + 6 + STEP * i) for i in range(3))]
    ink = [figures[0], point(STEP), *figures[1:]]
    later = Run(70, 72.5, 17.5, 20.0)
    read = [*figures, later, digit(75)]
    assert held(line("1234.5", [*ink, later, digit(75)], read)).text == "1234.5"


def test_a_mark_above_the_foot_of_the_line_is_no_point() -> None:
    figures = [digit(0), digit(STEP), digit(2 * STEP + 6), digit(3 * STEP + 6)]
    ink = [*figures[:2], Run(2 * STEP, 2 * STEP + 2.5, 10.0, 12.5), *figures[2:]]
    assert held(line("1234", ink, figures)).text == "1234"


def test_blanks_of_an_account_number_are_set() -> None:
    figures = [digit(STEP * i + 6 * (i // 4)) for i in range(8)]
    assert held(line("62210880", figures, figures)).text == "6221 0880"


def test_a_price_keeps_together() -> None:
    figures = [digit(STEP * i + (6 if i > 1 else 0)) for i in range(5)]
    assert held(line("12345", figures, figures)).text == "12345"


def test_a_figure_that_was_passed_over_makes_its_neighbours_doubtful() -> None:
    ink = [digit(STEP * i) for i in range(5)]
    found = held(line("3658", ink, [*ink[:3], ink[4]]))
    assert found.text == "3658"
    assert found.confidence == (0.99, 0.99, 0.5, 0.5)


def test_a_figure_that_is_broken_in_two_is_one() -> None:
    halves = [Run(11.0, 15.0, 4.0, 20.0), Run(16.0, 20.0, 4.0, 20.0)]
    ink = [digit(0), *halves, digit(22), digit(33)]
    read = [ink[0], halves[1], *ink[3:]]
    assert held(line("3058", ink, read)).confidence == (0.99,) * 4


@pytest.mark.parametrize("read", ["Ⅲ", "川1", "ⅢI", "1I1"])
def test_bare_strokes_are_a_roman_numeral(read: str) -> None:
    bars = [Run(22 + 5 * i, 22 + 5 * i + BAR, 4, 20) for i in range(3)]
    middle = [Run(24, 34, 4, 20)] * len(read)
    ink = [han(0), *bars, han(40)]
    found = held(line(f"为{read}级", ink, [han(0), *middle, han(40)]))
    assert found.text == "为III级"
    assert len(found.places) == len(found.confidence) == len(found.text)


def test_a_one_that_is_narrower_than_the_page_s_ones_is_a_numeral() -> None:
    ink = [Run(2, 2 + BAR, 4, 20), han(10)]
    ones = [digit(0, 6), digit(STEP)]
    assert held(line("1级", ink, ink), line("12", ones, ones)).text == "I级"


def test_a_one_like_the_page_s_ones_stays() -> None:
    ink = [Run(2, 2 + BAR, 4, 20), han(10)]
    ones = [digit(0, BAR), digit(STEP)]
    assert held(line("1级", ink, ink, 0.6), line("12", ones, ones)).text == "1级"


def test_without_figures_beside_only_a_doubtful_one_is_a_numeral() -> None:
    ink = [Run(2, 2 + BAR, 4, 20), han(10)]
    assert held(line("1级", ink, ink, 0.6)).text == "I级"
    assert held(line("1级", ink, ink, 0.99)).text == "1级"


def test_the_numeral_of_a_word_stays() -> None:
    ink = [digit(0), Run(12, 12 + BAR, 4, 20), digit(18)]
    assert held(line("SlM", ink, ink)).text == "SlM"


def test_a_numeral_that_is_read_whole_keeps_its_strokes() -> None:
    ink = [Run(2, 2 + BAR, 4, 20), han(20)]
    assert held(line("II级", ink, [ink[0], ink[0], ink[1]])).text == "II级"


def test_strokes_alone_that_were_read_as_nothing_are_a_numeral() -> None:
    bars = [Run(2 + 6 * i, 2 + 6 * i + BAR, 4, 20) for i in range(3)]
    found = held(InkedLine(Reading("", (), ()), bars, EM))
    assert (found.text, max(found.confidence)) == ("III", 0.5)


def test_one_stroke_alone_that_was_read_as_nothing_is_nothing() -> None:
    assert held(InkedLine(Reading("", (), ()), [Run(2, 2 + BAR, 4, 20)], EM)).text == ""
