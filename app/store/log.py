"""From the log of decisions to those in force."""

from __future__ import annotations

from collections.abc import Iterable

from app.store.records import Entry
from models.decision import Decision, about_newer, subject


def in_force(log: Iterable[Entry]) -> tuple[Decision, ...]:
    """The decisions in force, in the order in which they were made.

    Those about a file that was replaced name the file that took its place; whether they still fit
    there, their words tell.

    Args:
        log: All entries, in any order; an entry that takes back one that is not there does nothing.

    Returns:
        Of the decisions that were not taken back, the last of each kind on a target.
    """
    entries = {entry.number: entry for entry in log}
    back: set[int] = set()
    for number in sorted(entries, reverse=True):
        retracts = entries[number].retracts
        # A later entry decides about an earlier one: from the end, each is settled when met.
        if retracts is not None and number not in back and retracts < number:
            back.add(retracts)
    standing: list[Decision] = []
    for number in sorted(entries.keys() - back):
        entry = entries[number]
        if entry.decision is not None:
            standing.append(entry.decision)
        if entry.replaced is not None:
            standing = [about_newer(decision, *entry.replaced) for decision in standing]
    last: dict[object, Decision] = {}
    for decision in standing:
        last.pop(subject(decision), None)
        last[subject(decision)] = decision
    return tuple(last.values())
