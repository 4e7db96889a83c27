"""Periods of leaving a contract: notice, migration, handover, cure, delay that ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from app.extract.acting import CAUSE, mentions, subject
from app.extract.clausal import Passage, passage_subject
from app.extract.once import Candidate, anchor, candidate
from app.extract.wording import composed, either_of
from app.text.durations import Duration, find_durations
from models.terms import Bound, Party, TermGroup

_NAME = "exit"
_UNITS: dict[str, tuple[str, int]] = {
    "day": ("day", 1),
    "week": ("day", 7),
    "month": ("month", 1),
    "quarter": ("month", 3),
    "year": ("month", 12),
}


def words(*keys: str) -> re.Pattern[str]:
    """The pattern of a list of the exit lexicon."""
    return either_of(_NAME, *keys)


def periods(passage: Passage) -> Iterator[Candidate]:
    """The periods of leaving that a passage states."""
    for duration in find_durations(passage.text):
        if duration.unit not in _UNITS:
            continue
        found = _kind(passage, duration)
        if found is not None:
            kind, distance = found
            yield _candidate(passage, duration, kind, distance)


def _candidate(passage: Passage, duration: Duration, kind: str, distance: int) -> Candidate:
    unit, times = _UNITS[duration.unit]
    start, end = passage.piece(duration.start)
    bound = duration.bound
    if re.search(r"(?:至少|不少于|最少|不低于)[^,;。]{0,6}$", passage.text[: duration.start]):
        bound = Bound.MIN
    return candidate(
        TermGroup.EXIT,
        kind,
        duration.value * Decimal(times),
        passage,
        (start, max(end, duration.end)),
        unit=unit,
        day_type=duration.day_type,
        bound=bound,
        anchor=anchor(passage, duration.start),
        distance=distance,
    )


def _kind(passage: Passage, duration: Duration) -> tuple[str, int] | None:
    """The kind of a period and how far its wording is from the kind's own."""
    head, tail = passage.text[: duration.start], passage.text[duration.end :]
    if re.search(r"每[^,;。]{0,8}$", head):
        return None
    if _is_handover(passage, head, tail):
        return "handover_period", 0
    if _is_delay(passage, head, tail):
        return "delay_termination_days", 0
    cure = _cure_distance(passage, head, tail)
    if cure is not None:
        return "cure_period", cure
    if _is_migration(passage, head, tail):
        return "migration_deadline", 0
    return _notice(passage, head, tail)


def _is_handover(passage: Passage, head: str, tail: str) -> bool:
    if _names("handover.period", head, tail):
        return True
    work = re.search(r"(?:移交|交接)(?:工作|手续|事宜)[^,;。]{0,20}$", head) and re.match(
        r"(?:之)?(?:内|以内)[^,;。]{0,8}(?:完成|办理|完毕|办结)", tail
    )
    if not work and not _names("handover.period_weak", head, tail):
        return False
    # 托管 and 并行 tell of a handover only where the contract ends.
    said = head + tail
    return words("handover", "not_ending").search(said) is None and passage.about(
        either_of(_NAME, "handover", "ending")
    )


def _names(period: str, head: str, tail: str) -> bool:
    """Whether a name of a period stands close before or behind its figure: 切换期不超过…."""
    if composed(_NAME, rf"<{period}>(?!内)[^,;。费价]{{0,16}}$").search(head):
        return True
    return composed(_NAME, rf"(?:的)?[一-龥]{{0,6}}?<{period}>").match(tail) is not None


# 交接完成后10日内…: a period that begins with the end of the handover is for what follows it.
_HANDED_OVER = re.compile(
    r"(?:交接|移交|迁移|过渡期?|切换期?)(?:工作)?(?:全部)?(?:完成|完毕|结束|期满|届满)"
    r"(?:之日)?(?:后|起)[^,;。]{0,4}$"
)
_COMPLETED = re.compile(r"(?:之)?(?:内|以内)(?:全部)?(?:完成|完毕|结束|办理|办结|实施)")
_MIGRATION_TERM = re.compile(
    r"(?:迁移|迁出|搬迁|导出)(?:期限|时限|工作)?[^,;。]{0,10}(?:为|不超过|应在|须在)[ _\[]*$"
    r"|(?:迁移|迁出|搬迁|导出|搬离|迁离)的?(?:期限|时限|限期)[^,;。]{0,24}$"
)


def _is_migration(passage: Passage, head: str, tail: str) -> bool:
    within = composed(
        _NAME,
        r"(?:之)?(?:内|以内|之前|前)[^;。]{0,40}?(?:完成|配合|协助|办理|将|把|全部|予以)"
        r"[^;。]{0,40}?<migration.done>|(?:之)?(?:内|以内)[^,;。]{0,6}?<migration.done>",
    ).match(tail)
    # 数据的搬迁应于90日内完成: the object before the verb.
    inverted = composed(_NAME, r"<migration.done>[^,;。]{0,20}$").search(head) and _COMPLETED.match(
        tail
    )
    named = _MIGRATION_TERM.search(head)
    if (not within and not named and not inverted) or _HANDED_OVER.search(head):
        return False
    if not passage.about(either_of(_NAME, "migration", "ordered")):
        return False
    return not composed(_NAME, r"<migration.moving_in>[^,;。]{0,10}$").search(head)


