"""How long recognising scans takes against its engine, how much memory, and how well it reads.

Time: pages of a shared scan (of a worn sample without it), from their images to lines and rules,
beside the engine finding and reading the same images by itself, with as many threads; processor
and wall time, least of some rounds in turn. With ``--quality``, minutes: the shared contracts worn
out in several ways, recognised and compared with the Word file. Printed, never asserted.
"""

import json
import multiprocessing
import os
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.helpers.scans import Wear, scan_of

_SHARED = Path(__file__).parents[3] / "shared" / "files"
_SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
_PAGES, _ROUNDS = 6, 3
_WEARS = {
    "300 dpi": Wear(dpi=300),
    "200 dpi, noise, skew 1°": Wear(noise=14, skew=1.0),
    "200 dpi, JPEG 40, skew 2°": Wear(jpeg=40, skew=2.0),
    "200 dpi, gray, gray seals": Wear(gray=True),
    "150 dpi, JPEG 40, skew 1.5°": Wear(dpi=150, jpeg=40, skew=1.5),
    "150 dpi, blurred": Wear(dpi=150, blur=0.8),
    "120 dpi": Wear(dpi=120),
    "100 dpi": Wear(dpi=100),
}


def images() -> list[Any]:
    """The images of some pages, as they are recognised."""
    import pypdfium2

    from app.readers.pdf_image import page_image

    document = pypdfium2.PdfDocument(_SHARED / "000.scan200.pdf")
    return [page_image(document, number) for number in range(1, _PAGES + 1)]


def ours(pages: list[Any]) -> None:
    """Recognises the pages side by side."""
    from app.jobs import unwatched
    from app.readers.scan import recognise_pages

    recognise_pages(pages, len(pages), unwatched)


def engine_alone() -> Callable[[list[Any]], None]:
    """The engine as its makers call it, with all cores."""
    from rapidocr import RapidOCR

    ocr: Any = RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": os.cpu_count() or 1,
        }
    )

    def run(pages: list[Any]) -> None:
        for page in pages:
            ocr(page.pixels[:, :, ::-1], use_det=True, use_cls=False, use_rec=True)

    return run


def times() -> None:
    """Prints how long both take."""
    pages, works = images(), {"engine alone": engine_alone(), "recognition": ours}
    for work in works.values():
        work(pages[:1])  # loads the networks
    least: dict[str, tuple[float, float]] = {}
    for _ in range(_ROUNDS):
        for name, work in works.items():
            wall, own = time.perf_counter(), time.process_time()
            work(pages)
            taken = time.perf_counter() - wall, time.process_time() - own
            least[name] = tuple(map(min, taken, least.get(name, taken)))  # type: ignore[assignment]
    for name, (wall, own) in least.items():
        print(f"{name:14} {wall / _PAGES:6.2f} s a page, {own / _PAGES:6.2f} s of processors")
    base, other = least["engine alone"], least["recognition"]
    print(
        f"ratio          {other[0] / base[0]:.2f} of wall, {other[1] / base[1]:.2f} of processors"
    )


def memory() -> None:
    """Prints the peak memory of a process that recognises."""
    ours(images())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory    {peak / 1024:.0f} MB, networks and libraries included")


def quality(numbers: tuple[str, ...] = ("000", "001")) -> None:
    """Prints how well worn contracts are read."""
    print(f"{'scan':32} {'characters':>10} {'terms':>9} {'rows':>9}")
    for number in numbers:
        for name, wear in _WEARS.items():
            with tempfile.TemporaryDirectory() as folder:
                scan = scan_of(_SHARED / f"{number}.pdf", Path(folder) / "scan.pdf", wear)
                print(f"{number} {name:28} {' '.join(f'{v:>9}' for v in figures(number, scan))}")


def figures(number: str, scan: Path) -> Iterator[str]:
    """Share of wrong characters, terms neither right nor doubted, rows that differ but by form."""
    from rapidfuzz.distance import Levenshtein

    from app.pipeline import compare_documents
    from app.readers import read
    from models.document import Paragraph
    from tests.helpers.recognised import lost_terms, other_rows

    truth = json.loads((_SHARED / f"{number}.truth.json").read_text("utf-8"))
    document = read(scan)
    wanted, got = (
        re.sub(r"\s", "", "".join(texts))
        for texts in (
            [block["text"] for block in truth if block["t"] == "p"],
            [block.text for block in document.blocks if isinstance(block, Paragraph)],
        )
    )
    yield f"{Levenshtein.distance(wanted, got) / len(wanted):.2%}"
    comparison = compare_documents([read(_SHARED / f"{number}.docx"), document])
    yield f"{len(lost_terms(comparison))}/{len(comparison.documents[0].terms)}"
    yield f"{len(other_rows(comparison))}/{len(comparison.rows)}"


def main() -> None:
    """Prints times and memory, or quality."""
    if not _SHARED.is_dir():
        print("the shared scans (../shared/files) are not here")
    elif "--quality" in sys.argv:
        quality()
    else:
        times()
        child = multiprocessing.get_context("spawn").Process(target=memory)
        child.start()
        child.join()


if __name__ == "__main__":
    main()
