"""Names of OpenDocument, and small questions about its elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BASE = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT = f"{_BASE}text:1.0}}"
TABLE = f"{_BASE}table:1.0}}"
OFFICE = f"{_BASE}office:1.0}}"
STYLE = f"{_BASE}style:1.0}}"
DRAW = f"{_BASE}drawing:1.0}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
LO = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"


def count(element: Element, name: str, default: int = 1) -> int:
    """A number among the attributes."""
    try:
        return int(element.get(name, ""))
    except ValueError:
        return default


def local(element: Element) -> str:
    """The element's name without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