def _grants_termination(text: str) -> re.Match[str] | None:
    return composed(_NAME, r"<grant>[^;。]{0,30}?(?:解除|终止|解约)").search(text)


def _ends(passage: Passage, head: str, tail: str) -> bool:
    """Whether what stands before or behind a period, or introduces the list, ends the contract."""
    introduced = passage.lead if passage.lead.endswith(":") else ""
    return any(_grants_termination(said) for said in (tail, head, introduced))


def _cure_distance(passage: Passage, head: str, tail: str) -> int | None:
    near = tail[:40]
    if not words("cure", "remedied").search(near):
        return None
    if words("cure", "not_cure").search(near + head[-30:]):
        return None
    demanded = composed(_NAME, r"<cure.demand>[^;。]{0,14}$").search(head)
    failed = words("cure", "failed").match(tail) or re.match(
        r"内[^;。]{0,16}[,;](?:逾期|仍|拒)", tail
    )
    if not demanded or not failed or not _ends(passage, head, tail):
        return None
    if subject(head) is Party.EITHER:
        return 0
    return 1 if words("cure", "general_heading").search(passage.headings) else 2


def _is_delay(passage: Passage, head: str, tail: str) -> bool:
    late = composed(_NAME, r"<delay.late>[^,;。]{0,14}$")
    if not late.search(head) or tail.removeprefix("之").startswith(("内", "前")):
        return False
    if not _ends(passage, "", tail):
        return False
    grant = _grants_termination(tail)
    rest = tail[: grant.start()] if grant else tail
    # 延期一日，每日…，延期超过十日，甲方有权…: the last of several delays ends the contract.
    if any(late.search(rest[: d.start]) for d in find_durations(rest)):
        return False
    # The buyer's late payment gives the supplier its right: another matter.
    holders = [m for m in mentions(rest) if m.acts]
    if holders:
        return holders[-1].party is not Party.SUPPLIER
    payer = subject(head) or passage_subject(passage)
    return not (payer is Party.BUYER and words("delay", "payment").search(head))


def _notice(passage: Passage, head: str, tail: str) -> tuple[str, int] | None:
    text = passage.text
    leaving = _leaving(text)
    if leaving is None or words("notice", "not_about").search(head + tail[:30]):
        return None
    ahead = composed(_NAME, r"<notice.before>[^,;。]{0,6}$").search(head)
    # 应于九十日前书面报告
    ahead = ahead or composed(_NAME, r"(?:以|之)?前[^,;。]{0,10}?<notice.verb>").match(tail)
    told = composed(_NAME, r"(?:以上|前)?[^;。]{0,30}?<notice.verb>").match(tail) or composed(
        _NAME, r"<notice.verb>[^;。]{0,20}$"
    ).search(head)
    after_notice = words("notice", "after_notice").search(head) and re.match(
        r"(?:之)?(?:后|期满|届满)", tail
    )
    # 应给予乙方30日的预告期
    term = composed(_NAME, r"<notice.period>[^,;。]{0,10}$").search(head) or composed(
        _NAME, r"<notice.of_period>"
    ).match(tail)
    if not (ahead and told) and not after_notice and not term:
        return None
    who = leaver(passage, leaving)
    if who is Party.SUPPLIER:
        return "supplier_exit_notice", 0
    return ("buyer_termination_notice" if who is Party.BUYER else "termination_notice"), 0


def _leaving(text: str) -> re.Match[str] | None:
    """The first word by which somebody leaves, not one that happens to a contract."""
    fallback = None
    for match in words("leave").finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        if re.search(r"(?:责令|被)[^,;。]{0,6}$", before):
            continue
        if re.search(r"(?:合同|协议|服务期?)(?:有效期)?$", before) and fallback is None:
            fallback = match
            continue
        return match
    return fallback


def leaver(passage: Passage, leaving: re.Match[str]) -> Party | None:
    """Who leaves: the last party that acts before the word, else the sentence's subject."""
    named = [m for m in mentions(passage.text[: leaving.start()]) if m.acts]
    if named:
        return named[-1].party or Party.EITHER
    behind = [m for m in mentions(passage.text[leaving.end() :]) if m.acts]
    return (
        passage_subject(passage, leaving.start())
        if not behind or passage.before
        else behind[0].party
    )


def supplier_leaves(text: str) -> bool:
    """Whether a folded text says that the supplier itself ends the service."""
    for match in words("leave").finditer(text):
        before = text[: match.start()]
        # 不得单方退出 forbids the supplier's leaving, which is the same matter.
        forbidden = re.search(r"不得[^,;。]{0,6}$", before[-10:])
        if composed(_NAME, r"<passive>[^,;。]{0,8}$").search(before[-12:]) and not forbidden:
            continue
        named = [m for m in mentions(before) if m.acts]
        if not named and re.match("退|离|撤|擅自|提前|单方", match[0]):
            named = [m for m in mentions(text) if m.start > match.end() and m.acts][:1]
            if named and named[0].party is Party.SUPPLIER:
                return True
        elif named and named[-1].party is Party.SUPPLIER:
            between = before[named[-1].end :]
            # 因乙方原因解除合同: the supplier causes the end, the buyer declares it; not so
            # 乙方因自身原因退出.
            if "有权" not in between and (not CAUSE.match(between) or "自身" in between):
                return True
    return False
