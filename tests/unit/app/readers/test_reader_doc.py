"""Word 97–2003 files: pieces, properties, lists, tables, notes, boxes, fields, damage."""

import struct

import pytest

from app.readers.doc import properties as p
from app.readers.doc import read_doc
from app.readers.options import USUAL, ReadOptions, Tracked
from models.document import Block, Paragraph, Table
from models.errors import UnreadableContract, UnreadableReason
from tests.helpers.doc_files import Par, compound, doc, par, plc, sprm

FOOTNOTES, HEADERS, BOXES = 1, 2, 6


def blocks(data: bytes, options: ReadOptions = USUAL) -> list[Block]:
    return list(read_doc(data, "旧.doc", options)[0])


def lines(data: bytes, options: ReadOptions = USUAL) -> list[str]:
    return [b.text for b in blocks(data, options) if isinstance(b, Paragraph)]


def counts(data: bytes) -> dict[str, str]:
    notices = read_doc(data, "旧.doc")[1]
    return {n.code.removeprefix("reading."): dict(n.message.params)["count"] for n in notices}


def test_text_marks_and_breaks() -> None:
    data = doc([par("甲方\x0b乙方\x1e丙\x1f丁\t戊\x0c己𠮷"), par(""), par("末")])
    assert lines(data) == ["甲方", "乙方-丙丁 戊己𠮷", "末"]


def test_a_section_ends_a_paragraph() -> None:
    parts = {6: plc([0, 3, 6], bytes(12), bytes(12))}
    assert lines(doc([par("甲一", mark="\x0c"), par("乙二")], parts)) == ["甲一", "乙二"]


REVISED = doc(
    [
        Par([("金为", b""), ("5%", sprm(p.DELETED)), ("10%", sprm(p.INSERTED)), ("。\r", b"")]),
        Par([("甲", b""), ("删\r", sprm(p.DELETED))]),
        par("乙"),
        Par([("见", b""), ("隐", sprm(p.HIDDEN)), ("明\r", sprm(p.HIDDEN, 0x80))]),
    ]
)


def test_tracked_changes_and_hidden_text() -> None:
    assert lines(REVISED) == ["金为10%。", "甲乙", "见明"]
    assert lines(REVISED, ReadOptions(Tracked.ORIGINAL)) == ["金为5%。", "甲删", "乙", "见明"]
    assert counts(REVISED) == {"tracked_changes": "3", "hidden_text": "1"}


def level(code: int, text: str, places: list[int], start: int = 1) -> bytes:
    return (
        struct.pack("<iBB9sB8x4B", start, code, 0, bytes(places).ljust(9, b"\0"), 2, 0, 0, 0, 0)
        + struct.pack("<H", len(text))
        + text.encode("utf-16-le")
    )


LIST = struct.pack("<HiI9HBB", 1, 7, 0, *[0xFFF] * 9, 0, 0)
LEVELS = level(39, "第\0条", [2]) + level(0, "\0.\1", [1, 3]) + level(0, "", []) * 7
OVERRIDES = (
    struct.pack("<I", 2)
    + struct.pack("<iIIBBBB", 7, 0, 0, 0, 0, 0, 0)
    + struct.pack("<iIIBBBB", 7, 0, 0, 1, 0, 0, 0)
    + struct.pack("<I", 0xFFFFFFFF)
    + struct.pack("<IiI", 0xFFFFFFFF, 5, 0x10)
)


def test_automatic_numbers() -> None:
    def numbered(text: str, depth: int, number: int = 1) -> Par:
        return par(text, sprm(p.LIST_LEVEL, depth) + sprm(p.LIST, number))

    paragraphs = [
        numbered("总则", 0),
        numbered("其一", 1),
        numbered("价款", 0),
        numbered("另起", 0, 2),
        par("无", sprm(p.LIST, 0)),
    ]
    data = doc(paragraphs, {73: LIST, 74: OVERRIDES}, behind={73: LEVELS})
    assert lines(data) == ["第一条 总则", "一.1 其一", "第二条 价款", "第五条 另起", "无"]


CELL, ROW = sprm(p.IN_TABLE), sprm(p.IN_TABLE) + sprm(p.ROW_END)


def definition(edges: list[int], flags: list[int]) -> bytes:
    body = bytes([len(flags)]) + struct.pack(f"<{len(edges)}h", *edges)
    body += b"".join(struct.pack("<H18x", flag) for flag in flags)
    return sprm(0xD608, struct.pack("<H", len(body) + 1) + body)


def cells(*texts: str) -> list[Par]:
    return [par(text, CELL, mark="\x07") for text in texts]


