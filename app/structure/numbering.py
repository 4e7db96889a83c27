"""Where a numbered paragraph belongs: the open levels of a section and the next number of each.

A label alone does not say its depth: ``1、`` may stand below ``第八条``, below ``一、``, or inside
another ``4、``. What decides is which open level expects that number next.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.clause import ClauseNumber, NumberStyle

# Styles that nothing but a chapter may stand above.
_TOP = (NumberStyle.CHAPTER, NumberStyle.ARTICLE)
# Styles that recognition and careless typing confuse: 13、 in a row of 12. and 14.
_ALIKE = {
    NumberStyle.ARABIC: (NumberStyle.DOTTED,),
    NumberStyle.DOTTED: (NumberStyle.ARABIC,),
    NumberStyle.CHINESE_PAREN: (NumberStyle.CHINESE,),
    NumberStyle.CHINESE: (NumberStyle.CHINESE_PAREN,),
}


@dataclass(slots=True)
class Level:
    """One open level.

    Attributes:
        number: The number of its latest clause; None for a heading without a number.
        clause: Index of that clause.
        attaches: Whether a paragraph without a label below belongs to it: it is a heading.
        outline: The outline level that the file gives it, or None.
    """

    number: ClauseNumber | None
    clause: int
    attaches: bool
    outline: int | None = None


class OpenLevels:
    """The levels that are open while a section is read, outermost first."""

    def __init__(self, floor: int = 0) -> None:
        """Opens none.

        Args:
            floor: How many outer levels stay open whatever comes (an annex's own heading).
        """
        self.levels: list[Level] = []
        self.floor = floor
        self._interrupted = False

    def place(self, number: ClauseNumber, *, sure: bool) -> ClauseNumber | None:
        """Closes the levels that ``number`` ends, so that it can be pushed.

        Args:
            number: The label as the grammar read it.
            sure: False where only its place in a sequence can make it a label.

        Returns:
            The number, with the style of the level it joins; None where it is no label after all.
        """
        joined = self._joins(number, sure)
        if joined is not None:
            style = self.levels[joined].number
            del self.levels[joined:]
            if style is not None and style.style is not number.style and len(number.values) == 1:
                return ClauseNumber(style.style, number.values, number.label)
            return number
        if not (sure or self._is_first_child(number)) or self._is_stray(number):
            return None
        self._close_for_new(number)
        return number

    def push(
        self,
        number: ClauseNumber | None,
        clause: int,
        *,
        attaches: bool,
        outline: int | None = None,
    ) -> None:
        """Opens a level below the innermost."""
        self._interrupted = False
        self.levels.append(Level(number, clause, attaches, outline))

    def interrupt(self) -> None:
        """Notes that a paragraph without a label stands behind the latest clause."""
        self._interrupted = True

    def close(self) -> None:
        """Closes all levels but the floor."""
        del self.levels[self.floor :]

    def place_title(self, outline: int | None = None) -> None:
        """Closes the levels that a heading without a number ends: it joins one like it.

        Args:
            outline: Its outline level where the file gives one: it ends those as deep and deeper.
        """
        for index, level in enumerate(self.levels[self.floor :], self.floor):
            if outline is not None and level.outline is not None:
                joins = level.outline >= outline
            else:
                joins = level.number is None
            if joins:
                del self.levels[index:]
                return
        while len(self.levels) > self.floor and not self.levels[-1].attaches:
            self.levels.pop()

    def owner(self) -> int | None:
        """The clause that a paragraph without a label belongs to: the nearest heading's."""
        for level in reversed(self.levels):
            if level.attaches:
                return level.clause
        return None

    @property
    def innermost(self) -> int | None:
        """The clause of the innermost level."""
        return self.levels[-1].clause if self.levels else None

    def _joins(self, number: ClauseNumber, sure: bool) -> int | None:
        """The open level that the number continues."""
        if number.style is NumberStyle.BULLET:
            return self._innermost_of(number.style)
        if number.style is NumberStyle.DOTTED and len(number.values) > 1:
            return self._joins_dotted(number, sure)
        value = number.values[0]
        styles = (number.style, *_ALIKE.get(number.style, ()))
        for wanted in styles:
            for index in range(len(self.levels) - 1, -1, -1):
                if self._expects(index, wanted, value):
                    return index
        if not sure:
            return None
        if number.style in _TOP:
            return self._innermost_of(number.style)
        innermost = self._innermost_of(number.style)
        if value != 1:
            # A gap or a repeated number (misread, or a clause struck by hand): it goes on.
            return innermost
        # A new 1 opens a list inside the clause above ("4、付款方式" and below it "1、"), or, where
        # a paragraph came between, a second list beside the first.
        beside = innermost is not None and not self.levels[innermost].attaches
        return innermost if beside and self._interrupted else None

    def _expects(self, index: int, style: NumberStyle, value: int) -> bool:
        number = self.levels[index].number
        return (
            number is not None
            and number.style is style
            and len(number.values) == 1
            and number.values[0] + 1 == value
        )

    def _innermost_of(self, style: NumberStyle) -> int | None:
        for index in range(len(self.levels) - 1, -1, -1):
            number = self.levels[index].number
            if number is not None and number.style is style and len(number.values) <= 1:
                return index
        return None

    def _joins_dotted(self, number: ClauseNumber, sure: bool) -> int | None:
        depth = len(number.values)
        for index in range(len(self.levels) - 1, -1, -1):
            open_number = self.levels[index].number
            if open_number is None or open_number.style is not NumberStyle.DOTTED:
                continue
            if len(open_number.values) != depth or open_number.values[:-1] != number.values[:-1]:
                continue
            if sure or open_number.values[-1] + 1 == number.values[-1]:
                return index
        return None

    def _is_first_child(self, number: ClauseNumber) -> bool:
        """Whether an unsure number begins a list below the level that it names: 12.1 below 12."""
        if number.values[-1] != 1 or len(number.values) < 2:
            return False
        return self._parent_of(number) is not None

    def _is_stray(self, number: ClauseNumber) -> bool:
        """Whether a dotted number fits nothing that is open: "12.31 …" is a date or a quantity."""
        if len(number.values) < 2 or number.values[-1] == 1 or self._parent_of(number) is not None:
            return False
        return not any(
            level.number is not None and len(level.number.values) > 1 for level in self.levels
        )

    def _parent_of(self, number: ClauseNumber) -> int | None:
        prefix = number.values[:-1]
        for index in range(len(self.levels) - 1, -1, -1):
            open_number = self.levels[index].number
            if open_number is not None and open_number.values == prefix:
                return index
        return None

    def _close_for_new(self, number: ClauseNumber) -> None:
        """Closes what a new level can't stand below."""
        if number.style in _TOP:
            chapters = [
                i
                for i, level in enumerate(self.levels)
                if level.number is not None
                and level.number.style is NumberStyle.CHAPTER
                and number.style is NumberStyle.ARTICLE
            ]
            del self.levels[chapters[0] + 1 if chapters else self.floor :]
        elif number.style is NumberStyle.DOTTED and len(number.values) > 1:
            parent = self._parent_of(number)
            if parent is not None:
                del self.levels[parent + 1 :]
                return
            while self.levels and self._not_above(self.levels[-1].number, number):
                self.levels.pop()

    @staticmethod
    def _not_above(open_number: ClauseNumber | None, number: ClauseNumber) -> bool:
        """Whether an open level can't stand above a dotted number of that depth."""
        return (
            open_number is not None
            and open_number.style is NumberStyle.DOTTED
            and len(open_number.values) >= len(number.values)
        )
