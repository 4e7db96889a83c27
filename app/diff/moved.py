"""Sentences that moved inside a clause: deleted here and inserted there.

They are taken out before the texts are compared. Token by token, two sentences that changed places
share so many words that the marks would run through both. Of a sentence that was edited on its way
what it still says is marked as moved, and what changed in it is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.diff.classes import classify
from app.diff.moves import longest_increasing
from app.diff.text import text_edits
from app.diff.vocabulary import tokens_of
from app.text.normal import SENTENCE_MARKS, folded
from models.diff import Edit, EditOp

# Fewer signs than these can go here and come there by chance.
_SHORTEST = 10
# Edited sentences are one from this likeness on: two that oblige the parties to different things
# reach 60 in the samples, one with another figure and another verb 80.
_ALIKE = 75.0
# Beyond this many pairs the edited sentences of a clause are left to the comparison of its text.
_PAIR_LIMIT = 2_500
_LABEL = r"(?:[(（]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）、.．](?![0-9])|[①-⑳])?\s*"
_SENTENCE = re.compile(rf"{_LABEL}(?P<said>[^。；;\n]*[。；;\n]+|[^。；;\n]+$)")
_AROUND = SENTENCE_MARKS + "\n "


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence without the mark that counts it, and its partner's text if it was edited."""

    start: int
    text: str
    key: str
    partner: str | None = None


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
    """The sentences that stand in another order, with their partners: in the order of each text."""
    if min(len(a), len(b)) < 2 * _SHORTEST:
        return [], []
    pairs = _pairs(_sentences(a), _sentences(b))
    places = [there.start for _, there in pairs]
    if places == sorted(places):
        return [], []
    kept = _kept(places, [len(here.key) for here, _ in pairs])
    moved = [pair for i, pair in enumerate(pairs) if i not in kept]
    gone = [_edited(here, there) for here, there in moved]
    come = [_edited(there, here) for here, there in moved]
    return gone, sorted(come, key=lambda sentence: sentence.start)


def _sentences(text: str) -> list[_Sentence]:
    """The sentences of a text that are long enough to be known again."""
    found = (
        _Sentence(match.start("said"), match["said"], folded(match["said"]).strip(_AROUND))
        for match in _SENTENCE.finditer(text)
        if len(match["said"]) >= _SHORTEST
    )
    return [sentence for sentence in found if len(sentence.key) >= _SHORTEST]


def _pairs(
    here: Sequence[_Sentence], there: Sequence[_Sentence]
) -> list[tuple[_Sentence, _Sentence]]:
    """Sentences that both texts have once, or that are much the same; in order of the first."""
    once = _once(there)
    pairs = [(one, once[key]) for key, one in _once(here).items() if key in once]
    taken = {id(one) for pair in pairs for one in pair}
    left = [one for one in here if id(one) not in taken]
    right = [one for one in there if id(one) not in taken]
    pairs += _edited_pairs(left, right)
    return sorted(pairs, key=lambda pair: pair[0].start)


def _once(sentences: Iterable[_Sentence]) -> dict[str, _Sentence]:
    found = list(sentences)
    count = Counter(sentence.key for sentence in found)
    return {sentence.key: sentence for sentence in found if count[sentence.key] == 1}


def _edited_pairs(
    left: Sequence[_Sentence], right: Sequence[_Sentence]
) -> Iterator[tuple[_Sentence, _Sentence]]:
    if not left or not right or len(left) * len(right) > _PAIR_LIMIT:
        return
    from rapidfuzz import fuzz

    scored = sorted(
        (-alike, i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if (alike := fuzz.ratio(one.key, other.key, score_cutoff=_ALIKE))
    )
    here: set[int] = set()
    there: set[int] = set()
    for _, i, j in scored:
        if i not in here and j not in there:
            here.add(i)
            there.add(j)
            yield left[i], right[j]


def _kept(places: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Indices of the sentences that stay: in order, and as much text as can be."""
    if len(places) > 500:
        return set(longest_increasing(places))
    best: list[tuple[int, int]] = []  # the weight of the best chain that ends here, what is before
    for i, place in enumerate(places):
        before = max(((best[j][0], j) for j in range(i) if places[j] < place), default=(0, -1))
        best.append((before[0] + weights[i], before[1]))
    i = max(range(len(best)), key=lambda n: best[n][0])
    kept: set[int] = set()
    while i >= 0:
        kept.add(i)
        i = best[i][1]
    return kept


def _edited(sentence: _Sentence, partner: _Sentence) -> _Sentence:
    same = sentence.key == partner.key
    return sentence if same else replace(sentence, partner=partner.text)


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
            yield from _moved(sentence, names, new=new)
            at += len(sentence.text)
    for sentence in waiting:
        yield from _moved(sentence, names, new=new)


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


def _moved(sentence: _Sentence, names: tuple[str, ...], *, new: bool) -> Iterator[Edit]:
    """The edits that delete a sentence, or insert it: what it says on both sides moved."""
    text, partner = sentence.text, sentence.partner
    if partner is None:
        yield _one_side(text, names, new=new)
        return
    for edit in text_edits(*((partner, text) if new else (text, partner)), names):
        part = edit.b if new else edit.a
        if part and edit.op is EditOp.EQUAL:
            yield _one_side(part, names, new=new)
        elif part:
            op = EditOp.INSERT if new else EditOp.DELETE
            yield Edit(op, "" if new else part, part if new else "", edit.kind)


def _one_side(text: str, names: tuple[str, ...], *, new: bool) -> Edit:
    tokens, nothing = tokens_of(text, names), tokens_of("", names)
    if new:
        return Edit(EditOp.INSERT, "", text, classify(nothing, tokens), moved=True)
    return Edit(EditOp.DELETE, text, "", classify(tokens, nothing), moved=True)


def _marked(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Marks parts of sentences too that were deleted here and inserted there, each once."""
    still = [(i, e) for i, e in enumerate(edits) if not e.moved]
    gone = [i for i, e in still if e.op is EditOp.DELETE and len(e.a) >= _SHORTEST]
    come = [i for i, e in still if e.op is EditOp.INSERT and len(e.b) >= _SHORTEST]
    if not gone or not come:
        return tuple(edits)
    waiting: dict[str, list[int]] = {}
    for i in gone:
        waiting.setdefault(folded(edits[i].a).strip(_AROUND), []).append(i)
    moved: set[int] = set()
    for j in come:
        here = waiting.get(folded(edits[j].b).strip(_AROUND))
        if here:
            moved |= {here.pop(0), j}
    return tuple(replace(e, moved=True) if i in moved else e for i, e in enumerate(edits))
