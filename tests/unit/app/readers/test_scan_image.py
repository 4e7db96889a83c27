"""Pages as images: skew, ink, seals, rules, and the lines that the ink makes."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from app.readers.scan_image import Pixels, ink, skew, turned
from app.readers.scan_lines import pieces
from app.readers.scan_rules import find_rules
from app.readers.seals import colourless, gray_seals, lift_seals

POINTS = 72 / 200
PAPER = 238


def sheet(height: int = 1200, width: int = 1000) -> Pixels:
    return np.full((height, width, 3), PAPER, np.uint8)


def printed_lines(page: Pixels, gray: int = 30) -> None:
    """Rows of blocks, as characters are seen from afar."""
    for y in range(150, 1000, 60):
        for x in range(120, 860, 34):
            cv2.rectangle(page, (x, y), (x + 26, y + 26), (gray,) * 3, 3)


@pytest.mark.parametrize("angle", [-2.0, -0.6, 0.0, 1.3, 4.0])
def test_a_skew_is_found_and_turned_back(angle: float) -> None:
    page = sheet()
    printed_lines(page)
    askew = turned(page, -angle)
    found = skew(ink(askew.min(axis=2)))
    assert found == pytest.approx(angle, abs=0.1)
    assert skew(ink(turned(askew, found).min(axis=2))) == pytest.approx(0, abs=0.1)


def test_an_empty_page_has_no_skew() -> None:
    assert skew(ink(sheet().min(axis=2))) == 0.0


def test_ink_is_found_in_the_shadow_of_a_fold() -> None:
    page = sheet()
    shade = np.linspace(1.0, 0.55, page.shape[1])[None, :, None]
    printed_lines(page)
    shaded = (page * shade).astype(np.uint8)
    found = ink(shaded.min(axis=2))
    assert found[150:1000, 120:860].mean() > 0.1
    assert not found[1050:, :].any()


def test_a_red_seal_is_lifted_and_the_text_below_stays() -> None:
    page = sheet()
    printed_lines(page)
    bare = ink(page[:, :, 0])
    stamped = page.copy()
    cv2.circle(stamped, (500, 600), 160, (220, 60, 60), 9)
    cv2.putText(stamped, "SEAL", (400, 620), cv2.FONT_HERSHEY_SIMPLEX, 3, (220, 60, 60), 9)
    dark = page.min(axis=2) < 100
    stamped[dark] = page[dark]  # text shows through
    lifted, sealed = lift_seals(stamped)
    assert sealed
    assert (ink(lifted) == bare).mean() > 0.998


def test_black_text_alone_is_no_seal() -> None:
    page = sheet()
    printed_lines(page)
    lifted, sealed = lift_seals(page)
    assert not sealed
    assert (lifted == page[:, :, 0]).all()


def test_a_gray_seal_is_found_but_not_lifted() -> None:
    page = sheet()
    printed_lines(page, gray=90)
    assert colourless(page)
    assert gray_seals(ink(page[:, :, 0]), 200) == 0
    cv2.circle(page, (500, 600), 160, (110, 110, 110), 9)
    assert gray_seals(ink(page[:, :, 0]), 200) == 1


def test_a_page_in_colour_is_not_colourless() -> None:
    page = sheet()
    cv2.circle(page, (500, 600), 160, (220, 60, 60), 9)
    assert not colourless(page)


def test_the_rules_of_a_table_are_found_and_a_seals_arcs_are_not() -> None:
    page = sheet()
    for y in (300, 360, 420):
        cv2.line(page, (150, y), (850, y), (20, 20, 20), 2)
    for x in (150, 500, 850):
        cv2.line(page, (x, 300), (x, 420), (20, 20, 20), 2)
    cv2.circle(page, (500, 800), 160, (60, 60, 60), 5)
    rules = find_rules(ink(page[:, :, 0]), POINTS)
    across = [rule.position / POINTS for rule in rules.horizontal]
    down = [rule.position / POINTS for rule in rules.vertical]
    assert across == pytest.approx([300, 360, 420], abs=1)
    assert down == pytest.approx([150, 500, 850], abs=1)


def boxes_of(page: Pixels, found: list[tuple[float, float, float, float]]) -> list[list[int]]:
    gray = page[:, :, 0]
    rules = find_rules(ink(gray), POINTS)
    made = pieces(found, ink(gray) & ~rules.mask, POINTS, rules.horizontal, rules.vertical)
    return sorted([round(p.x0), round(p.y0), round(p.x1), round(p.y1)] for p in made)


def row_of_blocks(page: Pixels, x: int, y: int, count: int) -> None:
    for index in range(count):
        left = x + 34 * index
        cv2.rectangle(page, (left, y), (left + 26, y + 28), (20, 20, 20), 4)


def test_a_last_character_that_no_box_covers_is_added_to_its_line() -> None:
    page = sheet()
    row_of_blocks(page, 200, 300, 5)
    ((x0, _, x1, _),) = boxes_of(page, [(198, 298, 332, 330)])
    assert (x0, x1) == (198, 365)


def test_ink_alone_that_no_box_covers_is_a_line_of_its_own() -> None:
    page = sheet()
    row_of_blocks(page, 200, 300, 5)
    row_of_blocks(page, 700, 600, 1)
    assert len(boxes_of(page, [(198, 298, 370, 332)])) == 2


def test_specks_are_no_lines() -> None:
    page = sheet()
    row_of_blocks(page, 200, 300, 5)
    page[700, 700] = page[800, 300] = 0
    assert len(boxes_of(page, [(198, 298, 370, 332)])) == 1


def test_a_box_over_two_cells_is_cut_at_the_rule() -> None:
    page = sheet()
    row_of_blocks(page, 200, 310, 4)
    row_of_blocks(page, 366, 310, 4)
    for y in (290, 360):
        cv2.line(page, (150, y), (600, y), (20, 20, 20), 2)
    for x in (150, 349, 600):
        cv2.line(page, (x, 290), (x, 360), (20, 20, 20), 2)
    assert [box[0] for box in boxes_of(page, [(195, 305, 500, 345)])] == [198, 364]


def test_a_box_over_two_lines_of_a_narrow_column_is_cut() -> None:
    page = sheet()
    for y in (300, 350):
        row_of_blocks(page, 200, y, 2)
    row_of_blocks(page, 500, 300, 5)
    row_of_blocks(page, 500, 350, 5)
    found = [(195.0, 295.0, 265.0, 385.0), (498, 298, 670, 332), (498, 348, 670, 382)]
    assert [box[1] for box in boxes_of(page, found)] == [298, 348, 298, 348]


def test_the_engine_is_kept_off_the_network() -> None:
    """onnxruntime looks up its makers' collector of telemetry from the moment it is imported."""
    import os
    import socket

    from app.readers.recognise import _no_network

    before = socket.has_ipv6
    with _no_network():
        assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
        assert not socket.has_ipv6
    assert socket.has_ipv6 is before
