"""Word documents (.docx): the parts of the zip that hold a contract's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.readers.ooxml import W, child
from app.readers.options import USUAL, ReadOptions
from app.readers.package import Package
from app.readers.word import WordParts, read_parts
from models.document import Block, Notice
from models.errors import UnreadableContract, UnreadableReason

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def read_docx(
    data: bytes, name: str, options: ReadOptions = USUAL
) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    """Reads the bytes of a Word document.

    Args:
        data: The file.
        name: Its name, for the error.
        options: Which side of tracked changes is read.

    Returns:
        Paragraphs and tables in order, and what was chosen or left out.

    Raises:
        UnreadableContract: DAMAGED, ENCRYPTED, TOO_LARGE or NO_TEXT.
    """
    package = Package(data, name)
    part = package.main_part()
    root = package.xml(part)
    body = child(root, "body")
    if body is None:
        raise UnreadableContract(name, UnreadableReason.DAMAGED)
    relations = list(package.relations(part).values())

    def related(kind: str) -> Element | None:
        target = next((target for found, target in relations if found == kind), None)
        return None if target is None else package.xml(target)

    parts = WordParts(
        body,
        styles=related("styles"),
        numbering=related("numbering"),
        footnotes=related("footnotes"),
        endnotes=related("endnotes"),
    )
    _look_around(package, relations, parts)
    return read_parts(parts, name, options)


def _look_around(package: Package, relations: list[tuple[str, str]], parts: WordParts) -> None:
    """Adds what is not part of the body: comments, headers and footers."""
    for kind, target in relations:
        if kind not in ("comments", "header", "footer"):
            continue
        try:
            root = package.xml(target)
        except UnreadableContract:
            # The body is whole; what stands round it does not keep it from being compared.
            parts.unread += 1
            continue
        if root is None:
            continue
        if kind == "comments":
            parts.comments += sum(1 for _ in root.iter(f"{W}comment"))
        else:
            parts.margins.append(root)
