"""What the benchmarks measure, as values: printed as one table, kept as JSON."""

import importlib
import os
import platform
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured.

    Attributes:
        area: What it is about: comparing, reading, window …
        what: What was done.
        value: How much it took, in ``unit``.
        unit: ``s``, ``ms``, ``MB`` …
        against: The peer that did comparable work in the same run; empty without one.
        peer: What the peer took, in ``unit``.
        wanted: The most that the ratio, or without a peer the value, should be.
        note: What a reader must know beside it.
    """

    area: str
    what: str
    value: float
    unit: str
    against: str = ""
    peer: float | None = None
    wanted: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The value in terms of the peer's."""
        return self.value / self.peer if self.peer else None

    @property
    def reached(self) -> bool | None:
        """Whether it is what is wanted; None where nothing is."""
        if self.wanted is None:
            return None
        return (self.value if self.ratio is None else self.ratio) <= self.wanted


def measured(area: str) -> list[Figure]:
    """The figures of an area: those of the module of its name."""
    return list(importlib.import_module(f"tests.bench.{area}").figures())


def table(figures: Sequence[Figure]) -> Iterator[str]:
    """The lines of the table."""
    rows = [("", "figure", "against", "ratio", "wanted", "")]
    area = ""
    for one in figures:
        if one.area != area:
            area = one.area
            rows.append((area.upper(), "", "", "", "", ""))
        peer = f"{one.against} {_amount(one.peer, one.unit)}" if one.peer is not None else ""
        rows.append((
            f"  {one.what}", _amount(one.value, one.unit), peer,
            "" if one.ratio is None else f"{one.ratio:.2f}",
            "" if one.wanted is None else f"≤ {one.wanted:g}",
            " ".join(filter(None, ("MISSED" if one.reached is False else "", one.note))),
        ))  # fmt: skip
    widths = [max(_width(row[i]) for row in rows) for i in range(5)]
    for row in rows:
        cells = [_padded(row[0], widths[0]), row[1].rjust(widths[1]), _padded(row[2], widths[2])]
        cells += [row[3].rjust(widths[3]), row[4].rjust(widths[4]), row[5]]
        yield "  ".join(cells).rstrip()


def _amount(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 0.1 else 4
    return f"{value:.{digits}f} {unit}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def machine() -> dict[str, str | int]:
    """What it was measured on."""
    names = Path("/proc/cpuinfo")
    lines = names.read_text("utf-8").splitlines() if names.exists() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return {
        "processor": models[0] if models else platform.processor() or platform.machine(),
        "cores": os.cpu_count() or 1,
        "system": platform.system(),
        "python": platform.python_version(),
    }


def as_json(figures: Sequence[Figure]) -> dict[str, object]:
    """The figures with their machine, release and day, to compare between releases."""
    return {
        "leasediff": version("leasediff"),
        "day": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "figures": [asdict(one) | {"ratio": one.ratio} for one in figures],
    }
