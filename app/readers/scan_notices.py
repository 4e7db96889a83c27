"""What of recognised pages is doubtful, in notices by page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.readers.page_furniture import page_list
from app.readers.scan import ScannedPage
from models.document import Notice, Severity
from models.message import Message

# Of 149 figures in tables at 150 dpi one was wrong, at 100 dpi 56.
_LEAST_DPI = 120.0
# Good scans of the samples have 0.98 to 1.0, one in which every 20th character is wrong 0.9.
_LEAST_CONFIDENCE = 0.93


def scan_notices(pages: Sequence[ScannedPage]) -> tuple[Notice, ...]:
    """The notices of a file's recognised pages.

    Args:
        pages: Those that were recognised.
    """
    sure = [page.confidence for page in pages if page.confidence is not None]
    if not pages:
        return ()
    found = [
        _notice(
            "recognised",
            Severity.INFO,
            pages,
            count=len(pages),
            confidence=f"{100 * sum(sure) / len(sure):.1f}" if sure else "0",
        )
    ]
    for kind, doubted in (
        ("damaged_pages", [page for page in pages if page.damaged]),
        ("low_resolution", [page for page in pages if page.dpi < _LEAST_DPI]),
        ("gray_seal", [page for page in pages if page.gray_seals]),
        ("low_confidence", [p for p in pages if (p.confidence or 1) < _LEAST_CONFIDENCE]),
        ("illegible", [page for page in pages if page.illegible]),
        ("blank_page", [page for page in pages if page.confidence is None]),
    ):
        if doubted:
            severity = Severity.INFO if kind == "blank_page" else Severity.WARNING
            count = sum(page.illegible for page in doubted)
            found.append(_notice(kind, severity, doubted, count=count))
    return tuple(found)


def _notice(
    kind: str, severity: Severity, pages: Iterable[ScannedPage], **params: object
) -> Notice:
    numbers = [page.content.number for page in pages]
    message = Message.of(f"scan.{kind}", pages=page_list(numbers), **params)
    return Notice(f"reading.{kind}", severity, message, min(numbers))
