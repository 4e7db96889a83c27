"""From files to a comparison: order, roles, unreadable files, progress, cancelling."""

import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from app import align, checks, diff, extract, structure
from app.jobs import NEVER, Cancelled, CancelToken, PageReport, unwatched
from app.pipeline import NothingReadableError, compare_documents, compare_files, read_files
from app.readers import kept
from app.readers.options import USUAL, ReadOptions
from models.comparison import Role, UnreadContract
from models.document import Document, Paragraph
from models.errors import UnreadableContract, UnreadableReason
from models.message import Message

TEXT = (
    "第一条 服务内容",
    "1、乙方向甲方提供云主机租赁服务。",
    "第二条 付款",
    "1、合同签订后{}个工作日内，甲方支付合同总价的70%。",
)


def document(name: str, days: int = 15) -> Document:
    blocks = tuple(Paragraph(line.format(days)) for line in TEXT)
    return Document(name, f"{days:064x}", "txt", blocks)


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> dict[str, Document | Exception]:
    """Stands in for the reading: what each name comes to."""
    outcomes: dict[str, Document | Exception] = {}

    def read_quarantined(
        path: Path,
        cancel: CancelToken = NEVER,
        options: ReadOptions = USUAL,
        report: PageReport = unwatched,
    ) -> Document:
        cancel.check()
        outcome = outcomes[path.name]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(kept, "read_quarantined", read_quarantined)
    return outcomes


def unreadable(name: str) -> UnreadableContract:
    return UnreadableContract(name, UnreadableReason.DAMAGED)


def paths(shelf: dict[str, Document | Exception]) -> list[Path]:
    return [Path("合同", name) for name in shelf]


def test_documents_are_numbered_in_the_order_given() -> None:
    comparison = compare_documents([document("甲.txt"), document("乙.txt", 10)])
    assert [d.id for d in comparison.documents] == ["d1", "d2"]
    assert comparison.baseline == "d1"
    assert all(clause.id.startswith("d2.") for clause in comparison.documents[1].tree.clauses)


@pytest.mark.parametrize(
    ("baseline", "given", "roles"),
    [
        (0, None, "bdrr"),
        (2, None, "drbr"),
        (1, [None, None, Role.DRAFT, None], "dbdr"),
        (0, [Role.DRAFT, Role.REFERENCE, Role.BASELINE, None], "brrr"),
    ],
)
def test_roles(baseline: int, given: list[Role | None] | None, roles: str) -> None:
    documents = [document(f"{n}.txt", n) for n in range(4)]
    comparison = compare_documents(documents, baseline=baseline, roles=given)
    assert "".join(d.role.value[0] for d in comparison.documents) == roles
    assert comparison.baseline == f"d{baseline + 1}"


def test_every_stage_does_its_work_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()
    stages = [
        (structure, "build_tree"),
        (extract, "extract_terms"),
        (checks, "check"),
        (align, "align"),
        (diff, "compare_rows"),
        (diff, "compare_terms"),
        (checks, "with_origin"),
    ]
    for module, name in stages:
        real = getattr(module, name)

        def counted(*args: Any, _real: Any = real, _name: str = name, **named: Any) -> Any:
            calls[_name] += 1
            return _real(*args, **named)

        monkeypatch.setattr(module, name, counted)
    compare_documents([document("甲.txt"), document("乙.txt"), document("丙.txt")])
    assert [calls[name] for _, name in stages] == [3, 3, 3, 1, 1, 1, 1]


def test_one_document_is_read_for_itself() -> None:
    comparison = compare_documents([document("甲.txt")])
    assert comparison.others == ()
    assert comparison.rows


def test_files_keep_their_order(shelf: dict[str, Document | Exception]) -> None:
    for n in range(6):
        shelf[f"{n}.txt"] = document(f"{n}.txt")
    found = read_files(paths(shelf))
    assert [d.name for d in found] == list(shelf)


def test_an_unreadable_file_is_kept_as_such(shelf: dict[str, Document | Exception]) -> None:
    shelf |= {"甲.txt": document("甲.txt"), "坏.pdf": unreadable("坏.pdf")}
    shelf["乙.txt"] = document("乙.txt", 10)
    comparison = compare_files(paths(shelf), roles=[None, Role.DRAFT, Role.REFERENCE], baseline=0)
    assert [d.name for d in comparison.documents] == ["甲.txt", "乙.txt"]
    assert [d.role for d in comparison.documents] == [Role.BASELINE, Role.REFERENCE]
    assert [u.name for u in comparison.unread] == ["坏.pdf"]
    assert comparison.unread[0].reason is UnreadableReason.DAMAGED


def test_an_unreadable_baseline_is_replaced_and_said(
    shelf: dict[str, Document | Exception],
) -> None:
    shelf |= {"甲.txt": document("甲.txt"), "坏.pdf": unreadable("坏.pdf")}
    shelf["乙.txt"] = document("乙.txt", 10)
    comparison = compare_files(paths(shelf), baseline=1)
    first = comparison.documents[0]
    assert (comparison.baseline, first.role) == ("d1", Role.BASELINE)
    said = first.document.notices[-1]
    assert said.message == Message.of(
        "pipeline.baseline_replaced", requested="坏.pdf", name="甲.txt"
    )


