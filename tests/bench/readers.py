"""How long reading takes against the libraries below it and beside it, and how much memory.

Word files against lxml parsing of the same XML and python-docx's paragraphs and cells; text PDFs
against PDFium's raw text of the same pages and pdfplumber's text and tables. Times are of the
processor, the least of some rounds, each work in turn; the peak memory is that of a process of its
own, its libraries included (Linux). The two shared contracts in both forms, or a contract of the
samples where they are missing.
"""

import io
import multiprocessing
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from zipfile import ZipFile

from app.readers.docx import read_docx
from app.readers.pdf import read_pdf
from tests.bench.figures import Figure

_ROUNDS = 15
_SHARED = Path(__file__).parents[3] / "shared" / "files"
_SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


def parse(data: bytes) -> None:
    """Parses every XML part of a Word file as it stands."""
    from lxml import etree

    with ZipFile(io.BytesIO(data)) as package:
        parts = [n for n in package.namelist() if n.endswith((".xml", ".rels"))]
        for part in parts:
            etree.fromstring(package.read(part))


def word(data: bytes) -> None:
    """Reads a Word file."""
    read_docx(data, "合同.docx")


def raw_text(data: bytes) -> None:
    """PDFium's own text of every page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()
    document.close()


def text_pdf(data: bytes) -> None:
    """Reads a text PDF."""
    read_pdf(data, "合同.pdf")


def python_docx(data: bytes) -> None:
    """python-docx's texts of all paragraphs and cells."""
    import docx

    document = docx.Document(io.BytesIO(data))
    for paragraph in document.paragraphs:
        _ = paragraph.text
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                _ = cell.text


def pdfplumber_text(data: bytes) -> None:
    """pdfplumber's text and tables of every page."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()


Work = Callable[[bytes], None]
# (suffix, our reader, (peer, its work, the most that the ratio should be) …)
_KINDS: tuple[tuple[str, Work, tuple[tuple[str, Work, float | None], ...]], ...] = (
    (".docx", word, (("lxml", parse, 3.0), ("python-docx", python_docx, None))),
    (".pdf", text_pdf, (("PDFium", raw_text, 8.0), ("pdfplumber", pdfplumber_text, None))),
)
# pdfplumber takes seconds a round.
_SLOW = ("pdfplumber",)


def least(*works: Callable[[], None], rounds: int = _ROUNDS) -> list[float]:
    """Processor time of each work, in seconds: the least of the rounds."""
    taken = [float("inf")] * len(works)
    for _ in range(rounds):
        for place, work in enumerate(works):
            start = time.process_time()
            work()
            taken[place] = min(taken[place], time.process_time() - start)
    return taken


def _held() -> int:
    """The most that this process held so far; getrusage would tell of its parent too."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def _peak(work: Callable[[bytes], None], data: bytes, answer: object) -> None:
    before = _held()
    work(data)
    after = _held()
    answer.put((after - before, after))  # type: ignore[attr-defined]


def peak(work: Callable[[bytes], None], data: bytes) -> tuple[int, int]:
    """What a fresh process grows by, and what it holds at most, in bytes."""
    context = multiprocessing.get_context("spawn")
    answer = context.SimpleQueue()
    process = context.Process(target=_peak, args=(work, data, answer))
    process.start()
    grown, whole = answer.get()
    process.join()
    return grown, whole


def figures() -> Iterator[Figure]:
    """The times and the memory of each reader."""
    for suffix, reader, peers in _KINDS:
        files = [_SHARED / f"{number}{suffix}" for number in ("000", "001")]
        if not all(file.is_file() for file in files):
            files = sorted(_SAMPLES.glob(f"*{suffix}"))[:1]
        for file in files:
            data = file.read_bytes()
            for name, peer, wanted in peers:
                rounds = 1 if name in _SLOW else _ROUNDS
                under, over = least(partial(peer, data), partial(reader, data), rounds=rounds)
                yield Figure("readers", file.name, 1000 * over, "ms", name, 1000 * under, wanted)
            grown, whole = peak(reader, data)
            note = f"{whole / 1e6:.0f} MB with the program"
            yield Figure("readers", f"  {file.name}, memory", grown / 1e6, "MB", note=note)
