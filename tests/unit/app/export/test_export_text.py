"""Text for cells, runs, and the style sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.export import runs, style
from app.export.celltext import (
    SHEET_NAME_LIMIT,
    clean,
    display_width,
    line_count,
    looks_like_formula,
    sheet_name,
    units,
)
from app.export.runs import Run
from app.resources.messages import LANGUAGES, catalogue
from models.diff import Edit, EditClass, EditOp


@given(st.text())
def test_clean_text_is_legal_xml(text: str) -> None:
    done, replaced = clean(text)
    done.encode("utf-8")
    assert not any(ord(c) < 32 and c not in "\t\n" for c in done)
    assert replaced <= len(text)


@given(st.text(max_size=300), st.integers(8, 40), st.integers(1, 4))
def test_pieces_lose_nothing_but_line_feeds_at_cuts(text: str, width: int, lines: int) -> None:
    half = len(text) // 2
    cut = runs.pieces([Run(text[:half]), Run(text[half:], ("insert",))], width, lines)
    joined = "".join(runs.plain_text(piece) for piece in cut)
    assert joined.replace("\n", "") == text.replace("\n", "")


def test_astral_characters_count_twice() -> None:
    assert units("吉𠮷") == 3


def test_widths_and_lines() -> None:
    assert display_width("合同") > display_width("ab")
    assert line_count("短", 20) == 1
    assert line_count("一\n二\n三", 20) == 3
    assert line_count("长" * 40, 20) == 5


@pytest.mark.parametrize(
    ("text", "formula"), [("=1", True), ("@x", True), ("\tx", True), ("甲方", False), ("", False)]
)
def test_formula_starts(text: str, formula: bool) -> None:
    assert looks_like_formula(text) is formula


@pytest.mark.parametrize("text", ["a/b:c*d?e[f]g\\h", "名" * 60, "'quoted'", "\x00", ""])
def test_sheet_names_are_legal(text: str) -> None:
    name = sheet_name(text)
    assert 0 < len(name) <= SHEET_NAME_LIMIT
    assert not set(name) & set("[]:*?/\\")
    assert not name.startswith("'")


def test_edits_become_marks() -> None:
    edits = [
        Edit(EditOp.EQUAL, "甲方", "甲方"),
        Edit(EditOp.REPLACE, "应", "可", EditClass.NEGATION),
        Edit(EditOp.DELETE, " ", "", EditClass.COSMETIC),
    ]
    marked = list(runs.of_edits(edits))
    assert [run.text for run in marked] == ["甲方", "应", "可", "␣"]
    assert "delete" in marked[1].marks
    assert style.mark_font(*marked[1].marks).strike
    assert style.mark_font(*marked[2].marks).u == "double"
    assert style.mark_font(*marked[3].marks).strike


def test_every_class_shows_without_colour() -> None:
    for kind in EditClass:
        assert style.mark_font(kind.value, "delete").strike
        assert style.mark_font(kind.value, "insert").u


def test_every_look_can_be_made() -> None:
    for name in style.sheet_style()["look"]:
        assert style.named_style(name).name == f"leasediff_{name}"


def test_both_languages_have_the_same_entries() -> None:
    entries = [{key for key in catalogue(lang) if key.startswith("export.")} for lang in LANGUAGES]
    assert entries[0] == entries[1]


def test_sheet_names_of_the_catalogues_need_no_change() -> None:
    for lang in LANGUAGES:
        for key, name in catalogue(lang).items():
            if key.startswith("export.sheet."):
                assert sheet_name(name) == name
