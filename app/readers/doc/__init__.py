"""Word 97–2003 and WPS documents (.doc, .wps), by a reader of the program's own.

It needs no office program. Word 6.0 and 95, and Microsoft Works, are refused with what to do.
"""

from __future__ import annotations

import struct

from app.readers.doc.fib import Table, WordFile
from app.readers.doc.lists import read_lists
from app.readers.doc.pieces import Text
from app.readers.doc.story import Translator
from app.readers.doc.styles import read_styles
from app.readers.options import USUAL, ReadOptions
from app.readers.word import WordParts, read_parts
from app.readers.wordml import TooMuchError
from models.document import Block, Notice
from models.errors import UnreadableContract, UnreadableReason


def read_doc(
    data: bytes, name: str, options: ReadOptions = USUAL
) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    """Reads the bytes of an old Word document.

    Args:
        data: The file.
        name: Its name, for the error.
        options: Which side of tracked changes is read.

    Returns:
        Paragraphs and tables in order, and what was chosen or left out.

    Raises:
        UnreadableContract: DAMAGED, ENCRYPTED, TOO_LARGE, UNSUPPORTED or NO_TEXT.
    """
    file = WordFile(data, name)
    try:
        parts = _parts(file)
    except TooMuchError:
        raise UnreadableContract(name, UnreadableReason.TOO_LARGE) from None
    except (struct.error, ValueError, IndexError, KeyError, TypeError, RecursionError):
        # Offsets and counts of a broken file lead anywhere.
        raise UnreadableContract(name, UnreadableReason.DAMAGED) from None
    return read_parts(parts, name, options)


def _parts(file: WordFile) -> WordParts:
    translator = Translator(file, Text(file))
    return WordParts(
        translator.body(),
        styles=read_styles(file.part(Table.STYLES)),
        numbering=read_lists(
            file.part(Table.LISTS), file.rest(Table.LISTS), file.part(Table.LIST_OVERRIDES)
        ),
        footnotes=translator.notes("footnote"),
        endnotes=translator.notes("endnote"),
        margins=list(translator.margins()),
        comments=translator.comments(),
    )
