"""How long a comparison takes, against the standard library's matcher on the same machine.

From documents already read to the finished comparison, beside
``difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()`` on the raw texts of the first
two contracts. Timings are printed, never asserted: they say something about a change only side by
side on one machine. Without the shared contracts the bundled samples are taken.
"""

import difflib
import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import _lru_cache_wrapper
from importlib.resources import as_file
from pathlib import Path

from app.pipeline import compare_documents
from app.readers import read
from app.resources import packaged
from models.document import Document, Paragraph

ROOT = Path(__file__).parents[2]
ROUNDS = 5
MATCHER_ROUNDS = 3


def seconds(work: Callable[[], object], rounds: int) -> list[float]:
    """Processor time of each of ``rounds`` runs: what else the machine does is left out."""
    taken = []
    for _ in range(rounds):
        forget()
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return taken


def forget() -> None:
    """Empties the caches of bounded size: they hold texts, which a new contract would not find.

    Those without a bound hold lexicons and their patterns, read once a process.
    """
    for thing in gc.get_objects():
        if isinstance(thing, _lru_cache_wrapper) and thing.cache_parameters()["maxsize"]:
            thing.cache_clear()


def contracts() -> list[tuple[Document, str]]:
    """Documents and their raw texts, in order."""
    shared = sorted((ROOT.parent / "shared" / "contracts").glob("*.txt"))
    if shared:
        return [(read(path), path.read_text("utf-8")) for path in shared]
    with ExitStack() as stack:
        samples = sorted(packaged("samples").iterdir(), key=lambda file: file.name)
        paths = [stack.enter_context(as_file(s)) for s in samples if s.name.endswith(".docx")]
        return [(document, plain(document)) for document in map(read, paths)]


def plain(document: Document) -> str:
    """The text of a document, cells of tables parted by tabs."""
    blocks = (
        [block.text] if isinstance(block, Paragraph) else ["\t".join(row) for row in block.rows]
        for block in document.blocks
    )
    return "\n".join(line for lines in blocks for line in lines)


def _line(name: str, taken: Sequence[float]) -> str:
    spread = f"{min(taken):.3f}–{max(taken):.3f}"
    return f"{name:<44} {statistics.median(taken):7.3f} s  ({spread}, {len(taken)} rounds)"


def main() -> int:
    """Prints both medians and their ratio."""
    read_contracts = contracts()
    documents = [document for document, _ in read_contracts]
    (_, a), (_, b), *_ = read_contracts
    first, *ours = seconds(lambda: compare_documents(documents), 1 + ROUNDS)
    theirs = seconds(
        lambda: difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes(), MATCHER_ROUNDS
    )
    # The first also loads the lexicons and compiles their patterns, once a process.
    print(f"{'the first comparison of the process':<44} {first:7.3f} s")
    print(_line(f"comparison of {len(documents)} contracts", ours))
    print(_line(f"difflib on two texts ({len(a)} and {len(b)} characters)", theirs))
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"{'ratio':<44} {ratio:7.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
