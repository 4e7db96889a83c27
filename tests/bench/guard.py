"""Ratios that must not worsen by half: run by ``make check``, in seconds, on the bundled samples.

Each work is timed beside a peer that no change of ours touches, in turn, on the processor's clock:
the least of some rounds hardly depends on what else the machine does. ``--record`` keeps the
ratios as those to hold, in ``guard.json``, after a change that is meant to cost or to save time.
"""

import argparse
import difflib
import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from importlib.resources import as_file
from pathlib import Path

from app.export.workbook import write_workbook
from app.pipeline import compare_documents
from app.readers import read
from app.readers.docx import read_docx
from app.resources import packaged
from tests.bench.compare import forget, plain
from tests.bench.export import plain as plain_cells
from tests.bench.readers import parse

RECORD = Path(__file__).with_name("guard.json")
WORSE = 1.5
_ROUNDS = 5

Work = Callable[[], object]


def least(ours: Work, peer: Work, rounds: int = _ROUNDS) -> float:
    """The ratio of the least times of both, texts met for the first time in each round."""
    taken = [float("inf"), float("inf")]
    for _ in range(rounds):
        for place, work in enumerate((ours, peer)):
            forget()
            start = time.process_time()
            work()
            taken[place] = min(taken[place], time.process_time() - start)
    return taken[0] / taken[1]


def measures(folder: Path) -> dict[str, tuple[Work, Work]]:
    """What is held: our work and its peer, by name."""
    with ExitStack() as stack:
        samples = sorted(packaged("samples").iterdir(), key=lambda file: file.name)
        paths = [stack.enter_context(as_file(s)) for s in samples if s.name.endswith(".docx")]
        data = paths[0].read_bytes()
        documents = [read(path) for path in paths]
    a, b = (plain(document) for document in documents[:2])
    comparison = compare_documents(documents)
    return {
        "comparison / difflib": (
            lambda: compare_documents(documents),
            lambda: difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes(),
        ),
        "docx / lxml": (lambda: read_docx(data, "a.docx"), lambda: parse(data)),
        "workbook / openpyxl": (
            lambda: write_workbook(comparison, folder / "ours.xlsx"),
            lambda: plain_cells(20_000, 20, folder / "theirs.xlsx"),
        ),
    }


def worsened(
    works: Mapping[str, tuple[Work, Work]], record: Mapping[str, float]
) -> dict[str, float]:
    """The ratios that are worse by half than those kept, measured twice before they count."""
    found = {}
    for name, (ours, peer) in works.items():
        bound = WORSE * record[name]
        ratio = least(ours, peer)
        if ratio > bound:
            ratio = min(ratio, least(ours, peer))
        if ratio > bound:
            found[name] = ratio
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Prints what worsened; 1 if anything did."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.guard")
    parser.add_argument("--record", action="store_true", help="keep today's ratios")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        works = measures(Path(folder))
        if options.record:
            kept = {name: round(least(*pair), 2) for name, pair in works.items()}
            RECORD.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
            print(kept)
            return 0
        record = json.loads(RECORD.read_text("utf-8"))
        found = worsened(works, record)
    for name, ratio in found.items():
        print(f"{name}: {ratio:.2f}, was {record[name]:.2f}", file=sys.stderr)
    print(f"speed: {len(record)} ratios, {len(found)} worse by half")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
