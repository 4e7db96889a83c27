"""A project under a password: nothing stands in it in plain, and nothing is lost by that."""

import contextlib
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from app.resources.messages import LANGUAGES, render
from app.store import Fault, Project, ProjectError, ProjectSource, State, vault
from app.store.recovery import mark_closed, mark_open, pending_sessions
from app.store.salvage import restore, salvage
from models.comparison import Role
from tests.unit.app.store.store_samples import document, key, note

PASSWORD = "云雀 高飞 2026"
SECRETS = ("某条意见的正文", "甲方的合同.docx", "机密选项", "合同第一段", "draft")


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess that costs little; what it costs has a test of its own."""
    monkeypatch.setattr(vault, "COST", 10)


def fill(project: Project, folder: Path) -> None:
    source = ProjectSource(1, folder / "甲方的合同.docx", Role.DRAFT)
    project.save_sources((source, ProjectSource(2, folder / "乙.docx")), baseline=2)
    project.put_outcome(1, document("合同第一段"))
    project.set_option("words", "机密选项")
    for number in range(12):
        project.decide(note(f"某条意见的正文{number}", key(f"正文/第{number}条")))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "p.leasediff"
    with Project.create(made, PASSWORD) as project:
        fill(project, tmp_path)
    return made


def in_plain(folder: Path) -> list[str]:
    data = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    return [secret for secret in SECRETS if secret.encode() in data]


def test_what_was_put_in_comes_out(path: Path, tmp_path: Path):
    with Project.open(path, password=PASSWORD) as project:
        assert project.encrypted
        assert [s.path.name for s in project.sources] == ["甲方的合同.docx", "乙.docx"]
        assert project.sources[0].role is Role.DRAFT
        assert project.outcomes() == {1: document("合同第一段")}
        assert project.options["words"] == "机密选项"
        assert len(project.decisions) == 12
        assert project.source_states()[0].state is State.MISSING
        assert project.baseline == 2


def test_nothing_stands_there_in_plain(path: Path, tmp_path: Path):
    assert in_plain(tmp_path) == []


@pytest.mark.parametrize(
    ("password", "fault"),
    [(None, Fault.ENCRYPTED), ("", Fault.WRONG_PASSWORD), ("云雀", Fault.WRONG_PASSWORD)],
)
def test_without_the_password_it_says_so(path: Path, password: str | None, fault: Fault):
    for read_only in (False, True):
        with pytest.raises(ProjectError) as failure:
            Project.open(path, read_only=read_only, password=password)
        assert failure.value.fault is fault
        assert failure.value.locked
        assert not failure.value.salvageable
        for lang in LANGUAGES:
            assert path.name in render(failure.value.message, lang)
    Project.open(path, password=PASSWORD).close()  # its lock was given back


def test_a_password_is_the_same_in_every_form_of_its_letters(tmp_path: Path):
    made = tmp_path / "p.leasediff"
    Project.create(made, "caf\u00e9").close()
    Project.open(made, password="cafe\u0301").close()


def test_a_password_is_given_changed_and_taken_away(tmp_path: Path):
    made = tmp_path / "p.leasediff"
    with Project.create(made) as project:
        fill(project, tmp_path)
        assert in_plain(tmp_path)
        log, identity = project.log(), project.id
        project.set_password(PASSWORD)
        assert in_plain(tmp_path) == []
        project.decide(note("某条意见的正文", key("正文/末条")))
        project.set_password("another")
        assert in_plain(tmp_path) == []
        assert project.id == identity
    with pytest.raises(ProjectError):
        Project.open(made, password=PASSWORD)
    with Project.open(made, password="another") as project:
        assert project.log()[:-1] == log
        project.set_password(None)
        assert not project.encrypted
    with Project.open(made) as project:
        assert len(project.decisions) == 13
        assert project.source_states()[0].state is State.MISSING


def test_a_change_that_fails_leaves_the_project_as_it_was(path: Path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with Project.open(path, password=PASSWORD) as project:
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", full)
            with pytest.raises(ProjectError):
                project.set_password(None)
        assert len(project.decisions) == 12
        project.decide(note("又一条", key("正文/末条")))
    with Project.open(path, password=PASSWORD) as project:
        assert len(project.decisions) == 13
    assert [f.name for f in path.parent.iterdir()] == [path.name]


def test_copies_keep_the_password(path: Path, tmp_path: Path):
    folder = tmp_path / "别处"
    folder.mkdir()
    with Project.open(path, password=PASSWORD) as project:
        project.save_copy(folder / "copy.leasediff")
        with project.save_as(folder / "as.leasediff") as other:
            assert other.encrypted
    assert in_plain(tmp_path) == []
    for name in ("copy", "as"):
        with Project.open(folder / f"{name}.leasediff", password=PASSWORD) as project:
            assert len(project.decisions) == 12


def test_a_cut_off_write_is_taken_back_without_the_password(path: Path, tmp_path: Path):
    folder = tmp_path / "journal"
    folder.mkdir()
    copy = folder / path.name
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("DELETE FROM entry")
        journal = path.with_name(path.name + "-journal")
        db.execute("PRAGMA cache_spill = ON")
        db.execute("UPDATE outcome SET data = zeroblob(200000)")
        shutil.copy(path, copy)
        shutil.copy(journal, folder / journal.name)
        assert in_plain(folder) == []
        db.execute("ROLLBACK")
    with Project.open(copy, password=PASSWORD) as project:
        assert len(project.decisions) == 12


def test_a_session_that_a_crash_left_open_is_offered_locked(path: Path, tmp_path: Path):
    state = tmp_path / "state"
    mark_open(path, state)
    (found,) = pending_sessions(state)
    assert (found.path, found.saved, found.locked) == (path, True, True)
    assert found.trouble is None
    assert found.names == ()
    mark_closed(path, state)
    assert pending_sessions(state) == ()


def test_a_damaged_one_is_saved_with_its_password(path: Path, tmp_path: Path):
    data = bytearray(path.read_bytes())
    data[:4096] = bytes(4096)
    damaged = tmp_path / "damaged.leasediff"
    damaged.write_bytes(data)
    with pytest.raises(ProjectError) as failure:
        salvage(damaged)
    assert failure.value.fault is Fault.ENCRYPTED
    with pytest.raises(ProjectError) as failure:
        salvage(damaged, "wrong")
    assert failure.value.fault is Fault.WRONG_PASSWORD
    found = salvage(damaged, PASSWORD)
    assert found.encrypted
    assert len(found.decisions) == 12
    restore(found, tmp_path / "new.leasediff", PASSWORD).close()
    assert in_plain(tmp_path) == []
    with Project.open(tmp_path / "new.leasediff", password=PASSWORD) as project:
        assert document("合同第一段") in project.outcomes().values()


def test_any_flipped_byte_is_told_or_harmless(path: Path, tmp_path: Path):
    whole = path.read_bytes()
    random_ = random.Random(11)
    for _ in range(80):
        data = bytearray(whole)
        data[random_.randrange(len(data))] ^= 1 << random_.randrange(8)
        path.write_bytes(data)
        with contextlib.suppress(ProjectError), Project.open(path, password=PASSWORD) as project:
            assert len(project.decisions) == 12
            project.outcomes()


def test_a_value_moved_to_another_project_is_noticed(path: Path, tmp_path: Path):
    other = tmp_path / "other.leasediff"
    with Project.create(other, PASSWORD) as project:
        fill(project, tmp_path)
    with contextlib.closing(sqlite3.connect(path)) as db:
        (data,) = db.execute("SELECT data FROM entry WHERE number = 1").fetchone()
    with contextlib.closing(sqlite3.connect(other)) as db:
        db.execute("UPDATE entry SET data = ? WHERE number = 1", (data,))
        db.commit()
    with Project.open(other, password=PASSWORD) as project, pytest.raises(ProjectError) as failure:
        project.log()
    assert failure.value.fault is Fault.DAMAGED


def test_what_a_strange_file_asks_for_is_bounded():
    kept = vault.Vault("a", cost=10).lock(b"x")
    for cost in (0, 9, 21, 63, 255):
        data = vault.framed_locked(bytes((1, cost)) + vault.locked_body(kept)[2:])
        with pytest.raises(vault.DamagedRecordError):
            vault.Vault.of("a", data)


def test_a_guess_costs_what_it_should(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    made = vault.Vault("a")
    assert made.cost == 17
    assert made.open(made.lock(b"x")) == b"x"
    assert made.lock(b"x") != made.lock(b"x")
