"""Service levels: availability, reliability, response, arrival, restoring, expansion.

A figure counts where a piece of a sentence promises it; what a sentence only supposes (低于…的,
…内未能恢复) is the condition of a penalty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from app.extract.asked import ask, holding, mentioning, with_durations, with_percents
from app.extract.clausal import Passage, bare_passage
from app.extract.evidence import cite_row
from app.extract.once import Candidate, candidate, prevailing
from app.extract.wording import composed, either_of
from app.text.amounts import Percent, find_percents
from app.text.durations import Duration, find_durations
from app.text.folding import fold
from app.text.numerals import NUMERAL_CHARS, parse_numeral
from models.clause import ClauseTable, ClauseTree
from models.terms import Bound, Term, TermGroup

_NAME = "service_levels"
_PERCENTS = ("data_reliability", "system_stability", "availability")
_MINUTES = {"minute": Decimal(1), "hour": Decimal(60), "day": Decimal(1440)}
_TABLE_DISTANCE = 2  # behind every sentence, whose distance is 0
_TARGET = re.compile(r"[≥>≤<不大小\d]")
_NINES = re.compile(rf"(?P<n>\d{{1,2}}|[{NUMERAL_CHARS}]{{1,2}})个[ ]*[九9]")
# 100% behind a sign of arithmetic is part of a formula; it promises nothing.
_FORMULA = re.compile(r"[*×÷/=][ ]*$")
# 承诺值不低于…: the level of what an earlier piece of the sentence names.
_POINTS_BACK = re.compile(
    r"^(?:其|该|并)?(?:承诺|目标|指标|标准|要求|约定|最低|保证|数值)*(?:值|水平|比例)?(?:应|须|须为|应为|为|需)?"
    r"(?:不低于|不得低于|不应低于|不少于|≥|>=|达到|达)"
)
# A word this near behind a figure tells what the clock runs for: 15分钟内响应, 2小时内予以恢复.
_CLOSE = 6
_QUARTER = re.compile(r"(?P<n>[一1二2三3])刻钟")


def candidates(tree: ClauseTree) -> list[Candidate]:
    """Every statement of a service level, in reading order, those of tables last."""
    timed = with_durations(tree)
    found = ask(
        tree,
        (with_percents(tree) | mentioning(tree, _NINES, holding(tree, "个")), _percents),
        (timed | holding(tree, "刻钟"), _clocks),
        (mentioning(tree, _words("expansion", "verb"), timed), _expansion),
    )
    for table in tree.tables:
        found += _table(tree, table)
    return found


def extract(tree: ClauseTree) -> list[Term]:
    """The service levels of a contract, without ids."""
    return list(prevailing(candidates(tree)))


def _words(*keys: str) -> re.Pattern[str]:
    return either_of(_NAME, *keys)


def _percents(passage: Passage) -> Iterator[Candidate]:
    text = passage.text
    begin = 0
    for share in _levels(text):
        start, end = passage.piece(share.start)
        said = text[max(start, begin) : share.start]
        if _FORMULA.search(said):
            continue
        begin = share.end
        level = _share_of(text[start : share.start])
        named = _percent_kind(said) or (None if level else _percent_kind(text[start:end]))
        if not named and not level and _POINTS_BACK.match(said):
            named = _percent_kind(text[:start])
        if not named or not _promises(said, text[share.end : end]):
            continue
        yield candidate(
            TermGroup.SERVICE_LEVEL,
            named,
            share.value,
            passage,
            (start, end),
            bound=Bound.MIN,
        )


def _levels(text: str) -> list[Percent]:
    """Shares of a text, those told by their nines too: 四个九 is 99.99 percent."""
    found = list(find_percents(text))
    for match in _NINES.finditer(text):
        count = parse_numeral(match["n"])
        if count is not None and 2 <= count <= 12 and count % 1 == 0:
            level = 100 - Decimal(10) ** (2 - int(count))
            found.append(Percent(match.start(), match.end(), level))
    return sorted(found, key=lambda share: share.start)


def _share_of(said: str) -> bool:
    return re.search(r"[%‰]", said) is not None


def _percent_kind(said: str) -> str | None:
    if _words("percent", "not_service").search(said):
        return None
    for kind in _PERCENTS:
        if _words("percent", kind).search(said):
            return kind
    return None


def _promises(said: str, behind: str) -> bool:
    if re.match(r"的时间[^,;。]{0,6}(?:可用|可访问|正常)", behind.lstrip()):
        return True
    if _words("negated").search(said) or re.match(r"的|时|以下", behind.lstrip()):
        return False
    return _words("promised").search(said) is not None or said.strip() != ""


def _durations(passage: Passage) -> list[Duration]:
    """Durations of a passage, a quarter of an hour (一刻钟) as fifteen minutes."""
    found = find_durations(passage.text)
    for match in _QUARTER.finditer(passage.text):
        value = Decimal(15 * ("一二三".find(match["n"]) + 1 or int(match["n"], 36)))
        found.append(Duration(match.start(), match.end(), value, "minute", None, Bound.EXACT))
    return sorted(found, key=lambda d: d.start)


def _clocks(passage: Passage) -> Iterator[Candidate]:
    """Minutes and hours: to respond, to arrive, to restore."""
    text, begin = passage.text, 0
    for duration in _durations(passage):
        if duration.unit not in ("minute", "hour"):
            continue
        start, end = passage.piece(duration.start)
        head, tail = text[max(start, begin) : duration.start], text[duration.end : end]
        begin = duration.end
        following = find_durations(tail)
        if following:  # 响应不超过15分钟、到场不超过1小时: each clock has its own words
            tail = re.split("[、及和]", tail[: following[0].start])[0]
        if _words("minutes", "failed").match(tail) or _words("minutes", "threshold").search(head):
            continue
        kind = _clock_kind(head, tail, text) or _clock_announced(passage, duration.start)
        if kind is None or _words("minutes", "not_clock").search(head + tail):
            continue
        if kind == "restore_minutes" and _is_critical(passage, head, tail, duration.start):
            kind = "critical_restore_minutes"
        minutes = duration.value * _MINUTES[duration.unit]
        value = minutes / 60 if kind == "onsite_hours" else minutes
        yield candidate(
            TermGroup.SERVICE_LEVEL, kind, value, passage, (start, end), bound=Bound.MAX
        )


def _clock_kind(head: str, tail: str, text: str) -> str | None:
    """What a clock runs for: the word behind the figure (…内响应), else the one before it."""
    nearest: list[tuple[int, str]] = []
    for kind, key in (
        ("response_minutes",) * 2,
        ("onsite_hours", "onsite"),
        ("restore", "restore"),
    ):
        match = _words("minutes", key).search(tail)
        if match:
            nearest.append((match.start(), kind))
    if nearest and min(nearest)[0] > _CLOSE and composed(_NAME, r"<minutes.limit>$").search(head):
        nearest = []  # 响应时间≤15分钟…: the figure belongs to the words before it
    if not nearest:
        for kind, key in (
            ("response_minutes",) * 2,
            ("onsite_hours", "onsite"),
            ("restore", "restore"),
        ):
            for match in _words("minutes", key).finditer(head):
                nearest.append((-match.end(), kind))
    if not nearest and re.search(r"故障[^,;。]{0,4}$|故障不超过[ ]*$", head):
        nearest.append((0, "restore"))
    if not nearest:
        return None
    kind = min(nearest)[1]
    if kind != "restore":
        return kind
    if not _words("minutes", "fault").search(text):
        return None
    return "restore_minutes"


def _clock_announced(passage: Passage, place: int) -> str | None:
    """What a list of clocks is announced to run for: 恢复时限：重大故障，1小时；…."""
    ahead = passage.before + passage.text[:place]
    intro, colon, items = ahead.rpartition(":")
    if not colon or "。" in items:
        return None
    said = re.split("[。;]", intro)[-1]
    return _clock_kind(said, "", said)


def _is_critical(passage: Passage, head: str, tail: str, place: int) -> bool:
    """Whether the fault that is restored is a critical one.

    The word nearest before the figure tells, else the one behind it in the piece (1小时内排除紧急
    故障), else the last one that the sentence says before.
    """
    either = composed(_NAME, "(?P<critical><minutes.critical>)|<minutes.ordinary>")
    for said, last in ((head, True), (tail, False), (passage.text[:place], True)):
        found = list(either.finditer(said))
        if found:
            return found[-1 if last else 0]["critical"] is not None
    return False


def _expansion(passage: Passage) -> Iterator[Candidate]:
    """Days in which resources are expanded."""
    verb = _words("expansion", "verb")
    for duration in find_durations(passage.text):
        start, end = passage.piece(duration.start)
        head, tail = passage.text[start : duration.start], passage.text[duration.end : end]
        said = (
            verb.search(tail)
            or composed(_NAME, r"<expansion.verb>[^,;。]{0,14}$").search(head)
            or (verb.search(passage.text[:start]) and _words("expansion", "ready").match(tail))
        )
        if duration.unit not in ("day", "hour") or not said:
            continue
        if re.search(r"未|超过(?<!不超过)|连续|提前", head[-12:]) or re.match(
            r"(?:内)?[^,;。]{0,4}未", tail
        ):
            continue
        days = duration.value / 24 if duration.unit == "hour" else duration.value
        yield candidate(
            TermGroup.SERVICE_LEVEL,
            "expansion_days",
            days,
            passage,
            (start, end),
            day_type=duration.day_type,
            bound=Bound.MAX,
        )
        return


def _table(tree: ClauseTree, table: ClauseTable) -> Iterator[Candidate]:
    """Levels in a table of targets: 指标 | 目标值; a table of penalties states none."""
    header = fold("".join(table.header))
    if re.search("系数|扣|罚|违约", header):
        return
    if re.search("级别|等级|事件|影响", header):
        yield from _graded(tree, table)
        return
    clause = tree.by_id[table.clause]
    for index, row in enumerate(table.rows):
        for place in range(1, len(row)):
            cell = fold(row[place]).strip()
            if len(cell) > 16 or not _TARGET.match(cell):
                continue
            for found in _row_levels(bare_passage(clause, f"{row[place - 1]}{cell}"), cell):
                # What a table says of a level weighs less than a sentence, wherever it stands.
                rank = (found.rank[0], _TABLE_DISTANCE, found.rank[2])
                yield Candidate(replace(found.term, **cite_row(table, index)), rank)


def _graded(tree: ClauseTree, table: ClauseTable) -> Iterator[Candidate]:
    """Times to restore in a table of faults by grade: 级别 | 响应时间 | 恢复时间.

    The other clocks differ from grade to grade too, and no kind tells them apart.
    """
    clause = tree.by_id[table.clause]
    graded = composed(_NAME, "<minutes.critical>|<minutes.ordinary>")
    for index, row in enumerate(table.rows):
        if not graded.search(fold(row[0])):
            continue
        for head, cell in zip(table.header[1:], row[1:], strict=True):
            said = bare_passage(clause, f"{fold(row[0])}{fold(head)}{fold(cell).strip()}")
            for found in _clocks(said) if len(cell) <= 16 and len(head) <= 8 else ():
                if "restore" in found.term.kind:
                    rank = (found.rank[0], _TABLE_DISTANCE, found.rank[2])
                    yield Candidate(replace(found.term, **cite_row(table, index)), rank)


def _row_levels(passage: Passage, target: str) -> Iterator[Candidate]:
    """The levels of a row of targets, of its name and its value read as one."""
    shares = find_percents(target)
    kind = _percent_kind(passage.text) if shares else None
    if kind:
        level = shares[0].value
        yield candidate(TermGroup.SERVICE_LEVEL, kind, level, passage, (0, 0), bound=Bound.MIN)
    elif not shares:
        yield from _clocks(passage)
        yield from _expansion(passage)
