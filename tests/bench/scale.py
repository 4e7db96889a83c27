"""How the time of a comparison grows, and what it takes beside diff-match-patch.

Larger contracts are made of the shared ones (or of the samples) by repeating them as lots of one
tender, each with its own words. All figures are printed, none is asserted.
"""

import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from app.pipeline import compare_documents
from models.document import Document, Paragraph, Table
from tests.bench.compare import contracts, forget

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


def _peak() -> str:
    try:
        import resource
    except ImportError:  # Windows
        return "unknown"
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB"


def _print(name: str, value: float, unit: str = "s", note: str = "") -> None:
    print(f"{name:<52} {value:7.2f} {unit}  {note}".rstrip())


def main() -> int:
    """Prints times and ratios."""
    found = contracts()
    documents = [document for document, _ in found]
    a, b = documents[:2]
    compare_documents(documents)  # lexicons and their patterns are read once a process
    several = seconds(documents)
    pair = seconds([a, b])
    _print(f"{len(documents)} contracts", several)
    try:
        from diff_match_patch import diff_match_patch
    except ImportError:
        print("diff-match-patch is not installed")
    else:
        peer = diff_match_patch()
        peer.Diff_Timeout = 0
        start = time.process_time()
        peer.diff_cleanupSemantic(edits := peer.diff_main(found[0][1], found[1][1], False))
        took = time.process_time() - start
        note = f"{len(edits)} edits of one pair"
        _print("diff-match-patch, semantic", took, note=note)
        _print("  all contracts / diff-match-patch", several / took, "×")
    large = [repeated(document, 10) for document in (a, b)]
    ten = seconds(large, 1)
    _print("a pair", pair)
    _print("the pair, ten times the clauses", ten, note=f"peak {_peak()}")
    _print("  ten times the clauses", ten / pair, "×")
    twenty = [replace(documents[i % len(documents)], name=f"{i}.txt") for i in range(20)]
    twenty = [repeated(d, 1) if i < len(documents) else d for i, d in enumerate(twenty)]
    many = seconds(twenty, 1)
    _print("twenty contracts", many)
    _print(f"  twenty / {len(documents)} contracts", many / several, "×")
    letter = replace(a, blocks=a.blocks[:25])
    _print("a two-page letter against the long contract", seconds([letter, large[1]], 1))
    huge = [repeated(document, 22) for document in (a, b)]
    _print("a pair of 5,000 clauses", seconds(huge, 1), note=f"peak {_peak()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
