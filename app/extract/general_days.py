"""Days: to accept, to rework, to prove force majeure, to tell of a changed address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract.clausal import Passage
from app.extract.once import Candidate, anchor, candidate
from app.extract.wording import composed, either_of
from app.text.durations import Duration, find_durations
from models.terms import TermGroup

_NAME = "general"


def words(*keys: str) -> re.Pattern[str]:
    """The pattern of an entry of the lexicon of general terms."""
    return either_of(_NAME, *keys)


def _days(passage: Passage) -> Iterator[tuple[Duration, str, str]]:
    """The durations in days, each with what stands before and behind it in the passage."""
    for duration in find_durations(passage.text):
        if duration.unit == "day":
            text = passage.text
            yield duration, text[: duration.start], text[duration.end :]


def _candidate(passage: Passage, kind: str, duration: Duration, distance: int = 0) -> Candidate:
    start, end = passage.piece(duration.start)
    return candidate(
        TermGroup.GENERAL,
        kind,
        duration.value,
        passage,
        (start, max(end, duration.end)),
        day_type=duration.day_type,
        bound=duration.bound,
        anchor=anchor(passage, duration.start),
        distance=distance,
    )


def acceptance(passage: Passage) -> Iterator[Candidate]:
    """Days in which the buyer accepts: 期满后20日内组织验收."""
    if "验收" not in passage.text:
        return
    for duration, head, tail in _days(passage):
        within = re.match(
            r"(?:之)?(?:内|以内)(?P<said>[^。;]{0,30}?)验收(?!申请|不|材料|报告|前|合格)", tail
        )
        named = re.search(r"验收(?:期限?|时限|时间)?[^,;。]{0,20}$", head) and re.match(
            r"(?:之)?(?:内|以内)[^,;。]{0,4}?(?:完成|进行|组织|开展|启动|实施|办结|办理|安排)", tail
        )
        termed = re.search(
            r"验收(?:期限|时限|周期|期)(?:为|是|:|不超过|不得超过)[^,;。]{0,10}$", head
        ) and not re.match(r"(?:之)?后", tail)
        if not within and not named and not termed:
            continue
        if within and words("acceptance", "not_between").search(within["said"]):
            continue
        if words("acceptance", "not_before").search(head):
            continue
        yield _candidate(passage, "acceptance_days", duration)


def rework(passage: Passage) -> Iterator[Candidate]:
    """Days to mend what failed acceptance."""
    if not find_durations(passage.text):
        return
    said = passage.text + passage.before[-60:] + passage.headings
    if not words("rework", "of_acceptance").search(said):
        return
    for duration, head, tail in _days(passage):
        verb = composed(_NAME, r"(?:之)?(?:内|以内)[^,;。]{0,16}?<rework.verb>").match(tail)
        termed = composed(
            _NAME, r"<rework.verb>(?:期限|时限|期)(?:为|是|:|不超过)[^,;。]{0,8}$"
        ).search(head)
        if not termed and (not verb or words("rework", "failed_to").search(verb[0])):
            continue
        own = words("rework", "of_acceptance").search(passage.text)
        if not own and not re.search("验收", passage.before[-60:]):
            continue
        yield _candidate(passage, "rework_days", duration, 0 if "验收" in said else 1)


def force_majeure_proof(passage: Passage) -> Iterator[Candidate]:
    """Days to prove force majeure."""
    if not find_durations(passage.text) or not passage.about(
        either_of(_NAME, "force_majeure", "named")
    ):
        return
    proof = words("force_majeure", "proof").search(passage.text)
    if not proof:
        return
    periods = list(_days(passage))
    before = [found for found in periods if found[0].end <= proof.start()]
    # 提交证明文件，期限为事件结束后15日内
    behind = [
        found
        for found in periods
        if found[0].start > proof.end() and re.match(r"(?:之)?(?:内|以内|前)", found[2])
    ]
    for duration, _, _ in before[-1:] or behind[:1]:
        yield _candidate(passage, "force_majeure_proof_days", duration)


def notice_change(passage: Passage) -> Iterator[Candidate]:
    """Days to tell the other side of a changed address or account."""
    if not find_durations(passage.text):
        return
    changed = composed(
        _NAME,
        r"<notice_change.thing>[^。;]{0,14}?<notice_change.change>"
        r"|<notice_change.change>[^,;。]{0,10}?<notice_change.thing>",
    ).search(passage.text)
    if not changed or "不可抗力" in passage.text:
        return
    tell = composed(_NAME, r"[^。;]{0,24}?<notice_change.tell>")
    for duration, _, tail in _days(passage):
        if changed.start() < duration.start and tell.match(tail):
            yield _candidate(passage, "notice_change_days", duration)
            return
