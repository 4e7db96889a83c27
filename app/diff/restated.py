"""Sentences that went from a clause but still stand in another clause of the same contract.

Drafts drop what they said twice. Such a sentence is no loss; one that only says something together
with the clause around it is, so only sentences that stand on their own are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from app.diff.classes import classify_block
from app.resources import lexicon
from app.text.normal import SENTENCE_MARKS, folded
from models.clause import ClauseTree
from models.diff import Edit, EditOp
from models.places import place

# Shorter sentences are said of everything: 双方另行协商。
_SHORTEST = 16
_TWO_SIDED = frozenset({EditOp.EQUAL, EditOp.REPLACE})
_SENTENCE = re.compile(r"[^。；;\n]*[。；;\n]+|[^。；;\n]+$")
_OTHERS = re.compile("其[他它余中]")
_AROUND = SENTENCE_MARKS + "\n "


class Statements:
    """The sentences of one contract that stand on their own, and where each stands first."""

    def __init__(self, tree: ClauseTree) -> None:
        self._tree = tree
        self._places: dict[str, str] | None = None

    def place_of(self, sentence: str) -> str:
        """Where the contract says the sentence, as a person calls the place; empty if nowhere."""
        key = _key(sentence)
        if not _alone(key):
            return ""
        if self._places is None:
            self._places = {}
            for clause in self._tree.clauses:
                for said in map(_key, _SENTENCE.findall(clause.text)):
                    self._places.setdefault(said, clause.path)
        path = self._places.get(key)
        return place(path) if path is not None else ""


def restated(
    edits: Iterable[Edit], here: Statements, there: Statements, names: tuple[str, ...] = ()
) -> tuple[Edit, ...]:
    """The edits, those parted off whose sentences the other contract says in another clause.

    Args:
        edits: Edits of a cell's text.
        here: The sentences of the baseline: for what was inserted.
        there: Those of the other document: for what was deleted.
        names: Names of the parties, folded.
    """
    return tuple(part for edit in edits for part in _parted(edit, here, there, names))


def _parted(
    edit: Edit, here: Statements, there: Statements, names: tuple[str, ...]
) -> Iterator[Edit]:
    if edit.op in _TWO_SIDED or edit.moved or len(edit.a or edit.b) < _SHORTEST:
        yield edit
        return
    text, statements = (edit.a, there) if edit.op is EditOp.DELETE else (edit.b, here)
    sentences = [(statements.place_of(said), said) for said in _SENTENCE.findall(text)]
    if not any(where for where, _ in sentences):
        yield edit
        return
    for where, run in groupby(sentences, key=lambda pair: pair[0]):
        part = "".join(said for _, said in run)
        a, b = (part, "") if edit.op is EditOp.DELETE else ("", part)
        yield replace(edit, a=a, b=b, kind=classify_block(part, names), elsewhere=where)


def _key(sentence: str) -> str:
    return folded(sentence).strip(_AROUND)


def _alone(key: str) -> bool:
    """Whether a sentence says the same wherever it stands."""
    if len(key) < _SHORTEST:
        return False
    rules = lexicon("diff")["restated"]
    begins = key.startswith(tuple(rules["begins"]))
    plain = _OTHERS.sub("", key)
    return begins and not any(word in plain for word in rules["leans"])
