"""What a file is, by its first bytes; its extension only decides what has no mark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from models.errors import UnreadableReason

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names inside a compound file are UTF-16; this one stands in the directory of an encrypted docx.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Streams of a compound file by what they make it; a document may hold a table and the reverse.
_STREAMS = tuple(
    (name.encode("utf-16-le"), kind)
    for name, kind in (
        ("WordDocument", "doc"),
        ("Workbook", "sheet"),
        ("PowerPoint Document", "slides"),
    )
)

# (first bytes, kind): the kinds have a name each in the catalogues, format.<kind>.
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x00\x00\x00\x0cjP  ", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
# What is in a zip tells what it is: (name of an entry that only this kind has, kind).
_IN_ZIP = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
    (b"word/", "docx"),
    (b"xl/", "sheet"),
    (b"ppt/", "slides"),
    (b"OFD.xml", "ofd"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
)
# Text-like formats, by a word near the beginning.
_MARKUP = (
    (b'progid="word.document"', "wordxml"),
    (b"schemas.microsoft.com/office/2006/xmlpackage", "wordxml"),
    (b"schemas.microsoft.com/office/word/2003/wordml", "wordxml"),
    (b"<uof:uof", "uof"),
    (b"schemas.uof.org", "uof"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
)
# Containers of pictures say what they hold behind four bytes of their own: (place, bytes, kind).
_INSIDE = (
    (8, b"WEBP", "image"),
    (4, b"ftyphei", "photo"),
    (4, b"ftyphev", "photo"),
    (4, b"ftypmif", "photo"),
    (4, b"ftypavif", "photo"),
)
# A PDF may begin anywhere in these (PDF Reference 1.7, appendix H, note 13); other kinds say what
# they are sooner.
_HEAD = 1024
# A text whose name promises a Word document: many programs write such. Four characters of ten of a
# contract are Chinese and more, of the source of a page or an RTF file hardly one.
_CHINESE = re.compile("[\u4e00-\u9fff]")
_CHINESE_SHARE = 0.3
_SAMPLE = 4096
_TEXT_SUFFIXES = {".txt", ".text", ".md", ".markdown", ".log", ""}
_OLE_KINDS = {".xls": "sheet", ".et": "sheet", ".ppt": "slides", ".dps": "slides"}
_SUFFIX_KINDS = {
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".rtf": "rtf",
    ".odt": "odt",
    ".ofd": "ofd",
    ".doc": "doc",
    ".wps": "doc",
    ".dot": "doc",
    ".wpt": "doc",
    ".uof": "uof",
    ".uot": "uof",
    ".et": "sheet",
    ".xlsx": "sheet",
    ".xls": "sheet",
    ".html": "html",
    ".htm": "html",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
    ".bmp": "image",
}


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a file is.

    Attributes:
        kind: ``txt``, ``docx``, ``pdf`` …; names an entry ``format.<kind>``.
        claimed: What its extension says it is, or None where that is unknown.
        problem: Why it can't be read whatever its kind, or None.
    """

    kind: str
    claimed: str | None
    problem: UnreadableReason | None = None

    @property
    def mismatch(self) -> bool:
        """Whether the extension names another kind than the content is."""
        return self.claimed is not None and self.claimed != self.kind


def sniff(data: bytes, name: str) -> Sniffed:
    """Tells what a file is by its bytes first, then by its extension."""
    suffix = PurePath(name).suffix.lower()
    claimed = "txt" if suffix in _TEXT_SUFFIXES - {""} else _SUFFIX_KINDS.get(suffix)
    if not data:
        return Sniffed(claimed or "txt", claimed, UnreadableReason.EMPTY)
    if data.startswith(_ZIP):
        return Sniffed(_zip_kind(data, claimed), claimed)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return Sniffed("docx", claimed, UnreadableReason.ENCRYPTED)
        return Sniffed(_ole_kind(data, suffix), claimed)
    for magic, kind in _MAGIC:
        # Two letters are weak evidence where the name says text.
        if data.startswith(magic) and (len(magic) > 2 or claimed != "txt"):
            return Sniffed(kind, claimed)
    for place, mark, kind in _INSIDE:
        if data.startswith(mark, place):
            return Sniffed(kind, claimed)
    head = data[:_HEAD].lower()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    if b"%pdf-" in head and claimed == "pdf":
        return Sniffed("pdf", claimed)
    if head.startswith(b"mime-version:") and claimed != "txt":
        return Sniffed("html", claimed)  # a web page as one file, which Word saves as .doc too
    for mark, kind in _MARKUP:
        if mark in head and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return Sniffed(kind, claimed)
    if claimed in ("txt", None) or claimed == "html":
        return Sniffed(claimed or "txt", claimed)
    if _is_chinese_text(data):
        return Sniffed("txt", claimed)
    # The name promises a format whose mark is not there: cut, or overwritten.
    return Sniffed(claimed, claimed, UnreadableReason.DAMAGED)


def may_hold_images(head: bytes) -> bool:
    """Whether a file that begins so may need recognition."""
    places = [(0, magic) for magic, kind in _MAGIC if kind == "image"]
    places += [(place, mark) for place, mark, kind in _INSIDE if kind == "image"]
    return b"%PDF" in head or any(head.startswith(mark, place) for place, mark in places)


def _is_chinese_text(data: bytes) -> bool:
    """Whether the bytes are the beginning of a Chinese text in a usual encoding."""
    from app.readers.decoding import NoText, decode

    try:
        text = "".join(decode(data[:_SAMPLE]).text.split())
    except NoText:
        return False
    return len(_CHINESE.findall(text)) > max(10, _CHINESE_SHARE * len(text))


def _ole_kind(data: bytes, suffix: str) -> str:
    """What a compound file is by its streams; where it has several kinds, its name decides."""
    held = [kind for stream, kind in _STREAMS if stream in data]
    named = _OLE_KINDS.get(suffix, "doc")
    return named if named in held or not held else held[0]


def _zip_kind(data: bytes, claimed: str | None) -> str:
    for entry, kind in _IN_ZIP:
        if entry in data:
            return kind
    return claimed if claimed in ("docx", "odt", "ofd", "sheet") else "archive"
