"""Differences of tables: rows matched by what they are about, then cell by cell.

Rows are never matched by their place: price lists and lists of breaches are reordered from draft to
draft. Where two tables have no column in common they are compared as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.diff.cells import cell_text, pair_cells
from app.diff.certainty import Certainty
from app.diff.columns import column_kind, figure, is_textual, match_columns, unmatched
from app.diff.services import name_similarity, plain, service_key
from app.diff.text import text_edits
from app.diff.vocabulary import strongest_of
from app.resources import lexicon
from app.text.tokens import TokenKind
from models.clause import ClauseTable, ClauseTree
from models.diff import Edit, EditClass, EditOp

# Rows are one from this likeness of their words on. Breaches that differ in one grade (造成重大,
# 未造成重大) reach 90 and more, so that the best partner counts, not the first; unrelated rows
# of the sample tables stay below 50.
_ROW_CUTOFF = 60.0
# Where the naming columns say nothing, the words of the whole row must be much the same.
_WHOLE_CUTOFF = 80.0
# Beyond this many pairs of rows a similarity for each would be too slow: rows pair by equal words.
_PAIR_LIMIT = 400_000
_KEY_LENGTH = 60
_UNSAID = Certainty(ClauseTree(()))
_NAME_KINDS = ("category", "subcategory", "name", "description")


def table_edits(
    a: ClauseTable,
    b: ClauseTable,
    names: tuple[str, ...] = (),
    *,
    here: Certainty = _UNSAID,
    there: Certainty = _UNSAID,
) -> tuple[Edit, ...]:
    """The edits that make table ``b`` of table ``a``.

    Args:
        a: The baseline's table.
        b: The other table.
        names: Names of the parties, folded.
        here: How sure the characters of the baseline are.
        there: How sure those of the other document are.

    Returns:
        For each differing cell the edits of its text, equal stretches included, with ``row_key``
        and ``column`` set; for each added or removed row one edit with ``row_key``, its cells
        joined by tabs; for each added or removed column one edit with ``column``, its cells joined
        by line feeds. Counting columns (序号) are left out. Empty where the tables are equal.
    """
    if a.header == b.header and a.rows == b.rows:
        return ()
    columns = match_columns(a, b)
    if not columns:
        return text_edits(as_text(a), as_text(b), names)

    def in_doubt(x: tuple[int, int], y: tuple[int, int]) -> bool:
        return here.doubts_cell(x in a.doubtful) or there.doubts_cell(y in b.doubtful)

    edits: list[Edit] = []
    if a.header and b.header:
        for i, j in columns:
            doubt = in_doubt((-1, i), (-1, j))
            edits += _cell(a.header[i], b.header[j], None, a.header[i], doubt)
    edits += _odd_columns(a, [i for i, _ in columns], EditOp.DELETE)
    edits += _odd_columns(b, [j for _, j in columns], EditOp.INSERT)
    edits += _row_edits(a, b, columns, in_doubt, names)
    return tuple(edits)


def whole_table(table: ClauseTable, op: EditOp) -> Edit:
    """One edit for a table that only one side has."""
    text = as_text(table)
    a, b = (text, "") if op is EditOp.DELETE else ("", text)
    return Edit(op, a, b, kind=_block_class(text))


def _block_class(text: str) -> EditClass:
    """The class of a whole row, column or table: its words are new, not its duties."""
    return EditClass.NUMBER if strongest_of(text, _FIGURES) else EditClass.WORDING


_FIGURES = (TokenKind.NUMBER,)


def as_text(table: ClauseTable) -> str:
    """A table as text: rows joined by line feeds, cells by tabs."""
    rows = [table.header, *table.rows] if table.header else table.rows
    return "\n".join("\t".join(row) for row in rows)


def pair_tables(
    a: Sequence[ClauseTable], b: Sequence[ClauseTable]
) -> list[tuple[ClauseTable | None, ClauseTable | None]]:
    """Which tables of two cells belong together: by their words, in order where alike."""
    if not a or not b:
        return [*((table, None) for table in a), *((None, table) for table in b)]
    scores = sorted(
        (-alike, abs(i - j), i, j)
        for i, x in enumerate(a)
        for j, y in enumerate(b)
        if (alike := _alike(x, y)) is not None
    )
    partner: dict[int, int] = {}
    for _, _, i, j in scores:
        if i not in partner and j not in partner.values():
            partner[i] = j
    pairs: list[tuple[ClauseTable | None, ClauseTable | None]] = [
        (table, b[partner[i]] if i in partner else None) for i, table in enumerate(a)
    ]
    pairs += [(None, table) for j, table in enumerate(b) if j not in partner.values()]
    return pairs


def _alike(a: ClauseTable, b: ClauseTable) -> float | None:
    """How alike two tables of equivalent clauses are in words; None where they can't be one."""
    alike = name_similarity(_profile(a), _profile(b))
    shared = len(match_columns(a, b)) if a.header and b.header else 0
    pairable = shared >= 2 or alike >= 60 or (shared == 1 and alike >= 40)
    return alike if pairable else None


