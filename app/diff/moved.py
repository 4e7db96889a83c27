"""Sentences that moved inside a clause: deleted here and inserted there, in the same words.

They are taken out before the texts are compared. Token by token, two sentences that changed places
share so many words that the marks would run through both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.diff.classes import classify
from app.diff.moves import longest_increasing
from app.diff.text import text_edits
from app.diff.vocabulary import tokens_of
from app.text.normal import SENTENCE_MARKS, folded
from models.diff import Edit, EditOp

# Fewer signs than these can go here and come there by chance.
_SHORTEST = 10
_SENTENCE = re.compile(r"[^。；;\n]*[。；;\n]+|[^。；;\n]+$")
_AROUND = SENTENCE_MARKS + "\n "


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    text: str
    key: str


def clause_edits(a: str, b: str, names: tuple[str, ...] = ()) -> tuple[Edit, ...]:
    """The edits that make the text ``b`` of a clause of ``a``, with what moved inside it marked.

    Args:
        a: The baseline's text.
        b: The other text.
        names: Names of the parties, folded.

    Returns:
        Edits as of :func:`app.diff.text.text_edits`; of a sentence that moved both the deletion and
        the insertion are marked.
    """
    if a == b:
        return text_edits(a, b, names)
    gone, come = _moved_sentences(a, b)
    if not gone:
        return _marked(text_edits(a, b, names))
    edits: Sequence[Edit] = text_edits(_without(a, gone), _without(b, come), names)
    edits = list(_spliced(edits, gone, names, new=False))
    return _marked(list(_spliced(edits, come, names, new=True)))


def _moved_sentences(a: str, b: str) -> tuple[list[_Sentence], list[_Sentence]]:
    """The sentences that both texts have once, in another order: in the order of each text."""
    if min(len(a), len(b)) < 2 * _SHORTEST:
        return [], []
    here, there = _sentences(a), _sentences(b)
    ordered = [key for key in here if key in there]
    places = [there[key].start for key in ordered]
    if places == sorted(places):
        return [], []
    kept = longest_increasing(places)
    moved = [key for i, key in enumerate(ordered) if i not in kept]
    come = sorted((there[key] for key in moved), key=lambda sentence: sentence.start)
    return [here[key] for key in moved], come


def _sentences(text: str) -> dict[str, _Sentence]:
    """The sentences that a text has once, by what they say."""
    found = [
        _Sentence(match.start(), match[0], key)
        for match in _SENTENCE.finditer(text)
        if len(match[0]) >= _SHORTEST and len(key := folded(match[0]).strip(_AROUND)) >= _SHORTEST
    ]
    count = Counter(sentence.key for sentence in found)
    return {sentence.key: sentence for sentence in found if count[sentence.key] == 1}


def _without(text: str, sentences: Sequence[_Sentence]) -> str:
    kept, at = [], 0
    for sentence in sentences:
        kept.append(text[at : sentence.start])
        at = sentence.start + len(sentence.text)
    return "".join([*kept, text[at:]])


def _spliced(
    edits: Sequence[Edit], sentences: Sequence[_Sentence], names: tuple[str, ...], *, new: bool
) -> Iterator[Edit]:
    """The edits with the sentences of one side put back where they stood in its text."""
    waiting = list(sentences)
    at = 0
    for whole in edits:
        edit: Edit | None = whole
        while edit is not None:
            text = edit.b if new else edit.a
            if not waiting or waiting[0].start >= at + len(text):
                yield edit
                at += len(text)
                break
            head, edit = _split(edit, waiting[0].start - at, new=new)
            if head is not None:
                yield head
                at += len(head.b if new else head.a)
            sentence = waiting.pop(0)
            yield _moved(sentence.text, names, new=new)
            at += len(sentence.text)
    for sentence in waiting:
        yield _moved(sentence.text, names, new=new)


def _split(edit: Edit, place: int, *, new: bool) -> tuple[Edit | None, Edit]:
    """An edit parted at a place of the text of one side; nothing before the first."""
    if not place:
        return None, edit
    if edit.op is EditOp.EQUAL:
        text = edit.a
        return Edit(EditOp.EQUAL, text[:place], text[:place]), replace(
            edit, a=text[place:], b=text[place:]
        )
    if new:
        rest = Edit(EditOp.INSERT, "", edit.b[place:], edit.kind)
        return replace(edit, b=edit.b[:place]), rest
    rest = Edit(EditOp.DELETE, edit.a[place:], "", edit.kind)
    return replace(edit, a=edit.a[:place]), rest


def _moved(text: str, names: tuple[str, ...], *, new: bool) -> Edit:
    tokens, nothing = tokens_of(text, names), tokens_of("", names)
    if new:
        return Edit(EditOp.INSERT, "", text, classify(nothing, tokens), moved=True)
    return Edit(EditOp.DELETE, text, "", classify(tokens, nothing), moved=True)


def _marked(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Marks parts of sentences too that were deleted here and inserted there, each once."""
    gone = [i for i, e in enumerate(edits) if e.op is EditOp.DELETE and len(e.a) >= _SHORTEST]
    come = [i for i, e in enumerate(edits) if e.op is EditOp.INSERT and len(e.b) >= _SHORTEST]
    if not gone or not come:
        return tuple(edits)
    waiting: dict[str, list[int]] = {}
    for i in gone:
        waiting.setdefault(folded(edits[i].a), []).append(i)
    moved: set[int] = set()
    for j in come:
        here = waiting.get(folded(edits[j].b))
        if here:
            moved |= {here.pop(0), j}
    return tuple(replace(e, moved=True) if i in moved else e for i, e in enumerate(edits))
