"""What is drawn on a PDF page besides text: rules, and how much of it images cover."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

# A rule is at most this thick: Word's thickest border is 6 pt, tables of contracts have up to 3.
_THICK = 3.0
# A rule is at least this long: the height of a row of 5 pt type.
_LONG = 5.0
# More paths than that are a drawing, not a table: the densest page of tables had 300.
_PATH_LIMIT = 20_000
_DEPTH_LIMIT = 4

# Text render modes of the PDF format: invisible, and used to clip only.
HIDDEN_MODES = (3, 7)

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)
Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page, in the page's own points (origin bottom left, y upwards).

    Attributes:
        rules: Thin rectangles (x0, y0, x1, y1).
        images: The rectangles of images.
        shapes: How many other shapes there are: letters drawn as curves, say.
        hidden_text: Whether some text is drawn invisibly.
    """

    rules: tuple[Rect, ...] = ()
    images: tuple[Rect, ...] = ()
    shapes: int = 0
    hidden_text: bool = False


def drawing(page: Any) -> Drawing:
    """Collects the rules and images of a page of pypdfium2."""
    import pypdfium2.raw as pdfium

    rules: list[Rect] = []
    images: list[Rect] = []
    hidden, shapes = False, 0
    for number, (kind, item, matrix) in enumerate(_objects(pdfium, page.raw)):
        if number > _PATH_LIMIT:
            break
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            found = list(_rules(pdfium, item, matrix))
            rules.extend(found)
            shapes += not found
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            images.append(_bounds(pdfium, item, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(item)
            hidden |= mode in HIDDEN_MODES
    return Drawing(tuple(rules), tuple(images), shapes, hidden)


def _objects(pdfium: Any, page: Any) -> Iterator[tuple[int, Any, _Matrix]]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        yield from _inside(pdfium, item, _IDENTITY, 0)


def _inside(
    pdfium: Any, item: Any, matrix: _Matrix, depth: int
) -> Iterator[tuple[int, Any, _Matrix]]:
    """An object, or what stands in it if it is a form, which WPS wraps pages in."""
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield kind, item, matrix
        return
    if depth == _DEPTH_LIMIT:
        return
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, byref(own))
    inner = _multiply((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    for index in range(pdfium.FPDFFormObj_CountObjects(item)):
        child = pdfium.FPDFFormObj_GetObject(item, index)
        yield from _inside(pdfium, child, inner, depth + 1)


def _multiply(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _rectangle(points: list[tuple[float, float]]) -> Rect:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _bounds(pdfium: Any, item: Any, matrix: _Matrix) -> Rect:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium.FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top))
    corners = ((x.value, y.value) for x in (left, right) for y in (bottom, top))
    return _rectangle([_apply(matrix, x, y) for x, y in corners])


def _rules(pdfium: Any, item: Any, matrix: _Matrix) -> Iterator[Rect]:
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke))
    if not (fill.value or stroke.value) or not _visible(pdfium, item, stroked=bool(stroke.value)):
        return
    bounds = _bounds(pdfium, item, matrix)
    if _thin(bounds):
        yield bounds
        return
    own = pdfium.FS_MATRIX()
    if pdfium.FPDFPageObj_GetMatrix(item, byref(own)):
        matrix = _multiply((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    for outline in _outlines(pdfium, item):
        corners = [_apply(matrix, x, y) for x, y in outline]
        if stroke.value:
            sides = [_rectangle([a, b]) for a, b in pairwise(corners)]
        else:
            # All borders of a table may be one path of thin filled rectangles.
            sides = [_rectangle(corners)]
        yield from filter(_thin, sides)


def _visible(pdfium: Any, item: Any, *, stroked: bool) -> bool:
    """Whether a path shows; white ones are drawn over shaded cells and mean no border."""
    red, green, blue, alpha = (c_uint() for _ in range(4))
    get = pdfium.FPDFPageObj_GetStrokeColor if stroked else pdfium.FPDFPageObj_GetFillColor
    if not get(item, byref(red), byref(green), byref(blue), byref(alpha)):
        return True
    return bool(alpha.value) and min(red.value, green.value, blue.value) < 250


def _thin(rectangle: Rect) -> bool:
    x0, y0, x1, y1 = rectangle
    return min(x1 - x0, y1 - y0) <= _THICK and max(x1 - x0, y1 - y0) >= _LONG


def _outlines(pdfium: Any, item: Any) -> list[list[tuple[float, float]]]:
    """The corners of the pieces of a path, in its own coordinates."""
    found: list[list[tuple[float, float]]] = []
    x, y = c_float(), c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(item), _PATH_LIMIT)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        if not found or pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            found.append([])
        found[-1].append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            found[-1].append(found[-1][0])
    return found
