"""Tables that a page break cut: the second part has no header, or says the first one's again."""

from __future__ import annotations

import re

from models.clause import ClauseTable, ClauseTree

# What a page break leaves between two parts of a table: 续表, a page number.
_BETWEEN = re.compile(r"[\s\-—–\d第页共/]*|[(（]?\s*(?:续|接)\s*(?:上)?\s*(?:表|页)?[^。；]{0,12}")


def chains(tree: ClauseTree) -> tuple[tuple[ClauseTable, ...], ...]:
    """The tables of a contract in reading order, the parts of one table together."""
    order = {clause.id: index for index, clause in enumerate(tree.clauses)}
    found: list[list[ClauseTable]] = []
    for table in tree.tables:
        if found and _goes_on(tree, order, found[-1], table):
            found[-1].append(table)
        else:
            found.append([table])
    return tuple(map(tuple, found))


def _goes_on(
    tree: ClauseTree, order: dict[str, int], chain: list[ClauseTable], table: ClauseTable
) -> bool:
    first, last = chain[0], chain[-1]
    if not first.header or table.header not in ((), first.header):
        return False
    if not table.rows or len(table.rows[0]) != len(first.header):
        return False
    between = tree.clauses[order[last.clause] + 1 : order[table.clause] + 1]
    return all(
        _BETWEEN.fullmatch(clause.text) and not clause.heading and not clause.number
        for clause in between
    )
