"""Which of many texts have some words: one search over all of them, not one a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Joined:
    """Texts in one, each on a line of its own.

    Attributes:
        text: The texts, parted by line feeds.
        starts: Where each begins.
    """

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Joined:
        """Joins texts."""
        lines = tuple(texts)
        starts = accumulate((len(line) + 1 for line in lines), initial=0)
        return cls("\n".join(lines), tuple(starts)[: len(lines)])

    def holding(self, *words: str) -> frozenset[int]:
        """The texts that have at least one of some words, by their index."""
        found = set()
        for word in words:
            place = self.text.find(word)
            while place >= 0:
                index = bisect_right(self.starts, place)
                found.add(index - 1)
                place = self.text.find(word, self.starts[index]) if index < len(self.starts) else -1
        return frozenset(found)

    def mentioning(self, pattern: re.Pattern[str]) -> frozenset[int]:
        """The texts in which a pattern may be found, by their index; in all others it is not.

        A match that runs on over the end of its text counts too: who asks looks closer.
        """
        if _looks_at_ends(pattern):
            return frozenset(range(len(self.starts)))
        found, index = set(), 0
        while index < len(self.starts):
            match = pattern.search(self.text, self.starts[index])
            if match is None:
                break
            index = bisect_right(self.starts, match.start())
            found.add(index - 1)
        return frozenset(found)


# An anchor, or what must not stand beside a match and could be the next text's words.
_ENDS = re.compile(r"(?<![\[\\])[\^$]|\(\?<?![^)]*\[\^")


@cache
def _looks_at_ends(pattern: re.Pattern[str]) -> bool:
    """Whether a pattern looks at where a text begins or ends, and has to be tried in each."""
    return _ENDS.search(pattern.pattern) is not None
