"""What a consequence depends on, in the contract's own words."""

from __future__ import annotations

import re

from app.extract.acting import mentions
from app.extract.clausal import COMMA, Passage

_CONDITION_END = re.compile(
    r"的(?=,)|(?<![届同此])时(?=,)|(?<![目额款价费分])的(?=[^,;。]{0,4}(?:甲方|乙方|每|应|须|按))"
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
    words = _bare(_condition(passage, end) or "")
    if words and any(m.start == 0 and m.end >= len(words) - 1 for m in mentions(words)):
        return None  # a party's name alone (甲方, 双方均) is no condition
    return None if words.startswith("否则") else words or None


# What leads over to the consequence: …，届时；…，乙方除采取补救措施外.
_LEADS_OVER = re.compile(r"[,，](?:届时|此时|同时|则|[^,，。;；]{0,4}除[^,，。;；]{2,30}外)$")
# Longer words than these no longer tell what sets a consequence off at a glance.
_LONG = 160


def _bare(words: str) -> str:
    """A condition without what leads over from it to the consequence."""
    while (bare := _LEADS_OVER.sub("", words)) != words:
        words = bare
    return words


def _condition(passage: Passage, end: int) -> str | None:
    head = passage.text[:end]
    marks = [m.end() for m in _CONDITION_END.finditer(head)]
    start = _CONJUNCTION.match(head)
    begin = start.end() if start else 0
    otherwise = head.find(",否则", begin + 4)
    if otherwise > 0:
        # With 否则 it is told that what is said before it is the duty, not the breach.
        return passage.words(begin, otherwise + len(",否则"))
    if marks and marks[-1] > begin + 3 and not _BACKWARD.match(head):
        return passage.words(begin, marks[-1]).rstrip("，, 的") or None
    earlier = [s.strip() for s in re.split(r"(?<=[。;])", passage.before) if s.strip()]
    if head.startswith("否则") and earlier:
        return passage.whole.original(_duty_before(passage, earlier), passage.start + 2)
    if _BACKWARD.match(head) and earlier:
        at = passage.before.rfind(earlier[-1])
        if marks and _STILL.match(head):
            # 限期整改。逾期未改的，…: what was demanded, and that it was not done
            until = passage.start + marks[-1]
            if until - at <= _LONG:
                return passage.whole.original(at, until).rstrip("的")
            return passage.words(begin, marks[-1]).rstrip("的")
        until = at + len(_supposed(earlier[-1]))
        return passage.whole.original(at, until).strip(" 。；;，,") or None
    commas = [m.start() for m in COMMA.finditer(head) if m.start() > begin + 3]
    if commas:
        follows = (comma for comma in commas if _FOLLOWS.match(head, comma + 1))
        return passage.words(begin, next(follows, commas[-1])).rstrip("的") or None
    if marks:
        return passage.words(begin, marks[-1]).rstrip("，, 的") or None
    said = re.split(r"[:]|按|以", head[begin:])[0]
    return passage.lead.strip(" :,") or passage.words(begin, begin + len(said)) or None


_STILL = re.compile("(?:逾期|仍)(?:不|未)")


def _duty_before(passage: Passage, earlier: list[str]) -> int:
    """Where the duty begins whose breach 否则 means: at the sentence that says whose it is."""
    end = len(passage.before)
    at = passage.before.rfind(earlier[-1])
    for sentence in reversed(earlier):
        begin = passage.before.rfind(sentence, 0, end)
        if len(passage.before) - begin > _LONG:
            break
        at = end = begin
        if any(mention.acts for mention in mentions(sentence)):
            break
    return at


# A piece that says what follows, not what is supposed: 则…, 应向甲方支付…, 乙方须….
_FOLLOWS = re.compile(
    r"(?:则|那么|还|并|亦|也)?(?:[一-龥]{1,5}(?:方|人|商))?(?:应|须|需|有权|可|将|必须|每(?:逾期|延))"
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
