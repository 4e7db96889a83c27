"""How long secrecy lasts, and who decides disputes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from app.extract.clausal import Passage, either_of
from app.extract.general_days import words
from app.extract.once import Candidate, candidate
from app.text.durations import find_durations
from app.text.folding import fold
from app.text.labels import chinese_ordinal
from models.clause import ClauseTree
from models.terms import TermGroup

_YEARS = {"year": Decimal(1), "month": Decimal(12)}


def confidentiality(passage: Passage) -> Iterator[Candidate]:
    """How many years secrecy lasts, or that it has no end, or ends with the service.

    A stated period is the kind's own wording; that the duty outlives the contract says only that
    it has no stated end.
    """
    if not passage.about(either_of("general", "confidentiality", "named")):
        return
    text = passage.text
    if not re.search(words("confidentiality", "named"), text + passage.headings):
        return
    period = re.search(words("confidentiality", "period"), text + passage.headings)
    if not period or re.search(words("confidentiality", "not_period"), text):
        return
    for duration in find_durations(text):
        if duration.unit in _YEARS:
            value = duration.value / _YEARS[duration.unit]
            yield _secrecy(passage, value, (duration.start, duration.end), 0)
            return
    for key, distance in (("perpetual", 0), ("service_period", 0), ("survives", 1)):
        match = re.search(words("confidentiality", key), text)
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


def dispute_forum(tree: ClauseTree, passage: Passage) -> Iterator[Candidate]:
    """Court or arbitration; of ways to choose from, the one whose number is filled in."""
    chosen = _chosen(tree, passage)
    if chosen is not None:
        forum = _forum(chosen)
        if forum:
            yield candidate(
                TermGroup.GENERAL, "dispute_forum", forum, passage, (0, len(passage.text))
            )
        return
    if _is_option(tree, passage):
        return
    forum = _forum(passage.text)
    if forum:
        yield candidate(
            TermGroup.GENERAL,
            "dispute_forum",
            forum,
            passage,
            (0, len(passage.text)),
            distance=0 if re.search("争议|争端|纠纷|协商", passage.text + passage.headings) else 1,
        )


def _forum(text: str) -> str | None:
    """The forum that a text names, None where it names both or only their costs."""
    kept = [
        piece
        for piece in re.split(r"[,;。]", text)
        if not re.search(words("dispute", "not_forum"), piece)
    ]
    said = ",".join(kept)
    arbitration = re.search(words("dispute", "arbitration"), said) is not None
    court = (
        re.search(rf"{words('dispute', 'court')}", said) is not None
        and re.search(
            r"法院[^,;。]{0,10}(?:起诉|诉讼|管辖|解决|处理|裁决)|起诉|提起[^,;。]{0,4}诉讼|诉讼(?:方式|解决)|由[^,;。]{0,24}法院",
            said,
        )
        is not None
    )
    if arbitration == court:
        return None
    return "arbitration" if arbitration else "court"


def _choice(text: str) -> int | None:
    """The number of the way that a text chooses (按下列第(2)种方式), or None."""
    if not re.search(words("dispute", "choosing"), text):
        return None
    match = re.search(
        rf"(?:以下|下列|如下|下述|采取|选择|按)[^,;。]{{0,8}}?{words('dispute', 'choice')}", text
    )
    if not match:
        return None
    figure = match["n"]
    if figure.isdecimal():
        return int(figure)
    return "①②③".find(figure) + 1 or chinese_ordinal(figure)


_OPTION = re.compile(
    r"(?:^|[:;,。])[ ]*[(\[]?(?P<n>[\d一二三四①②③])[)\]、.][、. ]*(?P<said>[^;。]*)"
)


def _chosen(tree: ClauseTree, passage: Passage) -> str | None:
    """The words of the chosen way: in the passage, in its clause, or among the clauses below."""
    number = _choice(passage.text)
    if number is None:
        return None
    whole = passage.whole.text[passage.start :]
    for match in _OPTION.finditer(whole):
        figure = match["n"]
        value = (
            int(figure) if figure.isdecimal() else "①②③".find(figure) + 1 or chinese_ordinal(figure)
        )
        if value == number:
            return match["said"]
    below = tree.children.get(passage.clause.id, ())
    for child in below:
        if child.number and child.number.values and child.number.values[-1] == number:
            return fold(child.text or child.heading or "")
    after = _siblings_behind(tree, passage)
    return fold(after[number - 1]) if 0 < number <= len(after) else ""


def _siblings_behind(tree: ClauseTree, passage: Passage) -> list[str]:
    """The clauses behind one whose list of ways was not put below it."""
    siblings = tree.children[passage.clause.parent]
    place = siblings.index(passage.clause)
    return [c.text or c.heading or "" for c in siblings[place + 1 :]]


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
    return re.search(r"第[ _]*[\[(]?[ _]*[\])]?[ _]*种", before + earlier) is not None
