"""RTF files, which Word, WPS and many office systems write, by a reader of the program's own."""

from __future__ import annotations

from app.readers.options import USUAL, ReadOptions
from app.readers.rtf.reader import RtfReader
from app.readers.rtf.tokens import CutShortError
from app.readers.word import WordParts, read_parts
from app.readers.wordml import TooMuchError
from models.document import Block, Notice
from models.errors import UnreadableContract, UnreadableReason

# A contract with pictures written out in hexadecimal digits stays below a fifth of this.
_SIZE_LIMIT = 100_000_000


def read_rtf(
    data: bytes, name: str, options: ReadOptions = USUAL
) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    """Reads the bytes of an RTF file.

    Args:
        data: The file.
        name: Its name, for the error.
        options: Which side of tracked changes is read.

    Returns:
        Paragraphs and tables in order, and what was chosen or left out.

    Raises:
        UnreadableContract: DAMAGED, TOO_LARGE or NO_TEXT.
    """
    if len(data) > _SIZE_LIMIT:
        raise UnreadableContract(name, UnreadableReason.TOO_LARGE)
    reader = RtfReader()
    try:
        body = reader.read(data)
    except TooMuchError:
        raise UnreadableContract(name, UnreadableReason.TOO_LARGE) from None
    except (CutShortError, ValueError, OverflowError, LookupError):
        # A contract that ends in the middle must not pass for a whole one.
        raise UnreadableContract(name, UnreadableReason.DAMAGED) from None
    parts = WordParts(
        body,
        styles=reader.heads.styles_element(),
        numbering=reader.heads.numbering_element(),
        footnotes=reader.notes["footnote"],
        endnotes=reader.notes["endnote"],
        margins=reader.margins,
        comments=reader.comments,
        met=reader.met,
    )
    return read_parts(parts, name, options)
