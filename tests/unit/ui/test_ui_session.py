from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from app.readers import several
from app.readers.options import ReadOptions
from models.comparison import Comparison, Role, UnreadContract
from models.diff import Status
from models.document import Document, Paragraph
from models.errors import UnreadableReason
from models.message import Message
from tests.helpers.logfail import Logs
from ui.jobs import comparing
from ui.jobs.runner import InlineRunner, Job
from ui.scope import scope_of, status_of
from ui.session import Session

pytestmark = pytest.mark.usefixtures("app")

TEXTS = {
    "old.txt": ("第一条 价款", "合同总价为人民币100元。"),
    "new.txt": ("第一条 价款", "合同总价为人民币120元。"),
    "ref.txt": ("第一条 价款", "合同总价为人民币90元。"),
}


class Reader:
    """Stands in for reading files; counts."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.broken: set[str] = set()

    def __call__(self, paths: Sequence[Path], **_: object) -> tuple[Document | UnreadContract, ...]:
        path = paths[0]
        self.read.append(path.name)
        if path.name in self.broken:
            raise RuntimeError("a defect of a reader")
        if path.name not in TEXTS:
            reason = UnreadableReason.DAMAGED
            message = Message.of("unreadable.damaged", name=path.name)
            return (UnreadContract(path.name, reason, message),)
        blocks = tuple(Paragraph(text) for text in TEXTS[path.name])
        return (Document(path.name, path.name, "txt", blocks),)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    found = Reader()
    monkeypatch.setattr(several, "read_files", found)
    return found


@pytest.fixture
def session(reader: Reader) -> Session:
    return Session(InlineRunner())


class LateRunner(InlineRunner):
    """Holds jobs back until they are let go."""

    def __init__(self) -> None:
        self.held: list[Job] = []

    def start(self, job: Job) -> None:
        self.held.append(job)

    def let_go(self) -> None:
        while self.held:
            self.held.pop(0).run()


def paths(*names: str) -> list[Path]:
    return [Path("/contracts", name) for name in names]


def compared(session: Session) -> Comparison:
    assert session.comparison is not None
    return session.comparison


def test_added_files_are_read_and_compared(session: Session, reader: Reader):
    heard: list[Comparison] = []
    session.compared.connect(heard.append)
    session.add(paths("old.txt", "new.txt"))
    assert len(heard) == 1  # once, when all are read
    assert [d.role for d in compared(session).documents] == [Role.BASELINE, Role.DRAFT]
    assert not session.busy
    session.add(paths("old.txt"))
    assert reader.read == ["old.txt", "new.txt"]


def test_nothing_is_read_twice(session: Session, reader: Reader):
    session.add(paths("old.txt", "new.txt"))
    session.add(paths("ref.txt"))
    first, second, third = (source.key for source in session.sources)
    session.set_baseline(second)
    assert compared(session).baseline == "d2"
    session.move(third, -2)
    assert [d.name for d in compared(session).documents] == ["ref.txt", "old.txt", "new.txt"]
    assert compared(session).baseline == "d3"
    session.set_role(first, Role.REFERENCE)
    assert compared(session).by_id["d2"].role is Role.REFERENCE
    session.remove(third)
    assert len(compared(session).documents) == 2
    assert reader.read == ["old.txt", "new.txt", "ref.txt"]


def test_an_unreadable_file_is_told_and_the_others_compared(session: Session, reader: Reader):
    session.add(paths("bad.docx", "old.txt", "new.txt"))
    assert session.sources[0].unread is not None
    assert session.baseline == session.sources[1].key
    assert [u.name for u in compared(session).unread] == ["bad.docx"]
    assert [session.number(s.key) for s in session.sources] == [None, 0, 1]
    session.retry(session.sources[0].key)
    assert reader.read.count("bad.docx") == 2


def test_a_reader_that_breaks_is_one_contract_s_error(session: Session, reader: Reader, logs: Logs):
    logs.expect("a job failed")
    reader.broken.add("new.txt")
    session.add(paths("old.txt", "new.txt"))
    unread = session.sources[1].unread
    assert unread is not None
    assert unread.reason is UnreadableReason.CRASHED
    assert len(compared(session).documents) == 1


def test_the_last_one_removed_leaves_nothing(session: Session):
    session.add(paths("old.txt"))
    session.remove(session.sources[0].key)
    assert session.comparison is None
    assert session.baseline is None
    session.add(paths("old.txt", "new.txt"))
    session.clear()
    assert session.sources == ()
    assert session.comparison is None


def test_cancel_takes_out_what_was_not_read(reader: Reader):
    runner = LateRunner()
    session = Session(runner)
    session.add(paths("old.txt", "new.txt"))
    assert session.busy
    runner.held.pop(0).run()
    session.cancel()
    assert [s.path.name for s in session.sources] == ["old.txt"]
    runner.let_go()  # the cancelled job ends without a trace; what was read is compared
    assert [s.path.name for s in session.sources] == ["old.txt"]
    assert [d.name for d in compared(session).documents] == ["old.txt"]
    assert not session.busy


def test_a_newer_file_that_is_not_wanted_leaves_the_old_one(reader: Reader):
    runner = LateRunner()
    session = Session(runner)
    session.add(paths("old.txt", "new.txt"))
    runner.let_go()
    old, new = session.sources
    for stop in (session.cancel, lambda: session.stop(new.key)):
        session.replace_file(new.key, paths("ref.txt")[0])
        assert session.sources[1].waiting
        stop()
        assert session.sources == (old, new)
        runner.let_go()
        assert [d.name for d in compared(session).documents] == ["old.txt", "new.txt"]


def test_the_place_of_a_file_is_told_by_the_hashes(session: Session):
    told: list[tuple[str, str]] = []
    session.replaced.connect(lambda *hashes: told.append(hashes))
    session.add(paths("old.txt", "new.txt"))
    new = session.sources[1].key
    session.retry(new)
    assert told == []
    session.replace_file(new, paths("bad.docx")[0])
    session.replace_file(new, paths("ref.txt")[0])
    assert told == [("new.txt", "ref.txt")]


def test_a_newer_comparison_replaces_a_running_one(reader: Reader):
    runner = LateRunner()
    session = Session(runner)
    heard: list[Comparison] = []
    session.compared.connect(heard.append)
    session.add(paths("old.txt", "new.txt"))
    runner.held.pop(0).run()
    runner.held.pop(0).run()  # both read; a comparison waits
    session.set_baseline(session.sources[1].key)
    runner.let_go()
    assert [c.baseline for c in heard] == ["d2"]


def test_scans_passed_over_are_read_once_they_are_wanted(
    session: Session, monkeypatch: pytest.MonkeyPatch
):
    asked: list[bool] = []

    def read(paths: Sequence[Path], *, reading: ReadOptions, **_: object) -> tuple[object, ...]:
        asked.append(reading.recognise)
        name = paths[0].name
        if reading.recognise:
            return (Document(name, name, "scan", (Paragraph("第一条 价款"),)),)
        reason = UnreadableReason.NOT_RECOGNISED
        message = Message.of("unreadable.not_recognised", name=name)
        return (UnreadContract(name, reason, message),)

    monkeypatch.setattr(several, "read_files", read)
    session.set_recognition(False)
    session.add(paths("scan.pdf"))
    assert session.sources[0].unread is not None
    session.set_recognition(True)
    assert [d.name for d in compared(session).documents] == ["scan.pdf"]
    session.set_recognition(True)
    assert asked == [False, True]


def test_one_contract_alone_differs_from_nothing(session: Session):
    session.add(paths("old.txt"))
    alone = compared(session)
    assert alone.others == ()
    statuses = {status_of(alone, row, scope_of(alone, drafts_only=True)) for row in alone.rows}
    assert statuses == {Status.SAME}


def test_a_comparison_that_fails_is_told(
    session: Session, monkeypatch: pytest.MonkeyPatch, logs: Logs
):
    logs.expect("a job failed")
    heard: list[Exception] = []
    session.failed.connect(heard.append)

    def broken(*_: object, **__: object) -> Callable[..., object]:
        raise ValueError("broken")

    monkeypatch.setattr(comparing, "Keys", broken)
    session.add(paths("old.txt"))
    assert str(heard[0]) == "broken"
    assert not session.busy


def test_what_was_compared_before_a_failure_is_not_shown_for_what_is_loaded_now(
    session: Session, monkeypatch: pytest.MonkeyPatch, logs: Logs
):
    logs.expect("a job failed")
    session.add(paths("old.txt"))
    assert session.comparison is not None

    def broken(*_: object, **__: object) -> Callable[..., object]:
        raise ValueError("broken")

    monkeypatch.setattr(comparing, "Keys", broken)
    session.add(paths("new.txt"))
    assert session.comparison is None
