"""Where paragraphs begin and end on pages, by margins, indents and line spacing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from app.readers.marks import closes, ended, is_caption, is_field, runs_on
from app.readers.page import PageContent
from app.readers.rows import Row, is_full
from app.text.labels import annex_line, split_label
from models.clause import NumberStyle

_NEVER_FIRST = re.compile(r"^[，。、；：）》”’】！？]")
# Two sizes of type differ by more: a heading of 四号 (14 pt) over text of 小四 (12 pt) by 1.17.
_OTHER_SIZE = 1.12
_OTHER_SIZE_SCANNED = 1.3
# An indent is at least this many characters; Chinese paragraphs begin two characters in.
_INDENT = 1.2
# Lines at one margin begin within this many characters: opening brackets hang or are set in.
_SLACK = 0.6
# A line set in the middle has at least this much room on either side, in sizes: a broken line of
# text that begins at the margin has none.
_CENTRED = 0.3
# Lines that end within this many points of each other end at one margin.
_SAME_MARGIN = 3.0
# The margins of a page differ by less than this share of its width.
_UNEVEN = 0.12
# The short side of A1 in points; a page that says that it is larger says nothing.
_WIDEST = 1700
# A larger step from line to line than this many times the usual one parts paragraphs.
_STEP = 1.35
# Double spacing of Chinese type is 2.6 sizes from line to line.
_WIDEST_STEP = 2.6
# In so many of the paragraphs of a file that sets first lines in, they are.
_INDENTED_SHARE = 0.3
# A justified line ends at the margin within this many sizes (0.1 in the samples), and nearly all
# lines broken inside a sentence do.
_EVEN, _EVEN_SHARE = 0.2, 0.8
# In a scan nobody knows how much of its room the mark at a line's end takes.
_EVEN_SCANNED = 0.45
# A line with a bracket still open that ends further before the margin is meant to end there.
_UNEVEN_END = 4.0
# An amount in words, which follows what announces it though the line before ends with a colon.
_ANNOUNCED = re.compile(r"(?:大写|人民币)\s*[)）]?\s*[:：]?$")
_CAPITAL = re.compile(r"^\s*(?:人民币)?\s*[:：]?\s*[零壹贰叁肆伍陆柒捌玖拾佰仟]{2}")

# A heading's line ends this many sizes and more before the margin.
_SHORT = 4.0
# Labels that items inside a paragraph never have.
_HEADINGS = (NumberStyle.CHAPTER, NumberStyle.ARTICLE, NumberStyle.CHINESE)


class Margins:
    """Where lines may begin and end on each page.

    Args:
        pages: The pages, for their sizes.
        sheets: The lines of running text of each page.
    """

    def __init__(self, pages: Sequence[PageContent], sheets: Sequence[Sequence[Row]]) -> None:
        self._shape = {page.number: (round(page.width), round(page.height)) for page in pages}
        shapes: dict[tuple[int, int], list[Row]] = {}
        for rows in sheets:
            for row in rows:
                shapes.setdefault(self._shape[row.page], []).append(row)
        self._usual = {shape: _sides(rows, shape[0]) for shape, rows in shapes.items()}
        self._own = {
            rows[0].page: _sides(rows, self._shape[rows[0].page][0])
            for rows in sheets
            if len(rows) > 4
        }

    def right(self, row: Row) -> float:
        """Where the lines of a line's page or column end."""
        if row.sides is not None:
            return row.sides[1]
        usual = self._usual[self._shape[row.page]][1]
        own = self._own.get(row.page, (0.0, 0.0))[1]
        # A page may reach further than the others of its size; short lines do not narrow it.
        return own if own > usual + row.size else usual

    def left(self, row: Row) -> float:
        """Where the lines of a line's page or column begin."""
        return self._usual[self._shape[row.page]][0] if row.sides is None else row.sides[0]


