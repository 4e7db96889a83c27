"""The local log: what gets into it and, more, what does not."""

import logging
import stat
from pathlib import Path

import pytest

from app.jobs.events import LOGGER, fingerprint, note
from app.store.diary import keeping_log, log_folder, plain
from app.store.errors import Fault, ProjectError
from models.errors import UnreadableContract, UnreadableReason
from tests.helpers.logfail import Logs

SECRET = "甲方应于10日内向澄海公司付款"


def text_of(state: Path) -> str:
    return "".join(file.read_text("utf-8") for file in sorted(log_folder(state).iterdir()))


def test_events_are_noted_with_counts_and_words(tmp_path: Path):
    with keeping_log("compare", "1.2.3", tmp_path) as path:
        note("read", seconds=1.5, format="docx", pages=None, ok=True)
    assert path == log_folder(tmp_path) / "leasediff.log"
    said = text_of(tmp_path)
    assert "start what=compare version=1.2.3 python=" in said
    assert "read seconds=1.5 format=docx pages=None ok=True" in said
    assert "end seconds=" in said


def test_without_a_log_a_note_goes_nowhere(tmp_path: Path):
    note("read")
    with keeping_log("compare", "1", tmp_path):
        pass
    note("later")
    assert "later" not in text_of(tmp_path)


def test_no_text_gets_into_it(tmp_path: Path, logs: Logs):
    logs.expect("")
    file = tmp_path / f"{SECRET}.docx"
    with keeping_log("compare", "1", tmp_path):
        note("read", file=fingerprint(file), name=SECRET, path=file, **{SECRET: SECRET})
        note(SECRET)
        for logger in (LOGGER, "somebody.else", "root"):
            logging.getLogger(logger).warning("%s is odd", SECRET)
        for error in (
            ValueError(SECRET),
            OSError(2, SECRET, str(file)),
            UnreadableContract(f"{SECRET}.docx", UnreadableReason.DAMAGED),
            ProjectError(file, Fault.DAMAGED, SECRET),
        ):
            try:
                try:
                    raise error
                except Exception as inner:
                    raise RuntimeError(SECRET) from inner
            except RuntimeError:
                logging.getLogger(LOGGER).exception(SECRET)
    said = text_of(tmp_path)
    for part in (SECRET, "澄海", "甲方", "10日", str(tmp_path)):
        assert part not in said
    for part in (
        "builtins.ValueError",
        "errno=2",
        "damaged",
        "RuntimeError",
        "test_store_diary.py",
    ):
        assert part in said


def test_a_file_is_the_same_fingerprint_without_its_name():
    here = fingerprint(Path("/云江/合同.PDF"))
    assert here == fingerprint(Path("/云江/合同.PDF"))
    assert here != fingerprint(Path("/云江/合同2.PDF"))
    assert here.endswith(".pdf")
    assert len(here) == 12


@pytest.mark.parametrize("value", ["docx", "not_found", 3, 1.5, True, None, "1.2.3"])
def test_words_of_the_program_stay(value: object):
    assert plain(value) == str(value)


@pytest.mark.parametrize("value", ["两字", "with blank", "", "a\nb", "x" * 49, Path("/tmp/a")])
def test_other_texts_become_fingerprints(value: object):
    assert plain(value).startswith("#")
    assert len(plain(value)) == 9


def test_it_turns_over_and_is_bounded(tmp_path: Path):
    with keeping_log("compare", "1", tmp_path):
        for _ in range(30_000):
            note("read", seconds=1.5, format="docx", kind="x" * 40)
    files = list(log_folder(tmp_path).iterdir())
    assert {file.name for file in files} == {
        "leasediff.log",
        *(f"leasediff.log.{n}" for n in "123"),
    }
    assert sum(file.stat().st_size for file in files) < 1_700_000


def test_only_the_user_can_read_it(tmp_path: Path):
    with keeping_log("compare", "1", tmp_path / "state") as path:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_where_it_can_not_be_written_there_is_none(tmp_path: Path):
    (tmp_path / "log").write_text("a file in its place")
    with keeping_log("compare", "1", tmp_path) as path:
        assert path is None
        note("read")
