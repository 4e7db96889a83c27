"""Settles doubtful labels by what follows them, before anything is nested.

``1 定义`` is a label where ``1.1`` or ``2 …`` comes after it, and a misread ``l、`` is 1 where 2
comes after it; alone they are words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.text.labels import Labelled, split_label
from models.clause import ClauseNumber, NumberStyle

# Shapes that recognition gives a 1.
_LIKE_ONE = re.compile(r"^[lI]")
# How many labels on a second item is looked for: a first clause may have many below it.
_REACH = 60
_SENTENCE = re.compile(r"[。；;，,！？!?：:]")
_TITLE_LIMIT = 20


def read_labels(texts: Mapping[int, str]) -> dict[int, Labelled]:
    """Cuts the labels off all paragraphs of a document.

    Args:
        texts: The paragraphs with text, by index, in order.

    Returns:
        The cut paragraphs by the same indices. A label that stays not ``sure`` counts only where
        an open list expects it.
    """
    labels = {index: split_label(text) for index, text in texts.items()}
    order = [index for index, cut in labels.items() if cut.number is not None]
    for position, index in enumerate(order):
        following = [labels[i] for i in order[position + 1 : position + 1 + _REACH]]
        labels[index] = _settled(labels[index], following)
    return labels


def _settled(cut: Labelled, following: Sequence[Labelled]) -> Labelled:
    number = cut.number
    if number is None or not following:
        return cut
    after = following[0].number
    if number.style is NumberStyle.LETTER and _LIKE_ONE.match(number.label):
        # The delimiter is the same: "l、" and "2、".
        if after and after.values == (2,) and after.label[-1] == number.label[-1]:
            return replace(cut, number=ClauseNumber(after.style, (1,), number.label))
        return cut
    if cut.sure or number.values != (1,):
        return cut
    if after is not None and after.values == (1, 1):
        return replace(cut, sure=True)
    # A row of bare figures is numbered where its first two items are titles: "1 定义 … 2 范围".
    seconds = (f for f in following if f.number and f.number.values == (2,))
    second = next((f for f in seconds if f.number and f.number.style is number.style), None)
    listed = number.style is NumberStyle.CHINESE
    if second is not None and (listed or (_is_title(cut.rest) and _is_title(second.rest))):
        return replace(cut, sure=True)
    return cut


def _is_title(rest: str) -> bool:
    return len(rest) <= _TITLE_LIMIT and not _SENTENCE.search(rest)
