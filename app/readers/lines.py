"""Lines to paragraphs: joins what line and page ends cut, and keeps apart what stands apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.readers.marks import (
    closes,
    ended,
    glue,
    goes_on_address,
    is_caption,
    is_field,
    runs_on,
)
from app.text.labels import annex_line, split_label
from models.document import Paragraph

_HEADING_MARK = re.compile(r"^(#{1,6})\s+(?=\S)")
# After these no sentence stops; a heading ends in none of them.
_OPEN_END = re.compile(r"[，、,（(《“‘【\[]$|[的和及与或第于在向由至按将应须并]$")
_NEVER_FIRST = re.compile(r"^[，。、；：）》”’】！？]")
# "或任何第三方。" after a full stop that recognition put there.
_OR = re.compile(r"^或(?!者[：:，,])[^：:]{2,}")
# Hard-wrapped text: of the lines that another follows at once, many are full (two in five in
# contracts with many one-line clauses, one in ten where a line is a paragraph). Widths count
# Chinese as 2; mail and notepad programs wrap at 60 to 100. Full is within two Chinese characters.
_WRAP_MAX, _WRAP_MIN, _WRAP_SLACK, _WRAP_SHARE, _WRAP_LINES = 120, 40, 4, 0.25, 12
# Page ends leave an empty line in 40, paragraphs parted by them one in five or fewer.
_WRAP_SPACED = 0.15


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text.

    Attributes:
        text: Without blanks at its ends.
        gap: Whether an empty line or a page's end stood before it.
        indent: Columns of blanks before it, Chinese ones counted as 2.
    """

    text: str
    gap: bool
    indent: int = 0

    @property
    def width(self) -> int:
        """Columns that it fills."""
        return self.indent + columns(self.text)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a file breaks its lines.

    Attributes:
        width: Columns of a full line; None where the file does not wrap paragraphs.
        indented: Whether the first line of a paragraph is set in.
        spaced: Whether empty lines part the paragraphs.
    """

    width: int | None
    indented: bool = False
    spaced: bool = False

    def full(self, line: Line) -> bool:
        """Whether a line is full."""
        return self.width is not None and line.width >= self.width - _WRAP_SLACK


def wrapping(lines: Sequence[Line]) -> Wrapping:
    """Finds out whether the file is hard-wrapped, by the widths of lines followed at once."""
    followed = [a for a, b in itertools.pairwise(lines) if not b.gap]
    widths = sorted(line.width for line in followed)
    if len(widths) < _WRAP_LINES:
        return Wrapping(None)
    width = widths[int(len(widths) * 0.95)]
    full = sum(w >= width - _WRAP_SLACK for w in widths)
    if not _WRAP_MIN <= width <= _WRAP_MAX or full < _WRAP_SHARE * len(widths):
        return Wrapping(None)
    indented = sum(line.indent >= 2 for line in lines) >= 0.1 * len(lines)
    spaced = sum(line.gap for line in lines) >= _WRAP_SPACED * len(lines)
    return Wrapping(width, indented, spaced)


def join_lines(lines: Sequence[Line], wrap: Wrapping) -> tuple[list[Paragraph], int]:
    """Makes paragraphs of lines that no table interrupts.

    Returns:
        The paragraphs, and how many line or page ends were joined.
    """
    paragraphs: list[Paragraph] = []
    text, last, outline, joined = "", Line("", gap=True), None, 0
    for line in lines:
        if text and outline is None and _continues(text, last, line, wrap):
            text, joined = glue(text, line.text), joined + 1
        else:
            if text:
                paragraphs.append(Paragraph(text, outline))
            mark = _HEADING_MARK.match(line.text)
            outline = len(mark.group(1)) if mark else None
            text = line.text[mark.end() :].rstrip("# ") if mark else line.text
        last = line
    if text:
        paragraphs.append(Paragraph(text, outline))
    return paragraphs, joined


def _continues(text: str, last: Line, line: Line, wrap: Wrapping) -> bool:
    """Whether ``line`` goes on with the paragraph ``text``, whose last line was ``last``."""
    following = line.text
    if _HEADING_MARK.match(following) or is_caption(text):
        return False
    if _NEVER_FIRST.match(following) or (text.endswith("第") and len(text) > 8):
        return True
    if split_label(following).number:
        return _is_tail(text, following)
    if annex_line(following) or is_field(following) or is_caption(following):
        return False
    if is_field(text):
        return not line.gap and (wrap.full(last) or goes_on_address(text, following))
    if annex_line(text):
        return False
    if ended(text):
        if wrap.full(last) and not line.gap:
            # Without empty lines and indents, a numbered clause rather has a sentence that ends
            # with its line than a paragraph without a number behind it.
            indented = line.indent >= 2 if wrap.indented else not split_label(text).number
            return wrap.spaced or not indented
        return bool(len(text) >= 16 and _OR.match(following))
    if wrap.indented and line.indent >= 2 and not line.gap:
        return False
    if len(text) >= 8 and (_OPEN_END.search(text) or closes(text, following)):
        return True
    if not line.gap:
        # In a file whose lines are paragraphs, pages leave an empty line where they cut one.
        return wrap.full(last)
    return (wrap.full(last) or runs_on(text)) and _like_rest(following)


def _is_tail(text: str, following: str) -> bool:
    """Whether what looks like a label is the rest of a figure: ``（附件|5）``, ``在|10 日内``."""
    label, own = split_label(following), split_label(text).number
    if label.number is None:
        return False
    if label.sure:
        written = label.number.label.rstrip("、.．")
        return written.endswith((")", "）")) and written[0] not in "(（" and closes(text, written)
    if own and own.values and label.number.values == (*own.values[:-1], own.values[-1] + 1):
        return False  # the next of the sequence, its delimiter lost
    return runs_on(text) or ("，" in text and not ended(text))


def _like_rest(text: str) -> bool:
    """Whether a line can be the rest of a sentence: it ends as one, or another page cuts it.

    Items of a list without labels and full stops do neither.
    """
    return ended(text) or len(text) >= 30


def columns(text: str) -> int:
    """The columns that a text fills, a Chinese character two."""
    return sum(1 if c.isascii() else 2 for c in text)
