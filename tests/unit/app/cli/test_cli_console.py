"""Writing to a terminal."""

import io
import sys

import pytest

from app.cli.console import Console, clip, forgiving, width
from models.message import Message


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


STEP = Message.of("pipeline.reading", name="一份名字相当长的云租赁服务采购合同（征求意见稿）.docx")


def test_chinese_takes_two_columns() -> None:
    assert width("合同A，") == 2 + 2 + 1 + 2


@pytest.mark.parametrize("columns", [1, 7, 8, 20])
def test_clipped_text_fits(columns: int) -> None:
    clipped = clip("合同 A 的名字很长很长", columns)
    assert width(clipped) <= columns
    assert clipped.endswith("…")


def test_short_text_is_left_alone() -> None:
    assert clip("合同", 4) == "合同"


def test_progress_keeps_to_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "50")
    console = Console("zh")
    console.progress(STEP, 1, 3)
    console.progress(Message.of("pipeline.done"), 3, 3)
    console.clear()
    frames = terminal.getvalue().split("\r")
    assert all(width(frame) < 50 for frame in frames)
    assert "\n" not in terminal.getvalue()
    assert frames[-2].strip() == ""  # what stood there is gone


def test_progress_is_silent_off_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console("zh")
    console.progress(STEP, 1, 3)
    console.clear()
    assert capsys.readouterr() == ("", "")


def test_an_encoding_without_chinese_does_not_fail() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    forgiving(stream)
    stream.write("合同")
    stream.flush()
    assert raw.getvalue() == b"\\u5408\\u540c"
