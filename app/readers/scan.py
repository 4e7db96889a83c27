"""Pages without text: from the image of a page to what stands on it.

A page is turned straight, its rules are found and erased, its seals are lifted, its lines are
found, mended by their ink and read. What comes out is the same as of a page with text, so that one
layout makes paragraphs and tables of both.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from statistics import mean, median

from app.jobs import PageReport
from app.readers.page import PageContent, TextLine
from app.readers.recognise import Engine, Reading, engine, shared_out
from app.readers.scan_figures import InkedLine, held_against_ink
from app.readers.scan_image import Mask, PageImage, Pixels, ink, skew, turned
from app.readers.scan_ink import runs_of
from app.readers.scan_lines import Piece, pieces
from app.readers.scan_rules import find_rules
from app.readers.scan_text import mended
from app.readers.seals import colourless, gray_seals, lift_seals
from models.document import Box

# Readings below this say nothing: of the samples' printed lines none was below 0.6, of ornaments,
# signatures and specks none above 0.5.
_ILLEGIBLE = 0.4
# Of 255. The back of a scanned sheet varies by its noise, the palest print of the samples by 90.
_BLANK = 24
# A page on its side has boxes that stand.
_STANDING = 0.6
# Upright print is read with 0.95 and more, print upside down with 0.7 at most.
_UPRIGHT = 0.85

# Wide marks whose ink stands at the end or the beginning of their room, and what they leave free.
_OPENING = frozenset("（《〈“‘「『【〔")
_ENDING = frozenset("，。、；：！？）》〉”’」』】〕")
_UNFILLED = 0.55

# A justified line of few characters is set wide: what is on it is no larger than its ink by more.
_AS_HIGH = 1.05

_Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A recognised page.

    Attributes:
        content: What stands on it.
        dpi: The resolution of the image that the file holds.
        gray_seals: How many seals could not be lifted.
        illegible: How many lines of ink could not be read: writing by hand, drawings.
        confidence: Mean confidence of its characters; None of an empty page.
        damaged: Whether parts of its image could not be unpacked.
    """

    content: PageContent
    dpi: float
    gray_seals: int
    illegible: int
    confidence: float | None
    damaged: bool = False


def recognise_pages(
    images: Iterable[PageImage], count: int, report: PageReport
) -> list[ScannedPage]:
    """Recognises pages, as many at a time as there are cores.

    Args:
        images: The pages; each is drawn when there is somebody free for it.
        count: How many they are.
        report: Told of every page that is done.
    """
    if not count:
        return []
    together, threads = shared_out(count)
    done: list[ScannedPage] = []
    report(0, count)
    with ThreadPoolExecutor(together, thread_name_prefix="page") as pool:
        under_way: deque[Future[ScannedPage]] = deque()

        def finish() -> None:
            done.append(under_way.popleft().result())
            report(len(done), count)

        for image in images:
            under_way.append(pool.submit(recognise_page, image, threads))
            if len(under_way) > together:
                finish()
        while under_way:
            finish()
    return done


def recognise_page(image: PageImage, threads: int) -> ScannedPage:
    """Recognises a page, whichever way it lies.

    Args:
        image: The page.
        threads: How many work on it.
    """
    import numpy as np

    if int(image.pixels.max()) - int(image.pixels.min()) < _BLANK:
        # The engine takes a second to load and two for a page, with ink or without.
        empty = PageContent(image.number, image.width, image.height, (), recognised=True)
        return ScannedPage(empty, image.dpi, 0, 0, None, image.damaged)
    networks = engine(threads)
    straight, askew, found = _straightened(image.pixels, networks)
    quarters = 0
    standing = sum(y1 - y0 > 1.5 * (x1 - x0) for x0, y0, x1, y1 in found)
    if standing > _STANDING * len(found):
        quarters = 1
        straight, askew, found = _straightened(
            np.ascontiguousarray(np.rot90(image.pixels, -1)), networks
        )
    upright = _Upright(image, straight, askew, quarters)
    page = _recognised(upright, found, networks)
    if page.confidence is None or page.confidence >= _UPRIGHT:
        return page
    height, width = straight.shape[:2]
    over = [(width - x1, height - y1, width - x0, height - y0) for x0, y0, x1, y1 in found]
    turned_over = np.ascontiguousarray(straight[::-1, ::-1])
    other = _recognised(_Upright(image, turned_over, askew, quarters + 2), over, networks)
    return max(page, other, key=lambda page: page.confidence or 0.0)


@dataclass(frozen=True, slots=True)
class _Upright:
    """A page turned straight by its skew, in degrees, and upright by quarters, clockwise."""

    image: PageImage
    pixels: Pixels
    skew: float
    quarters: int


def _straightened(pixels: Pixels, networks: Engine) -> tuple[Pixels, float, list[_Edges]]:
    """The page without its skew, the skew in degrees, and the boxes of its lines."""
    askew = skew(ink(pixels.min(axis=2)))
    straight = turned(pixels, askew)
    plain, _ = lift_seals(straight)
    return straight, askew, networks.find(plain)


