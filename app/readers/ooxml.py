"""Names and small questions of WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_OFF = {"0", "false", "off"}


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
