"""What the workbook carries of keys and decisions: marks to find a row by, and texts to show."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from app.export.celltext import fitting, legal
from models.comparison import Comparison
from models.decided import DecisionIndex
from models.decision import Key, Mark


@dataclass(frozen=True, slots=True)
class Texts:
    """The latest decisions on one target as texts; empty where there is none."""

    mark: str = ""
    note: str = ""
    proposal: str = ""

    @property
    def contested(self) -> bool:
        """Whether it is to be negotiated or was rejected."""
        return self.mark in (Mark.NEGOTIATE, Mark.REJECT)


def texts_of(index: DecisionIndex, key: Key) -> Texts:
    """What was decided on the target of a key."""
    said = index.of(key)
    mark, note, proposal = (
        str(decision.value) if decision else ""
        for decision in (said.mark, said.note, said.proposal)
    )
    return Texts(mark, note, proposal)


def as_written(said: Texts) -> tuple[str, str, str]:
    """Mark, note and proposal as their cells show them.

    No mark and the one that says so are the same; of texts, line ends and signs have another form.
    """
    mark = "" if said.mark == Mark.UNDECIDED else said.mark
    note, proposal = (fitting(legal(text)[0]).strip() for text in (said.note, said.proposal))
    return mark, note, proposal


def fingerprint(text: str) -> str:
    """What tells a text from another in few characters; nothing for none."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16] if text else ""


def key_mark(key: Key) -> str:
    """What a workbook carries of a key: a hash of it, and a hash of it without the files.

    The second finds the row again where a contract was replaced by a newer file.
    """
    exact = [[part.sha256, part.path, part.quote] for part in key.parts]
    loose = [[part.path, part.quote] for part in key.parts]
    return f"{_hash(key, exact)}-{_hash(key, loose)}"


def _hash(key: Key, parts: list[list[str]]) -> str:
    text = json.dumps([key.kind.value, key.name, parts], ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]


def comparison_id(comparison: Comparison) -> str:
    """What tells a comparison from another: its files, their order, and the baseline."""
    hashes = [document.document.sha256 for document in comparison.documents]
    base = comparison.by_id[comparison.baseline].document.sha256
    return hashlib.sha256("\n".join((base, *hashes)).encode("utf-8", "replace")).hexdigest()[:32]
