"""Whatever a text file holds, reading it loses nothing that no notice mentions."""

import re
from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from app.readers.txt import read_text
from models.document import Document, Paragraph
from models.errors import UnreadableContract

_TAKEN_OUT = {
    "reading.page_numbers",
    "reading.running_headers",
    "reading.rules",
    "reading.links",
    "reading.emphasis",
    "reading.underlines",
    "reading.contents",
}
_LINES = st.sampled_from(
    [
        "",
        "第一条 服务内容",
        "1、乙方应当在约定的时间内开通云主机，并协助甲方完成系统的部署和",
        "调试工作。",
        "甲方：某市档案馆",
        "（1）乙方不得转包；",
        "附件2 服务价格表",
        "序号\t名称\t单价\t数量\t金额",
        "1\t主机\t10\t20\t200",
        "2\t存储\t5\t3\t150",
        "\t设备\t\t0\t",
        "\t\t说明未完，",
        "合计\t\t\t\t350",
        "| 名称 | 单价 |",
        "日期：2025年1月1日",
        "　　或由双方另行商定。",
        "5 如因乙方原因造成损失的，乙方应当赔偿",
    ]
) | st.text(alphabet="甲乙12、。，（）\t 第条一.：|#-", max_size=30)


def _letters(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\s|]", "", text))


def _all_text(blocks: Document) -> str:
    parts: list[str] = []
    for block in blocks.blocks:
        if isinstance(block, Paragraph):
            parts.append("#" * (block.outline or 0) + block.text)
        else:
            parts += [cell for row in block.rows for cell in row]
    return "".join(parts)


@given(st.lists(_LINES, min_size=1, max_size=40))
@example(["序号\t名称\t单价\t数量\t金额", "1\t主机\t10\t20\t200", "", "\t设备\t\t0\t"])
def test_nothing_is_lost_in_silence(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        blocks, notices = read_text(text.encode(), "样本.txt")
    except UnreadableContract:
        # Nothing but blanks and rules, which is said.
        assert not re.sub(r"[\s|:\d.、第条#·-]", "", text)
        return
    codes = {notice.code for notice in notices}
    if codes & _TAKEN_OUT:
        return
    document = Document("样本.txt", "0" * 64, "txt", blocks, notices=notices)
    read, written = _letters(_all_text(document)), _letters(text)
    lost = written - read - Counter({"-": 999, "#": 99, ":": 999})  # ruled lines, heading marks
    # Joining pieces of a table drops the repeated header, at most one row a piece.
    joined = {n.code: n.message for n in notices}.get("reading.tables_joined")
    rows = int(dict(joined.params)["count"]) if joined else 0
    assert lost.total() <= rows * max(map(len, lines))
    assert not read - written
