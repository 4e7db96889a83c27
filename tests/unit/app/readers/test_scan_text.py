"""What the ink of a line tells that recognition leaves open."""

from __future__ import annotations

import pytest

from app.readers.recognise import Reading
from app.readers.scan_text import mended

EM = 20.0
Stroke = tuple[float, float, float, float]


def reading(text: str, places: list[float]) -> Reading:
    return Reading(text, (0.9,) * len(text), tuple(places))


def cell(index: float, width: float = 0.9, height: float = 0.9) -> Stroke:
    """The ink of a character in the given place of a line of Chinese characters."""
    middle = EM * (index + 0.5)
    return middle - width * EM / 2, 20 - height * EM, middle + width * EM / 2, 20.0


@pytest.mark.parametrize("read", ["一", "二", "-", "三"])
def test_a_long_stroke_alone_is_a_dash_of_two_characters(read: str) -> None:
    found = mended(reading(read, [20]), [(2, 9, 38, 11)], EM)
    assert found.text == "——"
    assert len(found.confidence) == len(found.places) == 2


def test_a_short_stroke_alone_stays_what_it_was_read_as() -> None:
    assert mended(reading("一", [10]), [(1, 9, 19, 11)], EM).text == "一"


def test_a_long_dash_in_a_line_counts_twice() -> None:
    strokes = [cell(0), (EM * 1.05, 9, EM * 2.95, 11), cell(3)]
    assert mended(reading("甲一乙", [10, 40, 70]), strokes, EM).text == "甲——乙"


def test_a_blank_between_a_list_mark_and_a_label_is_set() -> None:
    strokes = [(0, 9, 6, 11), (14, 2, 20, 20), cell(1.5)]
    assert mended(reading("-1、", [3, 17, 34]), strokes, EM).text == "- 1、"


def test_a_minus_close_to_its_figure_stays() -> None:
    strokes = [(0, 9, 6, 11), (8, 2, 14, 20), (16, 2, 22, 20)]
    assert mended(reading("-15", [3, 11, 19]), strokes, EM).text == "-15"


def test_a_blank_between_chinese_characters_is_set_where_the_paper_shows_it() -> None:
    strokes = [cell(0), cell(1.6), cell(2.6)]
    assert mended(reading("甲方乙", [10, 42, 62]), strokes, EM).text == "甲 方乙"


def test_a_colon_with_the_room_of_a_chinese_character_is_wide() -> None:
    strokes = [cell(0), (EM * 1.2, 5, EM * 1.35, 18), cell(2)]
    assert mended(reading("甲:乙", [10, 25.5, 50]), strokes, EM).text == "甲：乙"


def test_a_colon_close_to_figures_is_narrow() -> None:
    strokes = [(0, 2, 9, 20), (12, 5, 14, 18), (17, 2, 26, 20)]
    assert mended(reading("9:3", [4.5, 13, 21.5]), strokes, EM).text == "9:3"
