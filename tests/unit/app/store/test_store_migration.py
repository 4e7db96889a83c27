"""A project of an older version opens with everything in it; one of a newer version says so."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from app.store import Fault, Project, ProjectError
from app.store.salvage import salvage
from app.store.schema import APPLICATION, VERSION, version_of
from models.decision import Mark
from tests.unit.app.store.store_samples import document, key, mark, note
from tests.unit.app.store.version_one import SCRIPT, write_version_one

DOCUMENTS = (document("甲.docx"), document("乙.docx", "b" * 64))
DECISIONS = (mark(Mark.NEGOTIATE), note("单价偏高", key("正文/第二条")))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "旧.leasediff"
    write_version_one(path, DOCUMENTS, 1, DECISIONS)
    return path


def version(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return version_of(db)


def assert_complete(project: Project) -> None:
    assert [(s.key, s.path.name, s.role) for s in project.sources] == [
        (10, "甲.docx", None),
        (11, "乙.docx", None),
    ]
    assert project.baseline == 11
    assert project.outcomes() == {10: DOCUMENTS[0], 11: DOCUMENTS[1]}
    assert project.decisions == DECISIONS
    assert project.options == {"cosmetic": "shown"}


def test_version_one_is_brought_up(old: Path) -> None:
    with Project.open(old) as project:
        assert_complete(project)
        replaced = project.decide(mark(Mark.ACCEPT))
        project.undo(replaced)
        assert set(project.decisions) == set(DECISIONS)
    assert version(old) == VERSION
    with Project.open(old) as project:
        assert project.baseline == 11


def test_reading_only_leaves_the_file_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    with Project.open(old, read_only=True) as project:
        assert_complete(project)
    assert old.read_bytes() == before


def test_a_migration_that_fails_leaves_the_file_as_it_is(old: Path) -> None:
    with contextlib.closing(sqlite3.connect(old)) as db, db:
        db.execute("UPDATE decision SET data = x'00' WHERE id = 2")
    before = old.read_bytes()
    with pytest.raises(ProjectError) as failure:
        Project.open(old)
    assert failure.value.fault is Fault.DAMAGED
    assert old.read_bytes() == before
    assert salvage(old).decisions == DECISIONS[:1]


def test_a_newer_version_says_so(old: Path) -> None:
    with contextlib.closing(sqlite3.connect(old)) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(ProjectError) as failure:
        Project.open(old)
    assert failure.value.fault is Fault.NEWER
    assert not failure.value.salvageable


def test_the_fixture_names_our_application() -> None:
    assert f"PRAGMA application_id = {APPLICATION};" in SCRIPT
