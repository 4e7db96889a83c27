"""The recognition engine: where text stands in an image, and what a line of it says.

RapidOCR brings the models inside its wheel and runs them with onnxruntime, without a network. Its
two networks are called one by one here: between them boxes are mended, and of the second we need
the confidence and the place of every character, not of the line. Its classifier of angles is left
out: it turns good lines upside down.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from app.readers.scan_image import Pixels
from app.resources import lexicon

if TYPE_CHECKING:
    import numpy as np

# A network takes a page to 1.7 times the speed with two threads, and beyond four it is too small to
# share; several pages at a time use all cores better, where there are several.
_MOST_THREADS = 4
# Each page under way holds 150 MB beside the networks.
_MOST_PAGES = 8
# Lines are found as well on a smaller picture, in half the time; they are read at full size.
_FINDING_SIDE = 1280
_LINE_HEIGHT = 48
# The second network reads several lines at a time, padded to the longest of them.
_BATCH = 4
_PADDING = 1.15


_LOADING = Lock()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says.

    Attributes:
        text: Its characters.
        confidence: Of each code point, from 0 to 1.
        places: Middle of each code point, in pixels from the left of the line's image.
    """

    text: str
    confidence: tuple[float, ...]
    places: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Mean confidence, 0.0 of an empty line."""
        return sum(self.confidence) / len(self.confidence) if self.confidence else 0.0


def engine(threads: int) -> Engine:
    """The engine of this process; loading it takes a second.

    Args:
        threads: How many work on one page.
    """
    with _LOADING:
        return _engine(threads)


@cache
def _engine(threads: int) -> Engine:
    return Engine(threads)


def shared_out(pages: int) -> tuple[int, int]:
    """How many pages to recognise at a time, and with how many threads each.

    Args:
        pages: How many there are.
    """
    cores = max(1, os.cpu_count() or 1)
    together = max(1, min(pages, cores, _MOST_PAGES))
    return together, max(1, min(_MOST_THREADS, cores // together))


@contextmanager
def _no_network() -> Iterator[None]:
    """Keeps the libraries of the engine off the network.

    onnxruntime 1.31 sends telemetry to its makers from where it is imported on, unless it is told
    not to before that. The engine can fetch models, which nothing here asks it for, with a library
    that opens a socket to see whether there is IPv6.
    """
    import socket

    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    before, socket.has_ipv6 = socket.has_ipv6, False
    try:
        import onnxruntime

        onnxruntime.disable_telemetry_events()
        yield
    finally:
        socket.has_ipv6 = before


class Engine:
    """The two networks; several threads may use them at the same time.

    Args:
        threads: How many work on one page.
    """

    def __init__(self, threads: int) -> None:
        import numpy as np

        with _no_network():
            from rapidocr import RapidOCR

        ocr: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            }
        )
        # The networks are loaded when they are first used.
        blank = np.full((64, 320, 3), 255, np.uint8)
        ocr(blank, use_det=True, use_cls=False, use_rec=False)
        ocr(blank, use_det=False, use_cls=False, use_rec=True)
        self._detector: Any = ocr.text_det
        self._recogniser: Any = ocr.text_rec
        known: list[str] = self._recogniser.postprocess_op.character
        forms = lexicon("glyphs")["recognised"]
        self._characters: list[str] = [forms.get(character, character) for character in known]

    def find(self, gray: Pixels) -> list[tuple[float, float, float, float]]:
        """Finds lines of text.

        Args:
            gray: One channel of a page, upright.

        Returns:
            Left, top, right and bottom of each, in pixels.
        """
        import cv2

        scale = min(1.0, _FINDING_SIDE / max(gray.shape))
        small = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        boxes = self._detector(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR)).boxes
        if boxes is None:
            return []
        return [
            (
                float(box[:, 0].min() / scale),
                float(box[:, 1].min() / scale),
                float(box[:, 0].max() / scale),
                float(box[:, 1].max() / scale),
            )
            for box in boxes
        ]

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        """Reads lines.

        Args:
            crops: One channel of each line, upright, with a little paper around.

        Returns:
            What each says, in their order.
        """
        found = [Reading("", (), ())] * len(crops)
        for batch in _batches(crops):
            readings = self._read_batch([crops[index] for index in batch])
            for index, reading in zip(batch, readings, strict=True):
                found[index] = reading
        return found

    def _read_batch(self, crops: Sequence[Pixels]) -> list[Reading]:
        import cv2
        import numpy as np

        ratio = max(1.0, *(crop.shape[1] / crop.shape[0] for crop in crops))
        colour = [cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR) for crop in crops]
        batch = np.stack([self._recogniser.resize_norm_img(crop, ratio) for crop in colour])
        chances = self._recogniser.session(batch.astype(np.float32))
        width = batch.shape[3]
        return [self._decode(line, crop, width) for line, crop in zip(chances, crops, strict=True)]

    def _decode(self, chances: np.ndarray, crop: Pixels, width: int) -> Reading:
        """Reads one line of the network's answer: a step is blank, or goes on, or is a character.

        Args:
            chances: Of every step (its places from left to right) those of every character.
            crop: The line's image.
            width: Of the network's input, in pixels, padding included.
        """
        best = chances.argmax(axis=1)
        sure = chances.max(axis=1)
        pixels = width / len(best) * crop.shape[0] / _LINE_HEIGHT
        text: list[str] = []
        confidence: list[float] = []
        places: list[float] = []
        before = 0
        for step, index in enumerate(best):
            if index and index != before:
                character = self._characters[index]
                text.append(character)
                confidence += [round(float(sure[step]), 4)] * len(character)
                places += [float((step + 0.5) * pixels)] * len(character)
            elif index:
                confidence[-1] = max(confidence[-1], round(float(sure[step]), 4))
            before = index
        return Reading("".join(text), tuple(confidence), tuple(places))


def _batches(crops: Sequence[Pixels]) -> list[list[int]]:
    """Indices of lines that are read together: of nearly one width."""
    ratios = [crop.shape[1] / crop.shape[0] for crop in crops]
    batches: list[list[int]] = []
    for index in sorted(range(len(crops)), key=ratios.__getitem__):
        if (
            batches
            and len(batches[-1]) < _BATCH
            and max(ratios[index], 6.0) <= _PADDING * max(ratios[batches[-1][0]], 6.0)
        ):
            batches[-1].append(index)
        else:
            batches.append([index])
    return batches
