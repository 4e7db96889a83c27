"""The command of the reading cache."""

from pathlib import Path

import pytest

from app import cli
from app.store.readings import ReadingCache
from tests.unit.app.store.store_samples import document

KEY = "0f" * 32


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_it_says_what_is_held_and_clears_it(capsys: pytest.CaptureFixture[str]) -> None:
    ReadingCache().keep(KEY, document())
    assert cli.main(["cache", "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "现有：1 份" in said
    assert str(ReadingCache().folder) in said
    assert cli.main(["cache", "--clear", "--lang", "zh"]) == 0
    assert "已清空读取缓存：1 份" in capsys.readouterr().out
    assert ReadingCache().use().entries == 0


def test_it_is_switched_off_and_on(capsys: pytest.CaptureFixture[str]) -> None:
    ReadingCache().keep(KEY, document())
    cli.main(["cache", "--off", "--lang", "en"])
    assert "Reading cache: off" in capsys.readouterr().out
    assert not ReadingCache().enabled
    assert ReadingCache().use().entries == 0
    cli.main(["cache", "--on", "--lang", "en"])
    assert ReadingCache().enabled


def test_one_thing_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["cache", "--on", "--off", "--lang", "zh"]) == 2
    assert "只能给出一种" in capsys.readouterr().err


def test_comparing_keeps_what_it_read_unless_told(tmp_path: Path) -> None:
    files = []
    for name in ("去年.txt", "今年.txt"):
        files.append(tmp_path / name)
        files[-1].write_text(f"第一条 租期\n{name}起租，租期十二个月，按月结算费用。", "utf-8")
    names = [str(file) for file in files]
    assert cli.main(["compare", *names, "--no-cache"]) == 0
    assert ReadingCache().use().entries == 0
    assert cli.main(["compare", *names]) == 0
    assert ReadingCache().use().entries == 2
    assert cli.main(["compare", *names]) == 0
    assert ReadingCache().use().entries == 2
