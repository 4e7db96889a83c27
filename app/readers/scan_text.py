"""What recognition leaves open in a line and its ink tells: wide punctuation, dashes, blanks.

The engine reads ``：`` and ``:`` alike, a dash of two characters (``——``) as ``一``, and drops the
blank between a label and its title. The paper around a mark tells: a wide mark takes the room of a
Chinese character, of which its ink fills less than half.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.readers.recognise import Reading
from app.readers.scan_ink import Run, Stroke, runs_of

_WIDE = dict(zip(",:;!?()", "，：；！？（）", strict=True))
_DASHES = frozenset("一-—–―_")
_CLOSING = frozenset("）》〉」』”’、。，；：】〕")
# In widths of a Chinese character. Paper beside wide marks of the samples: 0.55 and more, beside
# narrow ones followed by a blank 0.35 and less, between two Chinese characters 0.25 and less,
# where a blank stands between them 0.4 and more.
_WIDE_PAPER = 0.45
_BLANK = 0.36
# Between a list mark and the label behind it: 0.3 and more where a blank stands, 0.15 where none.
_MARK_BLANK = 0.22
_LIST_MARKS = frozenset("-–—•·●")
# A dash of two characters is at least this long; 一 fills nine tenths of one.
_DASH = 1.5
_FLAT = 0.25
_MARK = 0.5


def mended(reading: Reading, strokes: Sequence[Stroke], em: float) -> Reading:
    """Gives a line its wide punctuation, its long dashes, and the blanks between its characters.

    Args:
        reading: The line, its places in the page's pixels.
        strokes: The rectangles of its ink in the page's pixels.
        em: Width of its Chinese characters, in pixels.
    """
    line = _Line(reading, strokes, em)
    if line.is_one_dash():
        # Alone in its line it is read as whatever it reminds of.
        sure, place = reading.mean, (line.runs[0].x0 + line.runs[0].x1) / 2
        return Reading("——", (sure, sure), (place, place))
    text = line.widened()
    characters: list[str] = []
    confidence: list[float] = []
    places: list[float] = []
    for index, character in enumerate(text):
        if line.blank_before(index):
            characters.append(" ")
            confidence.append(min(reading.confidence[index - 1 : index + 1]))
            places.append((reading.places[index - 1] + reading.places[index]) / 2)
        count = 2 if line.is_dash(index) else 1
        characters += ["—"] * count if count > 1 else [character]
        confidence += [reading.confidence[index]] * count
        places += [reading.places[index]] * count
    return Reading("".join(characters), tuple(confidence), tuple(places))


class _Line:
    def __init__(self, reading: Reading, strokes: Sequence[Stroke], em: float) -> None:
        self.text, self.places, self.em = reading.text, reading.places, em
        self.runs = runs_of(strokes)

    def widened(self) -> str:
        """The text with wide marks where the paper shows that they are wide."""
        text = list(self.text)
        for index, mark in enumerate(text):
            if mark in ",:;!?" and self._is_wide(index):
                text[index] = _WIDE[mark]
        for start, end in _pairs(self.text):
            if self._is_wide_pair(start, end):
                for index in (start, end):
                    text[index] = _WIDE.get(text[index], text[index])
        return "".join(text)

    def _is_wide(self, index: int) -> bool:
        before, after = self._neighbour(index, -1), self._neighbour(index, 1)
        paper = self._paper(index)
        if paper is not None and after:
            return sum(paper) >= _WIDE_PAPER + 0.2
        return _is_chinese(before) or before in _CLOSING

    def _is_wide_pair(self, start: int, end: int) -> bool:
        if self.text[start] == "（" or self.text[end] == "）":
            return True
        left = self._paper(start) if self._neighbour(start, -1) else None
        right = self._paper(end) if self._neighbour(end, 1) else None
        if left is None and right is None:
            return any(map(_is_chinese, self.text[start:end]))
        # Between two marks the paper may be either's.
        sure_left = left is not None and left[0] >= _WIDE_PAPER
        sure_right = right is not None and right[1] >= _WIDE_PAPER
        return sure_left or sure_right

    def _neighbour(self, index: int, step: int) -> str:
        """The next character that is no blank, or nothing at an end of the line."""
        index += step
        while 0 <= index < len(self.text):
            if not self.text[index].isspace():
                return self.text[index]
            index += step
        return ""

    def _paper(self, index: int) -> tuple[float, float] | None:
        """Paper left and right of a mark, in characters; None where its ink is not told apart."""
        number = self._run_at(self.places[index])
        if number is None or self.runs[number].x1 - self.runs[number].x0 > _MARK * self.em:
            return None
        run = self.runs[number]
        left = run.x0 - self.runs[number - 1].x1 if number else 0.0
        right = self.runs[number + 1].x0 - run.x1 if number + 1 < len(self.runs) else 0.0
        return left / self.em, right / self.em

    def _run_at(self, place: float) -> int | None:
        def distance(number: int) -> float:
            return max(self.runs[number].x0 - place, place - self.runs[number].x1, 0.0)

        nearest = min(range(len(self.runs)), key=distance, default=None)
        return nearest if nearest is not None and distance(nearest) <= _MARK * self.em else None

    def is_one_dash(self) -> bool:
        """Whether all that stands on the line is a dash of two characters' width."""
        return len(self.runs) == 1 and self._is_long(self.runs[0])

    def _is_long(self, run: Run) -> bool:
        return run.x1 - run.x0 >= _DASH * self.em and run.height <= _FLAT * self.em

    def is_dash(self, index: int) -> bool:
        """Whether a character is a dash of two characters' width."""
        if self.text[index] not in _DASHES or (number := self._run_at(self.places[index])) is None:
            return False
        # One that was read as two characters is two already.
        if self._neighbour(index, -1) in _DASHES or self._neighbour(index, 1) in _DASHES:
            return False
        return self._is_long(self.runs[number])

    def blank_before(self, index: int) -> bool:
        """Whether paper of a blank stands between two Chinese characters, or behind a list mark."""
        if not index:
            return False
        if index == 1 and self.text[0] in _LIST_MARKS:
            least = _MARK_BLANK
        elif _is_chinese(self.text[index]) and _is_chinese(self.text[index - 1]):
            least = _BLANK
        else:
            return False
        low, high = self.places[index - 1], self.places[index]
        gaps = (
            after.x0 - before.x1
            for before, after in zip(self.runs, self.runs[1:], strict=False)
            if low < (before.x1 + after.x0) / 2 < high
        )
        return max(gaps, default=0.0) >= least * self.em


def _is_chinese(character: str) -> bool:
    return bool(character) and "\u4e00" <= character <= "\u9fff"


def _pairs(text: str) -> list[tuple[int, int]]:
    """Places of the brackets that belong together; one alone is its own pair's end."""
    found, opened = [], []
    for index, character in enumerate(text):
        if character in "(（":
            opened.append(index)
        elif character in ")）":
            found.append((opened.pop() if opened else index, index))
    return found + [(index, index) for index in opened]