def _profile(table: ClauseTable) -> str:
    return "".join(table.header) + as_text(table)[:300]


def _odd_columns(table: ClauseTable, taken: Sequence[int], op: EditOp) -> Iterator[Edit]:
    for i in unmatched(table, taken):
        if not table.header or not table.header[i].strip():
            continue  # told row by row
        heading = table.header[i]
        text = "\n".join([heading, *(row[i] for row in table.rows if row[i].strip())])
        a, b = (text, "") if op is EditOp.DELETE else ("", text)
        yield Edit(op, a, b, kind=_block_class(text), column=heading)


def _row_edits(
    a: ClauseTable,
    b: ClauseTable,
    columns: list[tuple[int, int]],
    in_doubt: Callable[[tuple[int, int], tuple[int, int]], bool],
    names: tuple[str, ...],
) -> Iterator[Edit]:
    left, right = _keys(a, [i for i, _ in columns]), _keys(b, [j for _, j in columns])
    partner = _match_rows(left, right)
    left_cells = _taking_part(a, [i for i, _ in columns])
    right_cells = _taking_part(b, [j for _, j in columns])
    called = _unique([_display(a, row) for row in a.rows])
    for i, row in enumerate(a.rows):
        if i not in partner:
            yield from _odd_row(row, called[i], EditOp.DELETE)
            continue
        other = b.rows[partner[i]]
        for left_at, right_at in pair_cells(row, other, columns, left_cells, right_cells):
            heading = _heading(a, left_at[0]) if left_at else _heading(b, right_at[0])
            here, there = cell_text(row, left_at), cell_text(other, right_at)
            if here != there:
                pairs = [((i, x), (partner[i], y)) for x in left_at for y in right_at]
                doubt = not pairs or any(in_doubt(x, y) for x, y in pairs)
                yield from _cell(here, there, called[i], heading, doubt, names=names)
    taken = set(partner.values())
    added = [j for j in range(len(b.rows)) if j not in taken]
    for j, name in zip(added, _unique([_display(b, b.rows[j]) for j in added]), strict=True):
        yield from _odd_row(b.rows[j], name, EditOp.INSERT)


def _taking_part(table: ClauseTable, matched: Sequence[int]) -> list[int]:
    """The matched columns and those without a heading, in order."""
    bare = [i for i in unmatched(table, matched) if not table.header or not table.header[i].strip()]
    return sorted([*matched, *bare])


def _heading(table: ClauseTable, column: int) -> str:
    return (table.header[column] if table.header else "") or str(column + 1)


def _odd_row(row: Sequence[str], name: str, op: EditOp) -> Iterator[Edit]:
    text = "\t".join(row)
    if not text.strip():
        return
    a, b = (text, "") if op is EditOp.DELETE else ("", text)
    yield Edit(op, a, b, kind=_block_class(text), row_key=name)


