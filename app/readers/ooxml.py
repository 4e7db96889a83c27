"""Names and small questions of WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# A label that the file itself gives as text (RTF), in the properties of a paragraph of ours.
LABEL = "{urn:leasediff}label"

_OFF = {"0", "false", "off"}


@dataclass(frozen=True, slots=True)
class Revisions:
    """Which side of tracked changes is read.

    Attributes:
        kept: Local names of the elements whose content is read.
        dropped: Those whose content is not; in the properties of a paragraph's end or of a row
            they take that away.
        dropped_cell: The one that takes a cell away.
    """

    kept: tuple[str, str]
    dropped: tuple[str, str]
    dropped_cell: str

    def drops(self, properties: Element | None) -> bool:
        """Whether the properties of a paragraph's end or of a row take it away."""
        return any(child(properties, name) is not None for name in self.dropped)

    def keeps(self, properties: Element | None) -> bool:
        """Whether the properties mark a change that is read as made."""
        return any(child(properties, name) is not None for name in self.kept)


_ADDED, _TAKEN = ("ins", "moveTo"), ("del", "moveFrom")
AS_ACCEPTED = Revisions(_ADDED, _TAKEN, "cellDel")
AS_ORIGINAL = Revisions(_TAKEN, _ADDED, "cellIns")


def value(element: Element | None, default: str | None = None) -> str | None:
    """The ``w:val`` of an element."""
    return default if element is None else element.get(f"{W}val", default)


def number(element: Element | None) -> int | None:
    """The ``w:val`` of an element as a number."""
    try:
        return int(value(element) or "")
    except ValueError:
        return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of local names in the main namespace."""
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def switch(element: Element | None) -> bool | None:
    """A toggle property: None where it is absent."""
    return None if element is None else (value(element) or "1").lower() not in _OFF


def children(element: Element) -> Iterator[Element]:
    """The child elements; of alternative content, only the branch that is read.

    Word's newer branch comes first; where it holds nothing that can be read, the older one is.
    """
    for node in element:
        if not isinstance(node.tag, str):
            continue
        if node.tag != f"{MC}AlternateContent":
            yield node
            continue
        branches = [b for b in node if b.tag in (f"{MC}Choice", f"{MC}Fallback")]
        chosen = next((b for b in branches if _has_text(b)), branches[0] if branches else None)
        if chosen is not None:
            yield from children(chosen)


def _has_text(element: Element) -> bool:
    return next(element.iter(f"{W}t", f"{W}sym", f"{M}t"), None) is not None
