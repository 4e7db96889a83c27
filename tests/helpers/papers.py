"""Papers of an invented procurement, in the words that such papers use."""

from pathlib import Path

from app.structure import build_tree
from models.clause import ClauseTree
from models.document import Document
from tests.helpers.trees import blocks_of

_FOLDER = Path(__file__).parent / "papers"


def paper(name: str, *changes: tuple[str, str], title: str = "") -> Document:
    """A paper of the folder as a document, with words of it changed.

    Args:
        name: ``award``, ``award_table``, ``award_list``, ``bid`` or ``tender``.
        changes: Words and what stands in their place.
        title: Name of the file, where it matters.
    """
    text = (_FOLDER / f"{name}.txt").read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    lines = (line.strip().strip("|") for line in text.split("\n") if line.strip())
    blocks = blocks_of("\n".join(lines))
    return Document(title or f"{name}.txt", f"{hash_of(text):064x}", "txt", blocks)


def hash_of(text: str) -> int:
    """A number that tells texts apart."""
    return int.from_bytes(text.encode()[:4096]) % (1 << 255)


def tree(name: str, *changes: tuple[str, str]) -> ClauseTree:
    """The clauses of a paper."""
    return build_tree(paper(name, *changes), "d9")
