"""Values come back exactly as they were, and nothing else is taken for one."""

import json
import zlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.codec import decode, encode
from app.store.errors import DamagedRecordError
from app.store.log import in_force
from app.store.records import (
    MAGIC,
    Entry,
    pack_entry,
    pack_outcome,
    unpack_decision,
    unpack_entry,
    unpack_outcome,
)
from models.comparison import UnreadContract
from models.decision import Decision, DecisionKind, Key, KeyPart, Mark, TargetKind
from models.document import Box, Document, Notice, Paragraph, Severity, Table
from models.errors import UnreadableReason
from models.message import Message
from tests.unit.app.store.store_samples import document, key, mark, note

# Lone surrogates too: a broken file has them, and they must not keep it from being saved.
texts = st.text(st.characters(exclude_categories=()), max_size=12)
numbers = st.floats(allow_nan=False, allow_infinity=False)
pages = st.none() | st.integers(1, 999)
boxes = st.none() | st.builds(Box, numbers, numbers, numbers, numbers)
messages = st.builds(Message, texts, st.lists(st.tuples(texts, texts), max_size=3).map(tuple))
paragraphs = st.builds(Paragraph, texts, st.none() | st.integers(1, 9), pages, boxes)
rows = st.lists(st.tuples(texts, texts), max_size=4).map(tuple)
tables = st.builds(Table, rows, pages, boxes)
notices = st.builds(Notice, texts, st.sampled_from(Severity), messages, pages)
documents = st.builds(
    Document,
    texts,
    texts,
    texts,
    st.lists(paragraphs | tables, max_size=6).map(tuple),
    pages,
    st.lists(notices, max_size=2).map(tuple),
)
unread = st.builds(UnreadContract, texts, st.sampled_from(UnreadableReason), messages)
parts = st.lists(st.builds(KeyPart, texts, texts, texts, texts), max_size=3).map(tuple)
keys = st.builds(Key, st.sampled_from(TargetKind), texts, parts)
decisions = st.builds(Decision, keys, st.sampled_from(DecisionKind), texts, texts)


@given(documents | unread)
def test_what_was_read_comes_back(outcome: Document | UnreadContract) -> None:
    assert unpack_outcome(pack_outcome(outcome)) == outcome


@given(st.builds(Entry, st.integers(1), st.none() | decisions, st.none() | st.integers(1)))
def test_entries_come_back(entry: Entry) -> None:
    back = unpack_entry(pack_entry(entry))
    assert back == entry
    assert repr(back) == repr(entry)  # the field that keys are not compared by, too


@given(st.binary(max_size=60))
def test_other_bytes_are_refused(data: bytes) -> None:
    for unpack in (unpack_outcome, unpack_entry, unpack_decision):
        with pytest.raises(DamagedRecordError):
            unpack(MAGIC + data)


@pytest.mark.parametrize(
    "plain",
    [
        {"text": 5},
        {"text": "甲", "page": True},
        {"text": "甲", "page": 1.5},
        {"text": "甲", "unknown": 1},
        {"page": 1},
        {"text": "甲", "box": {"x0": 1, "y0": 1, "x1": 1}},
        {"text": "甲", "box": {"x0": "1", "y0": 1, "x1": 1, "y1": 2}},
        [],
        None,
    ],
)
def test_what_does_not_fit_the_type_is_refused(plain: object) -> None:
    with pytest.raises(DamagedRecordError):
        decode(json.dumps(plain).encode(), Paragraph)


def test_hostile_json_is_refused() -> None:
    for data in (b"[" * 100_000, b"NaN", b"9" * 10_000, b"\xff", b"", b'{"text":"a"'):
        with pytest.raises(DamagedRecordError):
            decode(data, Paragraph)
    uneven = b'{"rows":[["a","b"],["c"]]}'
    with pytest.raises(DamagedRecordError):
        decode(uneven, Table)
    stranger = encode(document(), Document).replace(b'"is":"Table"', b'"is":"Popen"')
    with pytest.raises(DamagedRecordError):
        decode(stranger, Document)


def test_a_bomb_is_refused() -> None:
    record = bytearray(pack_outcome(document()))
    body = zlib.compress(b" " * 70_000_000, 9)
    head = record[:5] + len(body).to_bytes(4, "big") + zlib.crc32(b"D" + body).to_bytes(4, "big")
    with pytest.raises(DamagedRecordError):
        unpack_outcome(bytes(head + body))


FROZEN = """{"name":"甲.pdf","sha256":"ab","format":"pdf","blocks":[
{"is":"Paragraph","text":"第一条","outline":1,"page":2,"box":{"x0":1.5,"y0":2.0,"x1":3.0,"y1":4.0}},
{"is":"Table","rows":[["名称"],["云主机"]]}],"pages":2,
"notices":[{"code":"x","severity":"warning","message":{"key":"k","params":[["a","b"]]}}]}"""


def test_documents_of_project_files_out_there_still_fit() -> None:
    """A field may be added with a default; renaming or removing one needs a migration."""
    assert decode(FROZEN.encode(), Document) == Document(
        "甲.pdf",
        "ab",
        "pdf",
        (
            Paragraph("第一条", 1, 2, Box(1.5, 2.0, 3.0, 4.0)),
            Table((("名称",), ("云主机",))),
        ),
        2,
        (Notice("x", Severity.WARNING, Message("k", (("a", "b"),))),),
    )


def test_a_type_without_a_way_is_our_own_defect() -> None:
    with pytest.raises(TypeError):
        encode(1j, complex)


def test_a_figure_comes_back_as_it_was_written() -> None:
    for text in ("0", "-1.50", "1E+2", "0.3333333333333333333333333333"):
        found = decode(encode(Decimal(text), Decimal), Decimal)
        assert str(found) == text


@pytest.mark.parametrize("plain", ['"NaN"', '"Infinity"', '"1E+999999"', '"x"', "1", '""'])
def test_what_is_no_figure_is_refused(plain: str) -> None:
    with pytest.raises(DamagedRecordError):
        decode(plain.encode(), Decimal)


def test_a_replaced_file_takes_the_decisions_over() -> None:
    old, new = "a" * 64, "b" * 64
    log = [
        Entry(1, mark()),
        Entry(2, note("甲")),
        Entry(3, replaced=(old, new)),
        Entry(4, mark(Mark.REJECT, key(sha256=new))),
    ]
    assert in_force(log) == (note("甲", key(sha256=new)), mark(Mark.REJECT, key(sha256=new)))
    assert in_force([*log, Entry(5, retracts=4)])[0] == mark(Mark.ACCEPT, key(sha256=new))


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 12)), max_size=12))
def test_taking_back_follows_the_order(steps: list[tuple[bool, int]]) -> None:
    """Against the plain reading: an entry stands if no later one that stands undid it."""
    log = []
    for number, (back, n) in enumerate(steps, 1):
        if back:
            log.append(Entry(number, retracts=n))
        else:
            log.append(Entry(number, mark(target=key(f"正文/{n}"), value=Mark.ACCEPT)))

    def stands(entry: Entry) -> bool:
        undone = (e for e in log if e.retracts == entry.number and e.number > entry.number)
        return not any(stands(other) for other in undone)

    expected = {e.decision for e in log if e.decision is not None and stands(e)}
    assert set(in_force(log)) == expected