def _sides(rows: Sequence[Row], width: int) -> tuple[float, float]:
    """The left and right margin: where at least three lines, or a twentieth, begin and end."""
    needed = min(len(rows), max(3, len(rows) // 20))
    left = _common(sorted(row.box.x0 for row in rows), needed)
    right = -_common(sorted(-row.box.x1 for row in rows), needed)
    # Where all lines are short, they do not tell the margin; it is as wide as the left one.
    short = width < _WIDEST and right < width - left - _UNEVEN * width
    return left, width - left if short else right


def _common(places: Sequence[float], needed: int) -> float:
    """The first place that so many lines share."""
    for first, last in zip(places, places[needed - 1 :], strict=False):
        if last - first <= _SAME_MARGIN:
            return first
    return places[0]


@dataclass(frozen=True, slots=True)
class Typesetting:
    """How a file sets its paragraphs.

    Attributes:
        indented: Whether first lines are set in and the others not.
        indent: How far they are set in, in sizes.
        step: From a line to the next inside paragraphs, in sizes.
        justified: Whether all lines of a paragraph but the last end at the margin.
    """

    indented: bool
    indent: float
    step: float
    justified: bool

    @classmethod
    def of(cls, sheets: Sequence[Sequence[Row]], margins: Margins) -> Typesetting:
        """Finds out by the full lines and what follows them."""
        steps, returns, full, broken, even = [], [], 0, 0, 0
        for rows in sheets:
            for above, row in pairwise(rows):
                room = margins.right(above) - above.box.x1
                if not is_full(above, row.text, room):
                    continue
                if not ended(above.text.rstrip()):
                    broken += 1
                    even += room < _EVEN * above.size
                full += 1
                steps.append((row.box.y1 - above.box.y1) / row.size)
                if above.box.x0 - row.box.x0 > _INDENT * row.size:
                    returns.append((above.box.x0 - row.box.x0) / row.size)
        return cls(
            len(returns) > _INDENTED_SHARE * full / 2,
            median(returns) if returns else 0.0,
            min(median(steps), _WIDEST_STEP) if steps else _WIDEST_STEP,
            even > _EVEN_SHARE * broken,
        )


def goes_on_with(
    paragraph: Sequence[Row], row: Row, setting: Typesetting, margins: Margins
) -> bool:
    """Whether a line goes on with a paragraph."""
    last = paragraph[-1]
    text, following = last.text.rstrip(), row.text
    if _NEVER_FIRST.match(following):
        return True
    if not _same_size(last, row) or _apart(paragraph, row, setting):
        return False
    if _ANNOUNCED.search(text) and _CAPITAL.match(following):
        return True
    if _centred(last, margins) and not _begins_paragraph(last, row, setting, margins):
        # A title over several lines: what is left of its line stands on both sides.
        return _centred(row, margins) and is_full(last, following, 2 * _room(last, margins))
    room = _room(last, margins)
    # Where lines end unevenly, a bracket left open tells as well as the room that is left.
    cut = room < _UNEVEN_END * last.size and closes(text, following)
    if not cut and not is_full(last, following, room):
        return False
    if is_caption(text) or _ends_justified(last, setting, margins):
        return False
    # From the margin of the page or column that each stands in.
    begun, begins = last.box.x0 - margins.left(last), row.box.x0 - margins.left(row)
    indented = begins > _INDENT * row.size
    if setting.indented:
        if not indented:
            return not (ended(text) and _heads(row, margins))
        if begun < _INDENT * row.size:
            return False
    if len(paragraph) > 1:
        # The second line tells where the others begin.
        if abs(begins - begun) > _SLACK * row.size:
            return False
        if not setting.indented or not indented:
            return _reads_on(paragraph, following)
    elif begins - begun > _SLACK * row.size and not split_label(text).number:
        return False
    elif begun - begins > _INDENT * row.size:
        return True
    return _reads_on(paragraph, following) and not (setting.indented and ended(text))


def _heads(row: Row, margins: Margins) -> bool:
    """Whether a line is like a heading: those are not set in where paragraphs are."""
    label = split_label(row.text)
    if label.number is None or not label.sure:
        return False
    # An item at a line's beginning, such as （2） and 3、, is one of a paragraph where it ends or
    # runs on like a sentence.
    short = not ended(row.text.rstrip()) and _room(row, margins) > _SHORT * row.size
    return short or label.number.style in _HEADINGS


def _room(row: Row, margins: Margins) -> float:
    return margins.right(row) - row.box.x1


def _centred(row: Row, margins: Margins) -> bool:
    """Whether a line is set in the middle, with room on both sides."""
    before, after = row.box.x0 - margins.left(row), _room(row, margins)
    return abs(before - after) < 0.5 * row.size and before > _CENTRED * row.size


def _begins_paragraph(last: Row, row: Row, setting: Typesetting, margins: Margins) -> bool:
    """Whether a line that seems to stand in the middle only ends as early as it is set in."""
    begins = (last.box.x0 - margins.left(last)) / last.size
    as_others = setting.indented and abs(begins - setting.indent) < _SLACK
    return as_others and row.box.x0 - margins.left(row) < _SLACK * row.size


def _ends_justified(last: Row, setting: Typesetting, margins: Margins) -> bool:
    """Whether a line with a sentence's end stops short of the margin that others are drawn to."""
    even = _EVEN if last.runs[-1].confidence is None else _EVEN_SCANNED
    uneven = _room(last, margins) > even * last.size
    return setting.justified and uneven and ended(last.text.rstrip())


def _same_size(last: Row, row: Row) -> bool:
    # In a scan the size is the height of the ink, which differs from line to line.
    recognised = row.runs[0].confidence is not None or last.runs[0].confidence is not None
    most = _OTHER_SIZE_SCANNED if recognised else _OTHER_SIZE
    return max(last.size, row.size) < most * min(last.size, row.size)


def _apart(paragraph: Sequence[Row], row: Row, setting: Typesetting) -> bool:
    """Whether more room than between the lines of a paragraph is before a line."""
    last = paragraph[-1]
    if row.page != last.page:
        return False
    step = (row.box.y1 - last.box.y1) / row.size
    if step < 0:
        return False  # the next column
    usual = setting.step
    if len(paragraph) > 1 and paragraph[-2].page == last.page:
        before = (last.box.y1 - paragraph[-2].box.y1) / last.size
        usual = before if before > 0 else usual
    return step > _STEP * usual


def _reads_on(paragraph: Sequence[Row], following: str) -> bool:
    """Whether a line that may go on with a paragraph by its place reads like that."""
    text = paragraph[-1].text.rstrip()
    label = split_label(following)
    if label.number is not None and label.sure:
        return not ended(text) and runs_on("".join(row.text for row in paragraph))
    if annex_line(following) or is_field(following) or is_caption(following):
        return not ended(text) and runs_on("".join(row.text for row in paragraph))
    return True
