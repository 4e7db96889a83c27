"""OpenDocument texts (.odt), which LibreOffice and WPS write."""

from __future__ import annotations

from app.readers.odt.body import Translator, headers, text_of
from app.readers.odt.styles import Styles
from app.readers.options import USUAL, ReadOptions
from app.readers.package import Package
from app.readers.word import WordParts, read_parts
from app.readers.wordml import TooMuchError
from models.document import Block, Notice
from models.errors import UnreadableContract, UnreadableReason


def read_odt(
    data: bytes, name: str, options: ReadOptions = USUAL
) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    """Reads the bytes of an OpenDocument text.

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
    if b"encryption-data" in (package.raw("META-INF/manifest.xml") or b""):
        raise UnreadableContract(name, UnreadableReason.ENCRYPTED)
    content = package.xml("content.xml")
    text = None if content is None else text_of(content)
    if content is None or text is None:
        raise UnreadableContract(name, UnreadableReason.DAMAGED)
    defined = package.xml("styles.xml")
    translator = Translator(
        content, Styles([root for root in (content, defined) if root is not None])
    )
    try:
        body = translator.blocks(text, "body")
    except TooMuchError:
        raise UnreadableContract(name, UnreadableReason.TOO_LARGE) from None
    parts = WordParts(
        body,
        numbering=translator.lists.root,
        footnotes=translator.notes["footnote"],
        endnotes=translator.notes["endnote"],
        margins=[translator.blocks(part, "hdr") for part in headers(defined)],
        comments=translator.comments,
        met=translator.met,
    )
    return read_parts(parts, name, options)
