"""A project keeps everything, on this machine and on another, for one writer at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.jobs.contract_files import contract_hash
from app.store import Fault, Project, ProjectError, ProjectSource, State
from models.comparison import Role, UnreadContract
from models.decision import Mark
from models.document import Document
from models.errors import UnreadableReason
from models.message import Message
from tests.unit.app.store.store_samples import document, key, mark, note, replace_source

UNREAD = UnreadContract("乙.pdf", UnreadableReason.DAMAGED, Message.of("unreadable.damaged"))


def contract(folder: Path, name: str, text: str) -> tuple[Path, Document]:
    path = folder / name
    path.write_text(text, "utf-8")
    return path, document(name, contract_hash(path), text)


def filled(path: Path) -> None:
    """A project with a contract that was read and one that was not."""
    one, read = contract(path.parent, "甲.txt", "第一条 服务")
    with Project.create(path) as project:
        there = ProjectSource(7, one, Role.DRAFT)
        project.save_sources([there, ProjectSource(3, path.parent / "乙.pdf")], baseline=7)
        project.put_outcome(7, read)
        project.put_outcome(3, UNREAD)
        project.set_option("cosmetic", "shown")
        project.decide(mark(Mark.REJECT))
        project.decide(note("与供应商商谈"))


def test_everything_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "采购 100%?#.leasediff"
    filled(path)
    with Project.open(path) as project:
        assert not project.read_only
        assert project.notice is None
        assert [(s.key, s.path.name, s.role) for s in project.sources] == [
            (7, "甲.txt", Role.DRAFT),
            (3, "乙.pdf", None),
        ]
        assert project.baseline == 7
        outcomes = project.outcomes()
        assert list(outcomes) == [7, 3]
        assert isinstance(outcomes[7], Document)
        assert outcomes[7].blocks == document(text="第一条 服务").blocks
        assert outcomes[3] == UNREAD
        assert project.options == {"cosmetic": "shown"}
        assert project.decisions == (mark(Mark.REJECT), note("与供应商商谈"))


def test_one_file_is_left(tmp_path: Path) -> None:
    filled(tmp_path / "p.leasediff")
    assert {p.name for p in tmp_path.iterdir()} == {"甲.txt", "p.leasediff"}


def test_sources_no_longer_named_are_dropped_with_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "p.leasediff"
    filled(path)
    with Project.open(path) as project:
        first = project.sources[0]
        project.save_sources([first], baseline=7)
        assert list(project.outcomes()) == [7]
        assert project.sources == (first,)
        project.save_sources([], baseline=None)
        assert project.baseline is None
        with pytest.raises(KeyError):
            project.put_outcome(7, document())


def test_the_last_decision_counts_and_can_be_taken_back(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.leasediff") as project:
        project.decide(mark(Mark.ACCEPT))
        second = project.decide(mark(Mark.REJECT))
        other = mark(Mark.NEGOTIATE, key("正文/第二条"))
        project.decide(other)
        assert project.decisions == (mark(Mark.REJECT), other)
        undone = project.undo(second)
        assert project.decisions == (mark(Mark.ACCEPT), other)
        project.undo(undone)
        assert project.decisions == (mark(Mark.REJECT), other)
        assert len(project.log()) == 5


def test_a_second_window_reads_only_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "p.leasediff"
    filled(path)
    with Project.open(path) as first, Project.open(path) as second:
        assert second.read_only
        assert second.notice is not None
        assert second.notice.key == "store.read_only.in_use_by"
        with pytest.raises(ProjectError) as failure:
            second.decide(mark())
        assert failure.value.fault is Fault.READ_ONLY
        first.decide(note("新的备注"))
        assert note("新的备注") in second.decisions  # what the first writes is seen
        with pytest.raises(ProjectError) as failure:
            Project.create(path)
        assert failure.value.fault is Fault.IN_USE
    with Project.open(path) as again:
        assert not again.read_only


def test_another_process_reads_only_until_the_first_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "p.leasediff"
    filled(path)
    code = (
        "import sys, pathlib; from app.store import Project;"
        "p = Project.open(pathlib.Path(sys.argv[1])); print(p.read_only, flush=True);"
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "False\n"
        with Project.open(path) as mine:
            assert mine.read_only
        other.kill()
        other.wait()
    with Project.open(path) as mine:
        assert not mine.read_only


def test_a_source_is_unchanged_changed_or_missing(tmp_path: Path) -> None:
    path = tmp_path / "p.leasediff"
    one, read = contract(tmp_path, "甲.txt", "第一条 服务")
    with Project.create(path) as project:
        project.save_sources([ProjectSource(1, one)], baseline=1)
        assert [s.state for s in project.source_states()] == [State.UNREAD]
        project.put_outcome(1, read)
        assert [s.state for s in project.source_states()] == [State.UNCHANGED]
        one.write_text("第一条 服務", "utf-8")  # as long as before
        assert [(s.state, s.found) for s in project.source_states()] == [(State.CHANGED, one)]
        one.unlink()
        assert [(s.state, s.found) for s in project.source_states()] == [(State.MISSING, None)]
        two, other = contract(tmp_path, "丙.txt", "第二条 付款")
        project.decide(mark())
        replace_source(project, 1, two, other)
        assert [s.state for s in project.source_states()] == [State.UNCHANGED]
        assert project.sources[0].path == two
        assert project.decisions == (mark(),)


def test_it_opens_elsewhere_with_its_sources_beside_it(tmp_path: Path) -> None:
    home = tmp_path / "旧"
    (home / "合同").mkdir(parents=True)
    one, read = contract(home / "合同", "甲.txt", "第一条 服务")
    with Project.create(home / "p.leasediff") as project:
        project.save_sources([ProjectSource(1, one)], baseline=1)
        project.put_outcome(1, read)
    away = tmp_path / "新"
    home.rename(away)
    with Project.open(away / "p.leasediff") as project:
        (state,) = project.source_states()
        assert (state.state, state.found) == (State.UNCHANGED, away / "合同" / "甲.txt")
    (away / "合同" / "甲.txt").rename(away / "甲.txt")
    with Project.open(away / "p.leasediff") as project:
        (state,) = project.source_states()
        assert (state.state, state.found) == (State.UNCHANGED, away / "甲.txt")
        assert list(project.outcomes()) == [1]


def test_save_as_carries_everything_and_gives_the_old_one_back(tmp_path: Path) -> None:
    path, other = tmp_path / "p.leasediff", tmp_path / "子" / "q.leasediff"
    filled(path)
    other.parent.mkdir()
    project = Project.open(path)
    with project.save_as(other) as copy:
        assert copy.decisions == (mark(Mark.REJECT), note("与供应商商谈"))
        assert copy.source_states()[0].state is State.UNCHANGED
        with Project.open(path) as old:
            assert not old.read_only
    assert {p.name for p in other.parent.iterdir()} == {"q.leasediff"}


def test_what_is_no_project_is_told_apart(tmp_path: Path) -> None:
    for name, data, fault in (
        ("空.leasediff", b"", Fault.CUT_SHORT),
        ("短.leasediff", b"SQLite", Fault.CUT_SHORT),
        ("文.leasediff", "合同".encode() * 100, Fault.NOT_A_PROJECT),
        ("库.leasediff", b"SQLite format 3\0" + bytes(200), Fault.NOT_A_PROJECT),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ProjectError) as failure:
            Project.open(tmp_path / name)
        assert failure.value.fault is fault, name
    with pytest.raises(ProjectError) as failure:
        Project.open(tmp_path / "无.leasediff")
    assert failure.value.fault is Fault.NOT_FOUND
    assert not [p for p in tmp_path.iterdir() if p.suffix == ".lock"]
