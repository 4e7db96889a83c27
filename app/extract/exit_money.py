"""Money of leaving a contract: penalties, caps, who pays for the handover and bears the loss."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.extract.acting import mentions
from app.extract.clausal import Passage
from app.extract.exit_periods import supplier_leaves, words
from app.extract.once import Candidate, candidate
from app.extract.penalty import FoundRate
from app.extract.wording import composed, either_of
from app.text.amounts import find_percents
from models.terms import Bound, Party, TermGroup

_NAME = "exit"


def exit_penalties(rates: Sequence[FoundRate]) -> Iterator[Candidate]:
    """The penalty rates that sanction an exit, a migration or a handover."""
    for index, found in enumerate(rates):
        passage, rate = found.passage, found.rate
        if rate.party is not Party.SUPPLIER:
            continue
        previous = rates[index - 1] if index else None
        since = 0
        if previous is not None and previous.passage.whole is passage.whole:
            since = previous.passage.start + previous.rate.end
        said = (passage.before + passage.text[: rate.end])[since:]
        kind = _sanctioned(said, passage)
        if kind:
            place = found.place
            yield candidate(TermGroup.EXIT, kind, rate.percent, passage, place, unit="percent")


def _sanctioned(said: str, passage: Passage) -> str | None:
    """What a penalty sanctions, by what the clause says since the rate before it."""
    if composed(_NAME, r"<handover.period>|<handover.breach>").search(said):
        return "handover_penalty"
    leaves = supplier_leaves(said)
    # 乙方因机房搬迁终止服务的: who leaves for a move does not fail to move.
    if leaves and not words("migration", "failed").search(said):
        return "supplier_exit_penalty"
    moved = words("migration", "done").search(said)
    ordered = words("migration", "ordered").search(said + passage.headings)
    if moved and ordered:
        return "migration_penalty"
    return "supplier_exit_penalty" if leaves else None


def caps(passage: Passage) -> Iterator[Candidate]:
    """Bounds on the compensation for an ordered exit and on the fee of continued service."""
    for share in find_percents(passage.text):
        start, end = passage.piece(share.start)
        if not words("money", "cap").search(passage.text[start : min(end, share.end + 6)]):
            continue
        head = passage.text[: share.start]
        place = (start, end)
        if words("money", "compensation").search(head) and passage.about(
            either_of(_NAME, "money", "ordered")
        ):
            yield candidate(
                TermGroup.EXIT,
                "ordered_exit_compensation_cap",
                share.value,
                passage,
                place,
                unit="percent",
                bound=Bound.MAX,
            )
        elif (
            words("money", "continued").search(head)
            and words("money", "fee").search(head)
            and not words("money", "not_continued").search(head)
        ):
            yield candidate(
                TermGroup.EXIT,
                "continuation_fee_cap",
                share.value,
                passage,
                place,
                unit="percent",
                bound=Bound.MAX,
            )


def handover_fee(passage: Passage) -> Iterator[Candidate]:
    """Who pays for the handover, where a sentence about it says so."""
    text = passage.text
    if not words("handover", "work").search(text):
        return
    if not passage.about(either_of(_NAME, "handover", "ending")):
        return
    # A sentence that names the handover period speaks of the handover itself.
    distance = 0 if words("handover", "period").search(text) else 1
    for value in ("free", "negotiated", "supplier", "buyer"):
        for match in words("fee", value).finditer(text):
            before = text[max(0, match.start() - 6) : match.start()] + match[0]
            if words("fee", "not_fee").search(before):
                continue
            place = (passage.piece(match.start())[0], passage.piece(match.end())[1])
            yield candidate(
                TermGroup.EXIT, "handover_fee", value, passage, place, distance=distance
            )
            return


def exit_loss(passage: Passage) -> Iterator[Candidate]:
    """Who bears the loss of the supplier's exit."""
    match = words("loss", "named").search(passage.text)
    if not match:
        return
    said = passage.text
    if words("loss", "from_that").search(said[: match.start()]):
        said = _sentences(passage.before)[-1] + said
    if not supplier_leaves(said):
        return
    behind = passage.text[match.start() :]
    for value in ("negotiated", "supplier", "buyer"):
        if words("loss", value).search(behind):
            place = (passage.piece(match.start())[0], len(passage.text))
            yield candidate(TermGroup.EXIT, "exit_loss", value, passage, place)
            return
    head = passage.text[: match.start()]
    bearers = [m.party for m in mentions(head) if m.acts]
    if words("loss", "paid").search(head) and bearers[-1:] in ([], [Party.SUPPLIER]):
        place = (passage.piece(match.start())[0], passage.piece(match.start())[1])
        yield candidate(TermGroup.EXIT, "exit_loss", "supplier", passage, place)


def _sentences(text: str) -> list[str]:
    return re.findall(r"[^;。]+[;。]?", text) or [""]


def data_erasure(passage: Passage) -> Iterator[Candidate]:
    """Whether the supplier must erase the buyer's data when the service ends."""
    for match in words("erasure", "verb").finditer(passage.text):
        start, end = passage.piece(match.start())
        piece = passage.text[start:end]
        if not words("erasure", "thing").search(piece) or "保密信息" in piece:
            continue
        if words("erasure", "not_it").search(piece):
            continue
        if passage.about(either_of(_NAME, "erasure", "ending")):
            yield candidate(TermGroup.EXIT, "data_erasure", "yes", passage, (start, end))
            return
