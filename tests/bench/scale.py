"""How the time and the memory of a comparison grow with its contracts.

Larger contracts are made of the shared ones (or of the samples) by repeating them as lots of one
tender, each with its own words.
"""

import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.pipeline import compare_documents
from models.document import Document, Paragraph, Table
from tests.bench.compare import contracts, forget
from tests.bench.figures import Figure

ROUNDS = 3


def seconds(documents: Sequence[Document], rounds: int = ROUNDS) -> float:
    """Median processor time of a comparison whose texts were never met before."""
    taken = []
    for _ in range(rounds):
        forget()
        start = time.process_time()
        compare_documents(documents)
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def repeated(document: Document, times: int) -> Document:
    """The contract as that many lots, every clause naming its lot."""
    blocks: list[Paragraph | Table] = []
    for lot in range(1, times + 1):
        for block in document.blocks:
            named = isinstance(block, Paragraph) and len(block.text) > 30
            text = f"{block.text}（标段{lot}）" if isinstance(block, Paragraph) else ""
            blocks.append(replace(block, text=text) if named else block)
    return replace(document, blocks=tuple(blocks))


def _peak() -> float:
    """The most that this process held so far, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def figures() -> Iterator[Figure]:
    """Times against those of fewer or smaller contracts."""
    documents = [document for document, _ in contracts()]
    a, b = documents[:2]
    compare_documents(documents)  # lexicons and their patterns are read once a process
    several, pair = seconds(documents), seconds([a, b])
    large = [repeated(document, 10) for document in (a, b)]
    clauses = sum(len(document.blocks) for document in large)
    what = f"a pair, ten times the clauses ({clauses} paragraphs)"
    yield Figure("scale", what, seconds(large, 1), "s", "the pair", pair, 15)
    twenty = [replace(documents[i % len(documents)], name=f"{i}.txt") for i in range(20)]
    twenty = [repeated(d, 1) if i < len(documents) else d for i, d in enumerate(twenty)]
    peer = f"{len(documents)} contracts"
    yield Figure("scale", "twenty contracts", seconds(twenty, 1), "s", peer, several, 5)
    letter = replace(a, blocks=a.blocks[:25])
    yield Figure("scale", "two pages against the long one", seconds([letter, large[1]], 1), "s")
    huge = [repeated(document, 22) for document in (a, b)]
    yield Figure("scale", "a pair of 5,000 clauses each", seconds(huge, 1), "s")
    yield Figure("scale", "  its peak memory, all in all", _peak(), "MB", wanted=1000)
