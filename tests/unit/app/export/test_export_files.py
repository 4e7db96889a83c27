import errno
import os
import stat
from pathlib import Path

import pytest

from app.export.errors import NotWritten
from app.export.files import write_whole
from app.resources.messages import LANGUAGES, render


def _fill(text: str):
    return lambda path: path.write_text(text, "utf-8") and None


def _fail(code: int):
    def write(path: Path) -> None:
        path.write_text("half", "utf-8")
        raise OSError(code, os.strerror(code))

    return write


def test_replaces_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_whole(path, _fill("one"))
    path.chmod(0o640)
    write_whole(path, _fill("two"))
    assert path.read_text("utf-8") == "two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert len(list(tmp_path.iterdir())) == 1


def test_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_whole(tmp_path / "a", _fill("x"))
    usual, ours = ((tmp_path / name).stat().st_mode for name in ("usual", "a"))
    assert usual == ours


@pytest.mark.parametrize(
    ("code", "entry"),
    [
        (errno.ENOSPC, "full"),
        (errno.EACCES, "denied"),
        (errno.EBUSY, "held"),
        (errno.EIO, "other"),
    ],
)
def test_failure_leaves_the_old_file(tmp_path: Path, code: int, entry: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("old", "utf-8")
    with pytest.raises(NotWritten) as caught:
        write_whole(path, _fail(code))
    assert path.read_text("utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 1
    assert caught.value.message.key == f"export.not_written.{entry}"
    for lang in LANGUAGES:
        assert "a.xlsx" in render(caught.value.message, lang)


def test_a_crash_leaves_nothing_beside(tmp_path: Path) -> None:
    def write(path: Path) -> None:
        raise ValueError("bug")

    with pytest.raises(ValueError, match="bug"):
        write_whole(tmp_path / "a.xlsx", write)
    assert list(tmp_path.iterdir()) == []


def test_missing_folder_and_folder_as_target(tmp_path: Path) -> None:
    with pytest.raises(NotWritten) as missing:
        write_whole(tmp_path / "no" / "a.xlsx", _fill("x"))
    assert missing.value.message.key == "export.not_written.no_folder"
    with pytest.raises(NotWritten) as folder:
        write_whole(tmp_path, _fill("x"))
    assert folder.value.message.key == "export.not_written.folder"


def test_follows_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old", "utf-8")
    link.symlink_to(real)
    write_whole(link, _fill("new"))
    assert link.is_symlink()
    assert real.read_text("utf-8") == "new"


def test_what_a_killed_program_left_is_taken_away_later(tmp_path: Path) -> None:
    old, new, foreign = (
        tmp_path / name
        for name in (".leasediff-0123456789ab.xlsx", ".leasediff-ba9876543210.docx", ".leasediff-x")
    )
    for path in (old, new, foreign):
        path.write_text("half", "utf-8")
    for path in (old, foreign):
        os.utime(path, (1, 1))
    write_whole(tmp_path / "a.xlsx", _fill("x"))
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted((new.name, foreign.name, "a.xlsx"))