def _recognised(page: _Upright, found: Sequence[_Edges], networks: Engine) -> ScannedPage:
    """Recognises a page by the boxes of its lines."""
    image, pixels = page.image, page.pixels
    width, height = (image.width, image.height)[:: -1 if page.quarters % 2 else 1]
    points = width / pixels.shape[1]
    # Rules are sought before seals are lifted, which pales them; arcs of seals are none.
    rules = find_rules(ink(pixels[:, :, 0]), points)
    plain, _ = lift_seals(pixels)
    printed = ink(plain)
    erased = _grown(rules.mask)
    clean = plain.copy()
    clean[erased] = _paper(plain)
    lines = pieces(found, printed & ~erased, points, rules.horizontal, rules.vertical)
    texts, illegible = _legible(_read(clean, lines, networks))
    content = PageContent(
        image.number,
        width,
        height,
        tuple(_text_line(line, reading, em, points) for line, reading, em in texts),
        rules.horizontal,
        rules.vertical,
        recognised=True,
        turned=page.quarters % 4,
        skew=page.skew,
    )
    seals = gray_seals(printed, 72 / points) if colourless(pixels) else 0
    sure = [value for _, reading, _ in texts for value in reading.confidence]
    confidence = mean(sure) if sure else None
    return ScannedPage(content, image.dpi, seals, illegible, confidence, image.damaged)


def _grown(mask: Mask) -> Mask:
    import cv2
    import numpy as np

    grown: Mask = cv2.dilate(mask.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    return grown


def _paper(gray: Pixels) -> int:
    import numpy as np

    return round(float(np.median(gray)))


def _read(
    gray: Pixels, lines: Sequence[Piece], networks: Engine
) -> list[tuple[Piece, Reading, float]]:
    """Reads the lines, each with a little paper around.

    Returns:
        Each with what it says and the size of its Chinese characters, in pixels.
    """
    if not lines:
        return []
    usual = median(line.height for line in lines)
    crops = [_crop(gray, line, usual) for line in lines]
    readings = networks.read([crop for crop, _ in crops])
    placed = [
        Reading(reading.text, reading.confidence, tuple(left + x for x in reading.places))
        for reading, (_, left) in zip(readings, crops, strict=True)
    ]
    pitches = [_pitch(reading) for reading in placed]
    common = median([pitch for pitch in pitches if pitch] or [usual / 0.9])
    found = []
    for line, reading, pitch in zip(lines, placed, pitches, strict=True):
        em = pitch or min(max(line.height / 0.9, 0.7 * common), 2 * common)
        size = min(em, max(_AS_HIGH * line.height, common))
        found.append((line, mended(reading, line.strokes, em), size, em))
    inked = [InkedLine(reading, runs_of(line.strokes), em) for line, reading, _, em in found]
    return [
        (line, reading, size)
        for (line, _, size, _), reading in zip(found, held_against_ink(inked), strict=True)
    ]


def _crop(gray: Pixels, line: Piece, usual: float) -> tuple[Pixels, float]:
    """The image of a line and its left edge; a dash gets the height of a letter."""
    least = max(0.0, 0.9 * usual - line.height) / 2
    margin = 0.15 * max(line.height, 0.9 * usual)
    top = max(0, round(line.y0 - least - margin))
    bottom = round(line.y1 + least + margin)
    left, right = max(0, round(line.x0 - 2 * margin)), round(line.x1 + 2 * margin)
    return gray[top:bottom, left:right], float(left)


def _pitch(reading: Reading) -> float | None:
    """From one Chinese character of a line to the next; None where there are few."""
    steps = [
        after - before
        for a, b, before, after in zip(
            reading.text, reading.text[1:], reading.places, reading.places[1:], strict=False
        )
        if "\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff"
    ]
    if len(steps) < 2:
        return None
    # Places are known to a sixth of a character; their mean is exact, but for blanks between.
    usual = median(steps)
    # Of two steps that are quite unlike, neither is near their middle.
    close = [step for step in steps if 0.7 * usual <= step <= 1.4 * usual]
    return mean(close) if close else None


def _legible(
    texts: Sequence[tuple[Piece, Reading, float]],
) -> tuple[list[tuple[Piece, Reading, float]], int]:
    """The lines that say something, and how many there are that do not."""
    spoken = [text for text in texts if text[1].text.strip()]
    legible = [text for text in spoken if text[1].mean >= _ILLEGIBLE]
    return legible, len(spoken) - len(legible)


def _text_line(line: Piece, reading: Reading, em: float, points: float) -> TextLine:
    spare = max(0.0, 0.8 * em - line.height) / 2
    # The box is that of the characters, not of their ink: wide marks fill half of their room, and
    # whether a line is full tells where its paragraph ends.
    text = reading.text.strip()
    before = _UNFILLED * em if text[0] in _OPENING else 0.0
    after = _UNFILLED * em if text[-1] in _ENDING else 0.0
    edges = (line.x0 - before, line.y0 - spare, line.x1 + after, line.y1 + spare)
    box = Box(*(round(edge * points, 1) for edge in edges))
    return TextLine(reading.text, box, round(em * points, 1), reading.confidence)