def test_tables_with_merged_cells_and_several_paragraphs() -> None:
    down, goes_on = 3 << 5, 1 << 5
    data = doc(
        [
            *cells("名称", "数量", "金额"),
            par("", ROW + definition([0, 900, 1800, 2700], [0, 0, 0]), mark="\x07"),
            *cells("主机"),
            par("甲", CELL),
            *cells("乙"),
            par("", ROW + definition([-100, 900, 2700], [down, 0]), mark="\x07"),
            *cells("", "2", ""),
            par("", ROW + definition([5, 905, 1800, 2700], [goes_on, 2, 1]), mark="\x07"),
            par("表后"),
        ]
    )
    assert blocks(data) == [
        Table((("名称", "数量", "金额"), ("主机", "甲 乙", ""), ("", "2", ""))),
        Paragraph("表后"),
    ]


def test_a_table_in_a_table_and_properties_in_the_data_stream() -> None:
    inner = sprm(p.IN_TABLE) + sprm(p.DEPTH, 2)
    shape = definition([0, 900, 1800], [0, 0])
    huge = ROW + shape
    data = doc(
        [
            *cells("外"),
            par("内一", inner + sprm(p.INNER_CELL)),
            par("内二", inner + sprm(p.INNER_CELL)),
            par("", inner + sprm(p.INNER_ROW) + shape),
            *cells("后"),
            par("", sprm(p.HUGE[1], 4), mark="\x07"),
            par("末"),
        ],
        data=b"\0\0\0\0" + struct.pack("<H", len(huge)) + huge,
    )
    assert blocks(data) == [
        Table((("外", "后"),)),
        Table((("内一", "内二"),)),
        Paragraph("末"),
    ]


def test_deleted_rows() -> None:
    gone = sprm(p.DELETED)
    data = doc(
        [
            *cells("留", "下"),
            par("", ROW + definition([0, 900, 1800], [0, 0]), mark="\x07"),
            *[par(text, CELL, gone, mark="\x07") for text in ("删", "行")],
            par("", ROW + definition([0, 900, 1800], [0, 0]), gone, mark="\x07"),
        ]
    )
    assert blocks(data) == [Table((("留", "下"),))]
    both = blocks(data, ReadOptions(Tracked.ORIGINAL))
    assert both == [Table((("留", "下"), ("删", "行")))]


def test_footnotes_headers_and_boxes() -> None:
    special = sprm(p.SPECIAL)
    main = [
        Par([("标准", b""), ("\x02", special), ("如下", b""), ("\x08", special), ("。\r", b"")])
    ]
    note, header, box = [par("\x02按国标。")], [par("合同编号：云2026-07")], [par("盖章处")]
    note_length, header_length, box_length = 6, 15, 4
    length = len("标准\x02如下\x08。\r")
    shape = struct.pack("<I22x", 1025)
    about = struct.pack("<14xI4x", 1025)
    parts = {
        2: plc([2, length], b"\1\0"),
        3: plc([0, note_length]),
        11: plc([0] * 7 + [header_length]),
        40: plc([5, length], shape),
        56: plc([0, box_length], about),
    }
    lengths = {FOOTNOTES: note_length, HEADERS: header_length, BOXES: box_length}
    data = doc([*main, *note, *header, *box], parts, lengths)
    assert lines(data) == ["合同编号：云2026-07", "标准如下。（脚注：按国标。）", "盖章处"]
    assert counts(data).keys() == {"notes", "text_boxes", "margins", "margin_number"}


def test_fields_show_their_results() -> None:
    link = '\x13 HYPERLINK "x" \x14网站\x15'
    guide = "\x13 EQ \\o\\ad(\\s\\up 10(kai),恺)\x15"
    assert lines(doc([par(f"见{link}及{guide}")])) == ["见网站及恺"]


def test_outline_levels() -> None:
    assert blocks(doc([par("总则", sprm(p.OUTLINE, 0))])) == [Paragraph("总则", outline=1)]


WHOLE = doc([par("甲方付款。" * 40)])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (WHOLE[:2200], UnreadableReason.DAMAGED),
        (WHOLE[:700], UnreadableReason.DAMAGED),
        (compound({"Workbook": b"x"}), UnreadableReason.DAMAGED),
        (compound({"WordDocument": bytes(2000)}), UnreadableReason.UNSUPPORTED),
        (doc([par("甲")], flags=0x0100), UnreadableReason.ENCRYPTED),
        (doc([par("")]), UnreadableReason.NO_TEXT),
        (doc([par("甲")], lengths={FOOTNOTES: -9}), UnreadableReason.DAMAGED),
        (doc([par("甲")], lengths={0: 1, FOOTNOTES: 1 << 30}), UnreadableReason.TOO_LARGE),
    ],
)
def test_what_can_not_be_read(data: bytes, reason: UnreadableReason) -> None:
    with pytest.raises(UnreadableContract) as error:
        read_doc(data, "旧.doc")
    assert error.value.reason is reason
