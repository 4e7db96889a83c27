"""The zip around an Office document, opened with suspicion.

Sizes are checked before anything is unpacked, document types and entities are refused, depth and
number of elements are bounded: a 3 MB file can ask for 8 GB otherwise.
"""

from __future__ import annotations

import io
import posixpath
import zlib
from typing import TYPE_CHECKING
from zipfile import BadZipFile, LargeZipFile, ZipFile

from models.errors import UnreadableContract, UnreadableReason

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# The document part of a 200-page contract has 3 MB and 60 000 elements; these leave ten times.
_PART_LIMIT = 48_000_000
_ELEMENT_LIMIT = 600_000
_ENTRY_LIMIT = 20_000
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Files saved as "Strict Open XML" use other namespaces for the same things.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"),
    (b"openxmlformats.org/wordprocessingml/main", b"openxmlformats.org/wordprocessingml/2006/main"),
    (
        b"openxmlformats.org/officeDocument/relationships",
        b"openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"openxmlformats.org/drawingml/main", b"openxmlformats.org/drawingml/2006/main"),
)


class Package:
    """An opened Office document.

    Raises:
        UnreadableContract: DAMAGED, ENCRYPTED or TOO_LARGE, from every method.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (BadZipFile, LargeZipFile, ValueError, OSError, NotImplementedError):
            raise self._failure(UnreadableReason.DAMAGED) from None
        if len(infos) > _ENTRY_LIMIT:
            raise self._failure(UnreadableReason.TOO_LARGE)
        # The first of two entries with one name is what Word reads; zipfile would take the last.
        self._infos = {info.filename.lstrip("/"): info for info in reversed(infos)}

    def _failure(self, reason: UnreadableReason) -> UnreadableContract:
        return UnreadableContract(self._name, reason)

    def main_part(self) -> str:
        """Name of the document part."""
        for kind, target in self.relations("").values():
            if kind == "officeDocument":
                return target
        return "word/document.xml"

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relations of a part: id to (last word of the type, name of the target part)."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in [] if root is None else root.iter(_REL):
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/")
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", str(len(found)))] = (kind, target)
        return found

    def xml(self, part: str) -> Element | None:
        """The root element of a part, or None where there is no such part."""
        data = self.raw(part)
        return None if data is None else self._parse(data)

    def raw(self, part: str) -> bytes | None:
        """The bytes of a part, or None where there is no such part."""
        info = self._infos.get(part)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise self._failure(UnreadableReason.ENCRYPTED)
        if info.file_size > _PART_LIMIT:
            raise self._failure(UnreadableReason.TOO_LARGE)
        try:
            with self._zip.open(info) as stream:
                # The declared size may lie.
                data = stream.read(_PART_LIMIT + 1)
        except (BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError):
            raise self._failure(UnreadableReason.DAMAGED) from None
        if len(data) > _PART_LIMIT:
            raise self._failure(UnreadableReason.TOO_LARGE)
        return data

    def _parse(self, data: bytes) -> Element:
        from lxml import etree

        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            data = data.decode("utf-16", "replace").encode()
            data = data[data.find(b"?>") + 2 :] if data.startswith(b"<?xml") else data
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self._failure(UnreadableReason.DAMAGED)
        if data.count(b"<") - data.count(b"</") > _ELEMENT_LIMIT:
            raise self._failure(UnreadableReason.TOO_LARGE)
        if b"purl.oclc.org/ooxml/" in data:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            # The depth stays bounded at 256 elements, the text of one node at 10 MB.
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self._failure(UnreadableReason.DAMAGED) from None
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            raise self._failure(UnreadableReason.DAMAGED)
        return root
