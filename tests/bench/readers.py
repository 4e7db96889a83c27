"""How long reading takes against the libraries below it, and how much memory each holds.

Word files against lxml parsing of the same XML, text PDFs against PDFium's raw text of the same
pages. Times are of the processor, the least of some rounds, each work in turn; the peak memory is
that of a process of its own, its libraries included (Linux). The two shared contracts
in both forms, or a contract of the samples where they are missing. Printed, never asserted.
"""

import io
import multiprocessing
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from zipfile import ZipFile

from app.readers.docx import read_docx
from app.readers.pdf import read_pdf

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


_KINDS = (
    (".docx", "lxml", parse, word, 3.0),
    (".pdf", "PDFium", raw_text, text_pdf, 8.0),
)


def least(*works: Callable[[], None]) -> list[float]:
    """Processor time of each work, in seconds: the least of the rounds."""
    taken = [float("inf")] * len(works)
    for _ in range(_ROUNDS):
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


def main() -> None:
    """Prints the timings."""
    for suffix, library, below, reader, wanted in _KINDS:
        files = [_SHARED / f"{number}{suffix}" for number in ("000", "001")]
        if not all(file.is_file() for file in files):
            files = sorted(_SAMPLES.glob(f"*{suffix}"))[:1]
        for file in files:
            data = file.read_bytes()
            under, over = least(partial(below, data), partial(reader, data))
            grown, whole = peak(reader, data)
            sys.stdout.write(
                f"{file.name}: {1000 * over:.0f} ms, {library} {1000 * under:.0f} ms, "
                f"ratio {over / under:.2f} (wanted <= {wanted:g}); "
                f"memory +{grown / 1e6:.0f} MB, {whole / 1e6:.0f} MB in all\n"
            )


if __name__ == "__main__":
    main()
