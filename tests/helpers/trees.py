"""Clause trees of contracts written down as plain lines, and a readable outline of them."""

from __future__ import annotations

from app.structure import build_tree
from models.clause import ClauseTree
from models.document import Block, Document, Paragraph, Table


def blocks_of(text: str) -> tuple[Block, ...]:
    """One paragraph a line; lines with ``|`` are the rows of one table; ``#`` marks a heading."""
    blocks: list[Block] = []
    rows: list[list[str]] = []

    def flush() -> None:
        if rows:
            width = max(map(len, rows))
            blocks.append(Table(tuple(tuple(r + [""] * (width - len(r))) for r in rows)))
            rows.clear()

    for line in text.strip().split("\n"):
        if "|" in line:
            rows.append([cell.strip() for cell in line.split("|")])
            continue
        flush()
        bare = line.lstrip("#")
        blocks.append(Paragraph(bare.strip(), outline=len(line) - len(bare) or None))
    flush()
    return tuple(blocks)


def tree_of(text: str) -> ClauseTree:
    """The tree of a contract written as for :func:`blocks_of`."""
    return build_tree(Document("sample.txt", "0" * 64, "txt", blocks_of(text)), "d1")


def outline(tree: ClauseTree, *, part: str = "") -> list[str]:
    """``path`` and heading of every clause below ``part``, a colon between them."""
    return [
        f"{clause.path}:{clause.heading}" if clause.heading else clause.path
        for clause in tree.clauses
        if clause.path.startswith(part)
    ]
