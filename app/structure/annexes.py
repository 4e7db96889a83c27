"""Tells the headings of annexes from the entries of the list of annexes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.text.labels import AnnexLine, Labelled, annex_line

# An entry of a list of annexes is a title, not a clause: longest in the samples, 46 code points.
_ENTRY_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Annexes:
    """What the annex lines of a document are.

    Attributes:
        heads: The lines that head an annex, by block.
        listed: The blocks that are the list of annexes, its own heading included.
        entries: The annexes that the list names, as written.
    """

    heads: Mapping[int, AnnexLine]
    listed: frozenset[int]
    entries: tuple[str, ...]


def find_annexes(
    texts: Sequence[str],
    filled: Sequence[int],
    labels: Mapping[int, Labelled],
    first_label: int,
    is_signature: Callable[[int], bool],
) -> Annexes:
    """Finds the annexes.

    A list is a run of annex lines with nothing between them, or ``附件：`` with numbered titles
    below it. Its last entry may already be the first annex: then its number starts again. A line
    alone heads an annex unless the signature page follows, or the end.

    Args:
        texts: Texts of all blocks, empty for tables.
        filled: The blocks with content, in order.
        labels: The labels of the paragraphs.
        first_label: The first labelled block; what stands above it is no annex.
        is_signature: Whether signatures begin at a block.
    """
    return _Finder(texts, filled, labels, first_label, is_signature).find()


class _Finder:
    def __init__(
        self,
        texts: Sequence[str],
        filled: Sequence[int],
        labels: Mapping[int, Labelled],
        first_label: int,
        is_signature: Callable[[int], bool],
    ) -> None:
        self.texts = texts
        self.filled = filled
        self.labels = labels
        self.first_label = first_label
        self.is_signature = is_signature
        self.lines = {
            i: line
            for i in filled
            if i > first_label and texts[i] and (line := annex_line(texts[i]))
        }
        # The last line of each label: what is named again further down is not yet the annex.
        self.last_of = {_key(line): i for i, line in self.lines.items() if line.number is not None}
        self.heads: dict[int, AnnexLine] = {}
        self.listed: set[int] = set()
        self.entries: dict[int, str] = {}

    def find(self) -> Annexes:
        run: list[int] = []
        signed = False
        for position, index in enumerate(self.filled):
            signed = signed or (index > self.first_label and self.is_signature(index))
            if index not in self.lines or index in self.listed:
                continue
            run.append(index)
            following = self.filled[position + 1] if position + 1 < len(self.filled) else None
            if following in self.lines:
                if self.lines[index].number is not None and self._restarts(run):
                    self.heads[index] = self.lines[index]
                    run = []
                continue
            if len(run) == 1 and self._lists_below(position):
                run = []
                continue
            self._decide(run, following, signed=signed)
            run = []
        entries = tuple(self.entries[i] for i in sorted(self.entries))
        return Annexes(self.heads, frozenset(self.listed), entries)

    def _decide(self, run: Sequence[int], following: int | None, *, signed: bool) -> None:
        """Takes a run of annex lines, that ends before the block ``following``, apart."""
        last = run[-1]
        line = self.lines[last]
        # Before the contract is signed, the signature page closes a list; afterwards the parties
        # below an annex's heading open that annex.
        ends = following is None or (not signed and self.is_signature(following))
        if line.number is None:
            is_head = not ends and signed and len(run) == 1
        else:
            elsewhere = self.last_of[_key(line)] > last
            a_list = len(run) > 1 and not self._restarts(run) and not signed
            is_head = not elsewhere and not ends and not a_list
        for entry in run[:-1]:
            # After the signatures a bare heading is an annex whose content is not there.
            bare = signed and self.lines[entry].number is not None
            if bare and self.last_of[_key(self.lines[entry])] == entry and not self.listed:
                self.heads[entry] = self.lines[entry]
            else:
                self._list(entry)
        if is_head:
            self.heads[last] = line
        else:
            self._list(last)

    def _list(self, index: int) -> None:
        self.listed.add(index)
        if self.lines[index].number is not None or self.lines[index].title:
            self.entries[index] = self.texts[index]

    def _restarts(self, run: Sequence[int]) -> bool:
        """Whether the last line of a run repeats a label of the run: the list is over."""
        return _key(self.lines[run[-1]]) in {_key(self.lines[i]) for i in run[:-1]}

    def _lists_below(self, position: int) -> bool:
        """Whether ``附件：`` heads numbered titles that are followed by annexes or the end."""
        head = self.filled[position]
        if self.lines[head].number is not None or self.lines[head].title:
            return False
        below: list[int] = []
        for index in self.filled[position + 1 :]:
            cut = self.labels.get(index)
            expected = (len(below) + 1,)
            if cut is None or cut.number is None or cut.number.values != expected:
                break
            if len(cut.rest) > _ENTRY_LIMIT or "。" in cut.rest:
                break
            below.append(index)
        after = self.filled[position + 1 + len(below) :]
        if not below or (after and after[0] not in self.lines and not self.is_signature(after[0])):
            return False
        self.listed.update((head, *below))
        for index in below:
            number = len(self.entries) + 1
            self.entries[index] = f"{self.lines[head].label}{number}：{self.labels[index].rest}"
        return True


def _key(line: AnnexLine) -> tuple[str, int | None, str]:
    """What tells annexes apart: 附件一 is 附件1, but 附录1 and 附件1-1 are others."""
    return line.label[:2], line.number, line.sub
