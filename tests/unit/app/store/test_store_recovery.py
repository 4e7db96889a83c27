"""Sessions that no one closed are offered back; those in use and empty ones are not."""

import sys
from pathlib import Path

import pytest

from app.store import Fault, Project, ProjectError, ProjectSource
from app.store.recovery import (
    begin_session,
    discard,
    end_session,
    mark_closed,
    mark_open,
    pending_sessions,
    state_folder,
)
from tests.unit.app.store.store_samples import document, mark


def start(folder: Path) -> Project:
    project = begin_session(folder)
    project.save_sources([ProjectSource(1, folder / "甲.docx")], baseline=1)
    project.put_outcome(1, document())
    project.decide(mark())
    return project


def test_a_session_left_open_is_offered_and_goes_on(tmp_path: Path) -> None:
    left = start(tmp_path)
    assert pending_sessions(tmp_path) == ()  # a live window has it
    left.close()  # as the system does when a process ends
    (session,) = pending_sessions(tmp_path)
    assert (session.names, session.decisions, session.saved) == (("甲.docx",), 1, False)
    with Project.open(session.path) as project:
        assert project.outcomes() == {1: document()}
        assert project.decisions == (mark(),)
        with project.save_as(tmp_path / "p.leasediff") as saved:
            assert saved.decisions == (mark(),)
    discard(session, tmp_path)
    assert pending_sessions(tmp_path) == ()
    assert list((tmp_path / "sessions").iterdir()) == []


def test_a_session_that_is_ended_or_empty_leaves_nothing(tmp_path: Path) -> None:
    end_session(start(tmp_path), tmp_path)
    begin_session(tmp_path).close()
    assert pending_sessions(tmp_path) == ()
    assert list((tmp_path / "sessions").iterdir()) == []


def test_a_session_in_use_is_not_discarded(tmp_path: Path) -> None:
    first = start(tmp_path)
    first.close()
    (session,) = pending_sessions(tmp_path)
    with Project.open(session.path):
        with pytest.raises(ProjectError) as failure:
            discard(session, tmp_path)
        assert failure.value.fault is Fault.IN_USE


def test_a_saved_project_left_open_is_offered(tmp_path: Path) -> None:
    path = tmp_path / "p.leasediff"
    with Project.create(path) as project:
        mark_open(path, tmp_path)
        project.decide(mark())
        assert pending_sessions(tmp_path) == ()
    (session,) = pending_sessions(tmp_path)
    assert (session.path, session.saved, session.decisions) == (path, True, 1)
    end_session(Project.open(session.path), tmp_path)
    assert path.exists()
    assert pending_sessions(tmp_path) == ()
    mark_open(path, tmp_path)
    path.unlink()
    assert pending_sessions(tmp_path) == ()
    mark_closed(path, tmp_path)


def test_a_damaged_session_is_offered_with_its_trouble(tmp_path: Path) -> None:
    left = start(tmp_path)
    left.close()
    left.path.write_bytes(left.path.read_bytes()[:5000])
    (session,) = pending_sessions(tmp_path)
    assert session.trouble is not None
    assert session.trouble.salvageable


def test_where_the_state_is_kept(tmp_path: Path) -> None:
    home = tmp_path
    assert state_folder({}, "linux", home) == home / ".local/state/leasediff"
    assert state_folder({"XDG_STATE_HOME": "rel"}, "linux", home).is_relative_to(home)
    assert state_folder({"XDG_STATE_HOME": "/s"}, "linux", home) == Path("/s/leasediff")
    assert state_folder({}, "darwin", home) == home / "Library/Application Support/LeaseDiff"
    assert state_folder({}, "win32", home) == home / "AppData/Local/LeaseDiff"
    assert state_folder({"LOCALAPPDATA": "X"}, "win32", home) == Path("X/LeaseDiff")


def test_without_a_writable_folder_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("in the way")
    with pytest.raises(ProjectError) as failure:
        begin_session(tmp_path)
    assert failure.value.fault is Fault.NOT_WRITTEN
    mark_open(tmp_path / "p.leasediff", tmp_path)
    assert pending_sessions(tmp_path) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_others_may_not_look_at_sessions(tmp_path: Path) -> None:
    begin_session(tmp_path).close()
    assert (tmp_path / "sessions").stat().st_mode & 0o077 == 0
