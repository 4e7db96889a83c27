"""How long secrecy lasts, and who decides disputes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from app.extract.clausal import Passage
from app.extract.general_days import words
from app.extract.once import Candidate, candidate
from app.extract.wording import composed
from app.text.durations import find_durations
from app.text.folding import fold
from app.text.labels import chinese_ordinal
from models.clause import Clause, ClauseTree
from models.terms import TermGroup

_YEARS = {"year": Decimal(1), "month": Decimal(12)}


def confidentiality(passage: Passage) -> Iterator[Candidate]:
    """How many years secrecy lasts, or that it has no end, or ends with the service.

    A stated period is the kind's own wording; that the duty outlives the contract says only that
    it has no stated end.
    """
    text = passage.text
    if not words("confidentiality", "named").search(text + passage.headings):
        return
    period = words("confidentiality", "period").search(text + passage.headings)
    if not period:
        return
    other_years = words("confidentiality", "not_period").search(text)
    for duration in find_durations(text):
        if duration.unit in _YEARS and not other_years:
            value = duration.value / _YEARS[duration.unit]
            yield _secrecy(passage, value, (duration.start, duration.end), 0)
            return
    for key, distance in (("perpetual", 0), ("service_period", 0), ("survives", 1)):
        match = words("confidentiality", key).search(text)
        if key == "service_period" and words("confidentiality", "beyond").search(text):
            continue
        if match and (distance or _states_period(passage)):
            said = "perpetual" if key == "survives" else key
            yield _secrecy(passage, said, match.span(), distance)
            return


def _states_period(passage: Passage) -> bool:
    """Whether the passage is about how long: it says 期限, or stands below such a heading."""
    return (
        re.search(r"期限?|期间|责任期|永久|长期|无限期", passage.text + passage.headings)
        is not None
    )


def _secrecy(
    passage: Passage, value: Decimal | str, place: tuple[int, int], distance: int
) -> Candidate:
    start = passage.piece(place[0])[0]
    return candidate(
        TermGroup.GENERAL,
        "confidentiality_years",
        value,
        passage,
        (start, max(place[1], passage.piece(place[0])[1])),
        distance=distance,
    )


def forum() -> re.Pattern[str]:
    """The words that name who decides."""
    return composed("general", "<dispute.court>|<dispute.arbitration>")


def dispute_forum(tree: ClauseTree, passage: Passage) -> Iterator[Candidate]:
    """Court or arbitration; of ways to choose from, the one whose number is filled in."""
    chosen = _chosen(tree, passage)
    if chosen is not None:
        named = _forum(chosen)
        if named:
            yield candidate(
                TermGroup.GENERAL, "dispute_forum", named, passage, (0, len(passage.text))
            )
        return
    named = _forum(passage.text)
    if named and not _is_option(tree, passage):
        yield candidate(
            TermGroup.GENERAL,
            "dispute_forum",
            named,
            passage,
            (0, len(passage.text)),
            distance=0 if re.search("争议|争端|纠纷|协商", passage.text + passage.headings) else 1,
        )


_SUED = re.compile(
    r"法院[^,;。]{0,10}(?:起诉|诉讼|管辖|解决|处理|裁决)|起诉|提起[^,;。]{0,4}诉讼"
    r"|诉讼(?:方式|解决)|诉至|诉请|诉诸|(?:由|向|到|在|至)[^,;。]{0,24}法院"
)


def _forum(text: str) -> str | None:
    """The forum that a text names, None where it names both or only their costs."""
    if not forum().search(text):
        return None
    kept = [
        piece
        for piece in re.split(r"[,;。]", text)
        if not words("dispute", "not_forum").search(piece)
    ]
    said = ",".join(kept)
    arbitration = words("dispute", "arbitration").search(said) is not None
    court = (
        composed("general", r"<dispute.court>").search(said) is not None
        and _SUED.search(said) is not None
    )
    if arbitration == court:
        return None
    return "arbitration" if arbitration else "court"


def _choice(text: str) -> int | None:
    """The number of the way that a text chooses (以下第(1)种), or None."""
    if not words("dispute", "choosing").search(text):
        return None
    match = composed(
        "general", r"(?:以下|下列|如下|下述|采取|选择|按)[^,;。]{0,8}?<dispute.choice>"
    ).search(text)
    if not match:
        return None
    return _ordinal(match["n"])


# (1)…  1、…  and ①…, which folds to a bare figure.
_OPTION = re.compile(
    r"(?:^|[:;,。])[(\[]?(?P<n>[\d一二三四])(?:[)\]、.][、.]*|(?=[提向依申由交通采]))(?P<said>[^;。]*)"
)


def _chosen(tree: ClauseTree, passage: Passage) -> str | None:
    """The words of the chosen way: in the passage, in its clause, or in the clauses below it."""
    number = _choice(passage.text)
    if number is None:
        return None
    for match in _OPTION.finditer(passage.whole.text[passage.start :]):
        if _ordinal(match["n"]) == number:
            return match["said"]
    ways = tree.children.get(passage.clause.id) or _siblings_behind(tree, passage)
    numbered = (c for c in ways if c.number and c.number.values[-1:] == (number,))
    # Ways whose labels were lost, or that go on counting, are told by their place.
    placed = ways[number - 1] if 0 < number <= len(ways) else None
    way = next(numbered, placed)
    return fold(way.text or way.heading or "") if way else ""


def _siblings_behind(tree: ClauseTree, passage: Passage) -> tuple[Clause, ...]:
    """The clauses behind one whose list of ways was not put below it."""
    siblings = tree.children[passage.clause.parent]
    return siblings[siblings.index(passage.clause) + 1 :]


def _ordinal(figure: str) -> int | None:
    return int(figure) if figure.isdecimal() else chinese_ordinal(figure)


def _is_option(tree: ClauseTree, passage: Passage) -> bool:
    """Whether a passage is one of several ways that a text before it lets choose from."""
    before = passage.before + passage.lead
    clause = passage.clause
    if _choice(before) is not None:
        return True
    siblings = tree.children[clause.parent]
    place = siblings.index(clause)
    earlier = "".join(fold(c.text) for c in siblings[max(0, place - 3) : place])
    if _choice(earlier) is not None:
        return True
    # 第___种方式: nobody has chosen yet.
    return (
        re.search(r"第[ _]*[\[(]?[ _]*[\])]?[ _]*种", before + earlier + passage.text) is not None
    )
