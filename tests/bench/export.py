"""How long the workbook takes, against plain cells of the same number; and its peak memory.

The five shared contracts (the bundled samples without them), written as a workbook, beside openpyxl
writing as many plain texts; then 8 contracts of 5,000 rows, in a process of its own for its peak
memory.
"""

import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.export.brief import write_brief
from app.export.redline import write_redline
from app.export.workbook import build_workbook, write_workbook
from app.pipeline import compare_documents
from models.clause import Clause, ClauseTree, Part
from models.comparison import ComparedDocument, Comparison, Role
from models.diff import Column, Edit, EditClass, EditOp, Row, Status
from models.document import Document
from models.message import Message
from tests.bench.compare import contracts
from tests.bench.figures import Figure

ROUNDS = 5
_DOCUMENTS, _ROWS = 8, 5_000


def plain(cells: int, columns: int, path: Path) -> None:
    """Writes as many cells, all of them short texts, as openpyxl does by itself."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for _ in range(cells // columns):
        sheet.append(["合同签订后十个工作日内支付"] * columns)
    book.save(path)


def timed(rounds: int, *works: object) -> list[list[float]]:
    """Processor times of each work, taken in turn: other work on the machine counts for nothing."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for place, work in enumerate(works):
            start = time.process_time()
            work()  # type: ignore[operator]
            taken[place].append(time.process_time() - start)
    return taken


def large() -> Comparison:
    """Eight contracts of 5,000 clauses, every third of which differs in a figure."""
    trees: dict[str, ClauseTree] = {}
    ids = [f"d{n}" for n in range(1, _DOCUMENTS + 1)]
    for doc in ids:
        clauses = tuple(
            Clause(
                f"{doc}.c{n}", None, 1, Part.BODY, None, f"正文/第{n}条", None, None, _text(n, doc)
            )
            for n in range(1, _ROWS + 1)
        )
        trees[doc] = ClauseTree(clauses)
    rows = tuple(_row(n, ids) for n in range(1, _ROWS + 1))
    documents = tuple(
        ComparedDocument(
            doc, Role.BASELINE if doc == "d1" else Role.REFERENCE,
            Document(f"{doc}.docx", doc * 32, "docx", ()), trees[doc], (), (),
        )
        for doc in ids
    )  # fmt: skip
    documents = (documents[0], replace(documents[1], role=Role.DRAFT), *documents[2:])
    return Comparison("d1", documents, rows, ())


def _text(number: int, doc: str) -> str:
    days = 10 if doc == "d1" or number % 3 else 15
    return f"第{number}项服务开通后，甲方应在{days}个工作日内组织验收，并书面告知乙方验收结果。"


def _row(number: int, ids: list[str]) -> Row:
    old = _text(number, "d1")
    columns = {}
    for doc in ids[1:]:
        new = _text(number, doc)
        if new == old:
            columns[doc] = Column(Status.SAME, edits=(Edit(EditOp.EQUAL, old, old),))
            continue
        head, tail = old.split("10个")
        edits = (
            Edit(EditOp.EQUAL, head, head),
            Edit(EditOp.REPLACE, "10", "15", EditClass.NUMBER),
            Edit(EditOp.EQUAL, f"个{tail}", f"个{tail}"),
        )
        columns[doc] = Column(Status.CHANGED, edits=edits)
    status = Status.SAME if number % 3 else Status.CHANGED
    cells = {doc: (f"{doc}.c{number}",) for doc in ids}
    reason = Message.of("export.plain", text="期限变化")
    return Row(f"r{number}", "acceptance", cells, status, 50, reason, columns)


def _write_large(path: str, sender: "multiprocessing.connection.Connection") -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    comparison = large()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    write_workbook(comparison, Path(path))
    taken = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sender.send((taken, before, held, peak))


def figures() -> Iterator[Figure]:
    """The times of the exports, and the peak memory of the large workbook."""
    comparison = compare_documents([document for document, _ in contracts()])
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder, "ours.xlsx"), Path(folder, "theirs.xlsx")
        book = build_workbook(comparison).book
        cells = sum(len(sheet._cells) for sheet in book)
        columns = max(sheet.max_column for sheet in book)
        del book
        taken = timed(
            ROUNDS,
            lambda: write_workbook(comparison, ours),
            lambda: plain(cells, columns, theirs),
            lambda: write_brief(comparison, Path(folder, "b.docx")),
            lambda: write_redline(comparison, Path(folder, "r.docx")),
        )
        book_time, peer, brief, redline = map(statistics.median, taken)
        what = f"workbook of {len(comparison.documents)} contracts, {cells} cells"
        yield Figure("export", what, book_time, "s", "openpyxl, plain cells", peer, 2)
        yield Figure("export", "brief", brief, "s")
        yield Figure("export", "redline", redline, "s")
        context = multiprocessing.get_context("spawn")
        receiver, sender = context.Pipe(duplex=False)
        child = context.Process(target=_write_large, args=(str(ours), sender))
        child.start()
        seconds, before, held, peak = receiver.recv()
        child.join()
    what = f"workbook, {_DOCUMENTS} contracts of {_ROWS} rows"
    yield Figure("export", what, seconds, "s")
    note = f"program {before / 1024:.0f}, comparison {(held - before) / 1024:.0f}"
    yield Figure("export", "  its peak memory", peak / 1024, "MB", note=note)
