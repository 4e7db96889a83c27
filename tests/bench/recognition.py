"""How long recognising scans takes against its engine, how much memory, and how well it reads.

Time: pages of a shared scan, from their images to lines and rules, beside the engine finding and
reading the same images by itself, with as many threads; processor and wall time, least of some
rounds in turn. ``python -m tests.bench.recognition``, minutes: the shared contracts worn out in
several ways, recognised and compared with the Word file.
"""

import json
import multiprocessing
import os
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure
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


def times() -> Iterator[Figure]:
    """How long both take."""
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
    base, other = ([n / _PAGES for n in least[name]] for name in ("engine alone", "recognition"))
    what, peer = "a page of a scan", "engine alone"
    yield Figure("recognition", f"{what}, wall", other[0], "s", peer, base[0], 1.25)
    yield Figure("recognition", f"{what}, processors", other[1], "s", peer, base[1])


def memory(sender: "multiprocessing.connection.Connection") -> None:
    """Sends the peak memory of a process that recognises, in MB."""
    ours(images())
    sender.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def figures() -> Iterator[Figure]:
    """The times, and the peak memory; none without the shared scans."""
    if not _SHARED.is_dir():
        return
    yield from times()
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=memory, args=(sender,))
    child.start()
    peak = receiver.recv()
    child.join()
    note = "networks and libraries included"
    yield Figure("recognition", "  its peak memory", peak, "MB", note=note)


def quality(numbers: tuple[str, ...] = ("000", "001")) -> None:
    """Prints how well worn contracts are read."""
    print(f"{'scan':32} {'characters':>10} {'terms':>9} {'rows':>9}")
    for number in numbers:
        for name, wear in _WEARS.items():
            with tempfile.TemporaryDirectory() as folder:
                scan = scan_of(_SHARED / f"{number}.pdf", Path(folder) / "scan.pdf", wear)
                print(f"{number} {name:28} {' '.join(f'{v:>9}' for v in read_well(number, scan))}")


def read_well(number: str, scan: Path) -> Iterator[str]:
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


if __name__ == "__main__":
    quality()
