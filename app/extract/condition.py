"""What a consequence depends on, in the contract's own words."""

from __future__ import annotations

import re

from app.extract.acting import mentions
from app.extract.clausal import COMMA, Passage

_CONDITION_END = re.compile(
    r"的(?=,)|时(?=,)|(?<![目额款价费分])的(?=[^,;。]{0,4}(?:甲方|乙方|每|应|须|按))"
)
_CONJUNCTION = re.compile(
    r"^(?:\([^()]{1,3}\)|[\d.]+、)?[ ]*(?:此外,|另外,|但|且|并且|而)?(?:如果|如|若|倘若|当|凡)?[ ]*"
)
_BACKWARD = re.compile(
    r"^(?:否则|届时|违者|违反的|此外|另外|同时|并且?|(?:甲|乙)方(?:同时|还)|前述|上述|如违反|(?:逾期|仍)(?:不|未)[^,;。]{0,6}的,|该)"
)


def condition(passage: Passage, end: int) -> str | None:
    """What a consequence at ``end`` of a passage depends on, in the contract's own words.

    The stretch up to the last ``…的，`` before it; where the passage has none, or only points back
    (否则, 届时), the passage before it in the clause, or the words that introduce the list.
    """
    words = _condition(passage, end)
    if words and any(m.start == 0 and m.end >= len(words) - 1 for m in mentions(words)):
        return None  # a party's name alone (甲方, 双方均) is no condition
    return None if words and words.startswith("否则") else words


def _condition(passage: Passage, end: int) -> str | None:
    head = passage.text[:end]
    marks = [m.end() for m in _CONDITION_END.finditer(head)]
    start = _CONJUNCTION.match(head)
    begin = start.end() if start else 0
    otherwise = head.find(",否则", begin + 4)
    if otherwise > 0:
        return passage.words(begin, otherwise).rstrip("的")
    if marks and marks[-1] > begin + 3 and not _BACKWARD.match(head):
        return passage.words(begin, marks[-1]).rstrip("，, 的") or None
    earlier = [s.strip() for s in re.split(r"(?<=[。;])", passage.before) if s.strip()]
    if _BACKWARD.match(head) and earlier:
        at = passage.before.rfind(earlier[-1])
        until = at + len(_supposed(earlier[-1]) if not head.startswith("否则") else earlier[-1])
        return passage.whole.original(at, until).strip(" 。；;，,") or None
    commas = [m.start() for m in COMMA.finditer(head) if m.start() > begin + 3]
    if commas:
        follows = (comma for comma in commas if _FOLLOWS.match(head, comma + 1))
        return passage.words(begin, next(follows, commas[-1])).rstrip("的") or None
    if marks:
        return passage.words(begin, marks[-1]).rstrip("，, 的") or None
    said = re.split(r"[:]|按|以", head[begin:])[0]
    return passage.lead.strip(" :,") or passage.words(begin, begin + len(said)) or None


# A piece that says what follows, not what is supposed: 则…, 应向甲方支付…, 乙方须….
_FOLLOWS = re.compile(
    r"(?:则|那么)?(?:[一-龥]{1,5}(?:方|人|商))?(?:应|须|需|有权|可|将|必须|每(?:逾期|延))"
)
_CONSEQUENCE = re.compile(r"应|须|承担|支付|有权|违约金|可以|视为")


def _supposed(sentence: str) -> str:
    """What a sentence supposes, without what follows from it; all of it where that is unclear."""
    marks = [m.end() for m in _CONDITION_END.finditer(sentence)]
    follows = _CONSEQUENCE.search(sentence, marks[0]) if marks else None
    before = [mark for mark in marks if follows is None or mark <= follows.start()]
    if before:
        return sentence[: before[-1]].rstrip("的")
    follows = _CONSEQUENCE.search(sentence)
    comma = sentence.rfind(",", 0, follows.start()) if follows else -1
    return sentence[:comma] if comma > 3 else sentence