def test_a_baseline_behind_an_unreadable_file_stays_the_baseline(
    shelf: dict[str, Document | Exception],
) -> None:
    shelf |= {"坏.pdf": unreadable("坏.pdf"), "甲.txt": document("甲.txt")}
    shelf["乙.txt"] = document("乙.txt", 10)
    comparison = compare_files(paths(shelf), baseline=2)
    assert comparison.by_id[comparison.baseline].name == "乙.txt"
    assert not comparison.documents[0].document.notices


def test_nothing_readable(shelf: dict[str, Document | Exception]) -> None:
    shelf |= {"坏.pdf": unreadable("坏.pdf"), "破.doc": unreadable("破.doc")}
    with pytest.raises(NothingReadableError) as caught:
        compare_files(paths(shelf))
    assert [u.name for u in caught.value.unread] == ["坏.pdf", "破.doc"]


def test_a_baseline_that_is_none_is_refused(shelf: dict[str, Document | Exception]) -> None:
    shelf["甲.txt"] = document("甲.txt")
    with pytest.raises(IndexError):
        compare_files(paths(shelf), baseline=1)


def test_files_of_one_name_are_told_apart(shelf: dict[str, Document | Exception]) -> None:
    shelf["合同.txt"] = document("合同.txt")
    places = [Path("2023", "合同.txt"), Path("2024", "合同.txt")]
    assert [d.name for d in read_files(places)] == ["2023/合同.txt", "2024/合同.txt"]


def test_unreadable_files_of_one_name_are_told_apart(
    shelf: dict[str, Document | Exception],
) -> None:
    shelf["合同.txt"] = unreadable("合同.txt")
    found = read_files([Path("2023", "合同.txt"), Path("2024", "合同.txt")])
    unread = [u for u in found if isinstance(u, UnreadContract)]
    assert [u.name for u in unread] == [
        "2023/合同.txt",
        "2024/合同.txt",
    ]
    assert ("name", "2023/合同.txt") in unread[0].message.params


def test_progress_comes_from_the_calling_thread(shelf: dict[str, Document | Exception]) -> None:
    shelf |= {f"{n}.txt": document(f"{n}.txt") for n in range(3)}
    steps: list[tuple[str, int, int]] = []
    threads = set()

    def progress(step: Message, done: int, total: int) -> None:
        threads.add(threading.current_thread())
        steps.append((step.key, done, total))

    compare_files(paths(shelf), progress=progress)
    assert threads == {threading.current_thread()}
    assert steps[0] == ("pipeline.reading", 0, 3)
    assert ("pipeline.read", 3, 3) in steps
    assert steps[-1][0] == "pipeline.done"


def test_a_defect_of_a_reader_is_no_unreadable_file(
    shelf: dict[str, Document | Exception],
) -> None:
    shelf |= {"甲.txt": ZeroDivisionError("x"), "乙.txt": document("乙.txt")}
    with pytest.raises(ZeroDivisionError):
        read_files(paths(shelf))


class _Cancelling:
    """Cancels at the n-th look."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    def check(self) -> None:
        self.looks -= 1
        if self.looks < 0:
            raise Cancelled


@pytest.mark.parametrize("looks", range(5))
def test_cancelling_stops_it(looks: int, shelf: dict[str, Document | Exception]) -> None:
    shelf |= {"甲.txt": document("甲.txt"), "乙.txt": document("乙.txt", 10)}
    with pytest.raises(Cancelled):
        compare_files(paths(shelf), cancel=_Cancelling(looks))


def test_an_interruption_stops_the_readers_under_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ctrl-C in the calling thread must not wait for a scan to be recognised."""
    started = threading.Event()

    def read_quarantined(
        path: Path, cancel: CancelToken, options: ReadOptions, report: PageReport
    ) -> Document:
        started.set()
        while True:
            cancel.check()

    def interrupt(*_: object) -> None:
        if started.wait(5):
            raise KeyboardInterrupt

    monkeypatch.setattr(kept, "read_quarantined", read_quarantined)
    monkeypatch.setattr("app.readers.several._report", interrupt)
    with pytest.raises(KeyboardInterrupt):
        read_files([Path("甲.pdf"), Path("乙.pdf"), Path("丙.pdf")])


def test_pages_that_are_recognised_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told = threading.Event()
    steps: list[tuple[str, dict[str, str], int, int]] = []

    def read_quarantined(
        path: Path, cancel: CancelToken, options: ReadOptions, report: PageReport
    ) -> Document:
        report(4, 21)
        assert told.wait(5)
        return document(path.name)

    def progress(step: Message, done: int, total: int) -> None:
        steps.append((step.key, dict(step.params), done, total))
        if step.key == "pipeline.recognising":
            told.set()

    monkeypatch.setattr(kept, "read_quarantined", read_quarantined)
    read_files([Path("扫描.pdf")], progress=progress)
    expected = {"name": "扫描.pdf", "page": "5", "pages": "21"}
    assert ("pipeline.recognising", expected, 4, 21) in steps
