"""How long a comparison takes, beside three matchers of texts on the same machine.

From documents already read to the finished comparison of all; ``difflib`` without its heuristic for
popular signs, diff-match-patch with its semantic clean-up, and redlines, each on the raw texts of
the first two contracts. Without the shared contracts the bundled samples are taken.
"""

import difflib
import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import _lru_cache_wrapper
from importlib.resources import as_file
from pathlib import Path

from app.pipeline import compare_documents
from app.readers import read
from app.resources import packaged
from models.document import Document, Paragraph
from tests.bench.figures import Figure

ROOT = Path(__file__).parents[2]
ROUNDS = 5
PEER_ROUNDS = 3


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


def figures() -> Iterator[Figure]:
    """The times of a comparison and of its peers."""
    read_contracts = contracts()
    documents = [document for document, _ in read_contracts]
    (_, a), (_, b), *_ = read_contracts
    # The first also loads the lexicons and compiles their patterns, once a process.
    first, *rounds = seconds(lambda: compare_documents(documents), 1 + ROUNDS)
    ours, what = statistics.median(rounds), f"{len(documents)} contracts"
    yield Figure("compare", f"{what}, the first of the process", first, "s")
    for name, peer, wanted in _PEERS:
        theirs = statistics.median(seconds(lambda peer=peer: peer(a, b), PEER_ROUNDS))
        yield Figure("compare", what, ours, "s", f"{name}, two texts", theirs, wanted)


def _difflib(a: str, b: str) -> None:
    difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()


def _diff_match_patch(a: str, b: str) -> None:
    from diff_match_patch import diff_match_patch

    matcher = diff_match_patch()
    matcher.Diff_Timeout = 0
    matcher.diff_cleanupSemantic(matcher.diff_main(a, b, False))


def _redlines(a: str, b: str) -> None:
    from redlines import Redlines

    _ = Redlines(a, b).output_markdown


# The peer, and the most that the ratio should be.
_PEERS: tuple[tuple[str, Callable[[str, str], None], float | None], ...] = (
    ("difflib", _difflib, 0.5),
    ("diff-match-patch", _diff_match_patch, 0.4),
    ("redlines", _redlines, None),
)
