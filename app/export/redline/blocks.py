"""Pairs the paragraphs and tables of two contracts, in an order that holds for both.

A document has one order. So of all equivalent blocks those are paired that keep their order in both
contracts and hold the most text; a paragraph that moved is marked as moved away where it was and as
moved here where it is, any other block is deleted there and inserted here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.comparison import ComparedDocument, Comparison
from models.diff import Row
from models.document import Block, Paragraph, Table

# Below this share of common characters two clauses of a split row have little to do with each
# other, and a redline of one into the other would be harder to read than both in full.
_SIMILAR = 40.0
# What moved and was rewritten as well is more easily read where both texts stand in full.
_MOVED = 70.0


@dataclass(frozen=True, slots=True)
class Step:
    """One block of the redline: of the baseline, of the draft, or both; never neither.

    Attributes:
        old: The baseline's block.
        new: The draft's block.
        moved: Where the block only moved: its counterpart, which is a step of its own.
        move: Number of the move, the same at both of its places.
    """

    old: Block | None
    new: Block | None
    moved: Paragraph | None = None
    move: int = 0


def blocks_of(document: ComparedDocument) -> list[Block]:
    """The blocks of a contract as they were compared: with the texts that the user corrected."""
    blocks = list(document.document.blocks)
    for clause in document.tree.clauses:
        if clause.original is None or not clause.sources:
            continue
        span = clause.sources[0].span
        block = blocks[span.block]
        if isinstance(block, Paragraph):
            blocks[span.block] = replace(block, text=block.text[: span.start] + clause.text)
    return blocks


def steps(comparison: Comparison, doc: str) -> Iterator[Step]:
    """The blocks of the baseline and of another contract, in an order that holds for both.

    Paragraphs without text are left out. Joining what is old gives the baseline's blocks in their
    order, joining what is new the other's.
    """
    base, other = comparison.by_id[comparison.baseline], comparison.by_id[doc]
    old, new = blocks_of(base), blocks_of(other)
    pairs = _pairs(comparison, doc, old, new)
    order = list(_ordered(_in_order(pairs, new), old, new))
    away, here = _moves(pairs, order, old, new)
    for i, j in order:
        if i is None or j is None:
            place = away.get(i) if i is not None else here.get(j if j is not None else -1)
            yield Step(
                None if i is None else old[i],
                None if j is None else new[j],
                *(place or ()),
            )
        else:
            yield Step(old[i], new[j])


_Place = tuple[int | None, int | None]


def _ordered(
    kept: Sequence[tuple[int, int]], old: Sequence[Block], new: Sequence[Block]
) -> Iterator[_Place]:
    """The blocks by their indices: pairs, and what stands between them."""
    at = at_b = 0
    for i, j in [*kept, (len(old), len(new))]:
        yield from _between((at, i), (at_b, j), old, new)
        if i < len(old) and j < len(new):
            yield i, j
        at, at_b = i + 1, j + 1


def _between(
    mine: tuple[int, int], theirs: tuple[int, int], old: Sequence[Block], new: Sequence[Block]
) -> Iterator[_Place]:
    """What stands between two pairs: equal blocks stay, the rest goes and comes."""
    from difflib import SequenceMatcher

    before = [i for i in range(*mine) if _words(old[i])]
    after = [j for j in range(*theirs) if _words(new[j])]
    texts = [_words(old[i]) for i in before], [_words(new[j]) for j in after]
    for op, i, k, j, m in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if op == "equal":
            yield from zip(before[i:k], after[j:m], strict=True)
        else:
            yield from ((one, None) for one in before[i:k])
            yield from ((None, one) for one in after[j:m])


def _moves(
    pairs: Sequence[tuple[int, int, int]],
    order: Sequence[_Place],
    old: Sequence[Block],
    new: Sequence[Block],
) -> tuple[dict[int, tuple[Paragraph, int]], dict[int, tuple[Paragraph, int]]]:
    """Counterpart and number of the paragraphs that only moved: by old, and by new index."""
    from rapidfuzz import fuzz

    gone = {i for i, j in order if i is not None and j is None}
    come = {j for i, j in order if j is not None and i is None}
    away: dict[int, tuple[Paragraph, int]] = {}
    here: dict[int, tuple[Paragraph, int]] = {}
    for i, j, _ in pairs:
        one, other = old[i], new[j]
        if not (isinstance(one, Paragraph) and isinstance(other, Paragraph)):
            continue
        if i in gone - away.keys() and j in come - here.keys():
            if fuzz.ratio(one.text, other.text) < _MOVED:
                continue
            number = len(away) + 1
            away[i], here[j] = (other, number), (one, number)
    return away, here


def _words(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text if block.text.strip() else ""
    return "\n".join("\t".join(row) for row in block.rows)


def _pairs(
    comparison: Comparison, doc: str, old: Sequence[Block], new: Sequence[Block]
) -> list[tuple[int, int, int]]:
    """Equivalent blocks with the text they hold: (old index, new index, characters)."""
    base, other = comparison.by_id[comparison.baseline], comparison.by_id[doc]
    tables = [_table_places(d) for d in (base, other)]
    paragraphs = [_paragraph_places(d) for d in (base, other)]
    found: list[tuple[int, int]] = []
    for row in comparison.rows:
        for a, b in _clause_pairs(comparison, row, doc):
            mine, theirs = base.tree.by_id[a], other.tree.by_id[b]
            found += _paragraph_pairs(paragraphs[0].get(a, ()), paragraphs[1].get(b, ()), old, new)
            for x, y in zip(mine.tables, theirs.tables, strict=False):
                if x in tables[0] and y in tables[1]:
                    found.append((tables[0][x], tables[1][y]))
    return [(i, j, len(_words(old[i])) + len(_words(new[j])) + 1) for i, j in found]


def _paragraph_places(document: ComparedDocument) -> dict[str, list[int]]:
    """Indices of the paragraphs of each clause: from its first to where the next one begins."""
    blocks = document.document.blocks
    first = {c.id: c.sources[0].span.block for c in document.tree.clauses if c.sources}
    begins = sorted({*first.values(), len(blocks)})
    return {
        clause: [
            place
            for place in range(start, begins[bisect_right(begins, start)])
            if isinstance(blocks[place], Paragraph)
        ]
        for clause, start in first.items()
    }


def _paragraph_pairs(
    mine: Sequence[int], theirs: Sequence[int], old: Sequence[Block], new: Sequence[Block]
) -> Iterator[tuple[int, int]]:
    """Paragraphs of two equivalent clauses: the first ones, then each with the next alike."""
    from rapidfuzz import fuzz

    if not (mine and theirs):
        return
    yield mine[0], theirs[0]
    rest = list(theirs[1:])
    for i in mine[1:]:
        scores = [fuzz.ratio(_words(old[i]), _words(new[j])) for j in rest]
        best = max(scores, default=0.0)
        if best >= _SIMILAR:
            found = scores.index(best)
            yield i, rest[found]
            del rest[: found + 1]


def _table_places(document: ComparedDocument) -> dict[str, int]:
    """Index of the block of each table: the tree has them in the order of the file."""
    places = (n for n, b in enumerate(document.document.blocks) if isinstance(b, Table))
    return dict(zip((table.id for table in document.tree.tables), places, strict=False))


def _clause_pairs(comparison: Comparison, row: Row, doc: str) -> Iterator[tuple[str, str]]:
    """Clauses of a row that are redlined into each other: the most alike first, each once."""
    from rapidfuzz import fuzz

    ours, theirs = row.cells.get(comparison.baseline, ()), row.cells.get(doc, ())
    if len(ours) == 1 and len(theirs) == 1:
        yield ours[0], theirs[0]
        return
    alike = sorted(
        (
            (fuzz.ratio(comparison.clause(a).compared, comparison.clause(b).compared), a, b)
            for a in ours
            for b in theirs
        ),
        key=lambda one: -one[0],
    )
    taken: set[str] = set()
    for score, a, b in alike:
        if score >= _SIMILAR and not {a, b} & taken:
            taken |= {a, b}
            yield a, b


def _in_order(pairs: list[tuple[int, int, int]], new: Sequence[Block]) -> list[tuple[int, int]]:
    """The pairs that rise on both sides and together hold the most text.

    A tree of prefix maxima over the new indices (Fenwick) keeps it fast for thousands of pairs.
    """
    size = len(new) + 1
    best: list[tuple[int, int]] = [(0, -1)] * (size + 1)  # weight of a chain, and its last pair
    # Of pairs with the same old index none may follow another: higher new indices come first.
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    before: list[int] = []
    for number, (_, j, weight) in enumerate(ordered):
        chain, last = 0, -1
        at = j
        while at > 0:
            if best[at][0] > chain:
                chain, last = best[at]
            at -= at & -at
        before.append(last)
        at = j + 1
        while at <= size:
            if chain + weight > best[at][0]:
                best[at] = (chain + weight, number)
            at += at & -at
    _, last = max(best, key=lambda one: one[0])
    kept = []
    while last >= 0:
        kept.append(ordered[last][:2])
        last = before[last]
    return kept[::-1]