def _cell(
    a: str, b: str, row: str | None, column: str, doubt: bool, *, names: tuple[str, ...] = ()
) -> Iterator[Edit]:
    """Edits of one cell; none where it says the same in the same form.

    ``doubt`` says that one of the two may be misread.
    """
    if a == b:
        return
    here, there = figure(a), figure(b)
    if here is not None and there is not None:
        kind = EditClass.COSMETIC if here == there else EditClass.NUMBER
        yield Edit(EditOp.REPLACE, a, b, kind=kind, row_key=row, column=column)
        return
    for edit in text_edits(a, b, names):
        misread = edit.kind is EditClass.RECOGNITION and not doubt
        said = EditClass.WORDING if misread else edit.kind
        yield Edit(edit.op, edit.a, edit.b, said, row_key=row, column=column)


@cache
def _total_words() -> tuple[str, ...]:
    return tuple(plain(word) for word in lexicon("diff")["rows"]["total"])


@dataclass(frozen=True, slots=True)
class _RowKey:
    """What a row is about: its words, and in price lists the service that it names.

    ``whole`` are the words of all its cells, for rows whose cells were read a column apart.
    """

    words: str
    service: str | None = None
    whole: str = ""


def _keys(table: ClauseTable, matched: Sequence[int]) -> list[_RowKey]:
    """Row keys from the naming columns, or from all worded columns where none is known."""
    width = len(table.rows[0]) if table.rows else 0
    kinds = [column_kind(heading) for heading in table.header] or [None] * width
    naming = [i for i in range(width) if kinds[i] in _NAME_KINDS]
    worded = [i for i in matched if i < width and is_textual(table, i) and kinds[i] != "unit"]
    telling = any(kinds[i] in {"name", "description"} for i in naming)
    chosen = naming if telling else worded or list(matched)
    priced = "quantity" in kinds or "unit_price" in kinds
    keys: list[_RowKey] = []
    for row in table.rows:
        first = plain(next((cell for cell in row if cell.strip()), ""))
        if first.startswith(_total_words()):
            keys.append(_RowKey(_total_words()[0]))
            continue
        words = [row[i] for i in chosen]
        service = service_key(words[-1], "".join(words[:-1])) if priced and words else None
        whole = plain("".join(cell for cell in row if figure(cell) is None))
        keys.append(_RowKey(plain("".join(words)), service, whole))
    return keys


def _display(table: ClauseTable, row: Sequence[str]) -> str:
    """How a reader would call the row."""
    kinds = [column_kind(heading) for heading in table.header] or [None] * len(row)
    for wanted in ("name", "description", "person", "subcategory", "category"):
        named = [row[i] for i, kind in enumerate(kinds) if kind == wanted and row[i].strip()]
        if named:
            return named[0].strip()[:_KEY_LENGTH]
    words = [cell for cell in row if cell.strip() and figure(cell.rstrip(".、")) is None]
    return (words or [c for c in row if c.strip()] or [""])[0].strip()[:_KEY_LENGTH]


def _unique(names: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    result: list[str] = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return result


def _match_rows(left: Sequence[_RowKey], right: Sequence[_RowKey]) -> dict[int, int]:
    """Partners of rows, one to one: equal words first, then the most alike, then the nearest."""
    partner: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for j, key in enumerate(right):
        places.setdefault(key.words, []).append(j)
    for i, key in enumerate(left):
        if key.words and places.get(key.words):
            partner[i] = places[key.words].pop(0)
    taken = set(partner.values())
    here = [i for i in range(len(left)) if i not in partner]
    there = [j for j in range(len(right)) if j not in taken]
    if len(here) * len(there) > _PAIR_LIMIT:
        return partner
    scored = sorted(
        (-score, abs(i - j), i, j)
        for i in here
        for j in there
        if (score := _likeness(left[i], right[j])) >= _ROW_CUTOFF
    )
    for _, _, i, j in scored:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner


def _likeness(a: _RowKey, b: _RowKey) -> float:
    alike = name_similarity(a.words, b.words, _ROW_CUTOFF)
    if alike < _ROW_CUTOFF and a.words != a.whole:
        whole = name_similarity(a.whole, b.whole, _WHOLE_CUTOFF)
        alike = whole if whole >= _WHOLE_CUTOFF else alike
    if a.service and b.service:
        # Lines that name different services are never one, however alike their descriptions.
        return max(alike, 75.0) if a.service == b.service else _ROW_CUTOFF - 1
    return alike
