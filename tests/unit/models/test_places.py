"""Places of a contract as a person calls them."""

from __future__ import annotations

import pytest

from models.clause import ClauseTable
from models.places import place, row_place


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("正文/第七条", "第七条"),
        ("正文/第七条/4、", "第七条第4款"),
        ("正文/第七条/4、/(2)", "第七条第4款第(2)项"),
        ("正文/第七条/4、/(2)/①", "第七条第4款第(2)项第①目"),
        ("正文/第七条/（三）", "第七条第（三）项"),
        ("正文/第二章/第九条/1.", "第二章第九条第1款"),
        ("正文/8./8.1/8.1.2", "第8.1.2条"),
        ("正文/13、/13.2", "第13.2条"),
        ("正文/第三条/3.1", "第三条第3.1款"),
        ("正文/第三条/a.", "第三条第a项"),
        ("正文/一、/2.", "第一条第2款"),
        ("附件二/3、", "附件二 第3条"),
        ("附件4/第一条/一、/1.", "附件4 第一条第一款第1项"),
        ("附件4", "附件4"),
        ("签署页/¶", "签署页"),
        ("签署页/¶6", "签署页 第6段"),
        ("正文/¶2", "正文 第2段"),
        ("正文/第七条/¶2", "第七条第2段"),
        ("正文/第七条/¶", "第七条"),
        ("正文/第七条2/1、", "第七条（第2处）第1款"),
        ("附件5/¶3/①2", "附件5 第3段第①项（第2处）"),
        ("正文/第一条/1、/(1)/-2", "第一条第1款第(1)项第2点"),
        ("正文/第一条/1、/(1)/①/a)/b)", "第一条第1款第(1)项第①目a)b)"),
        ("第一部分协议书/4./4.2", "第一部分协议书 第4.2条"),
    ],
)
def test_a_place_is_called_as_a_person_calls_it(path: str, wanted: str) -> None:
    assert place(path) == wanted


def test_a_paragraph_is_called_in_the_words_given() -> None:
    assert place("正文/第七条/¶2", "para. {n}") == "第七条para. 2"


def test_a_row_is_counted_from_one_below_the_header() -> None:
    assert row_place("附件4/第二条", 4) == "附件4 第二条 表格第5行"
    assert row_place("附件4/第二条", -1) == "附件4 第二条 表格表头"


def test_a_header_that_is_not_there_stands_where_the_table_stands() -> None:
    table = ClauseTable("d1.t1", "d1.c1", (), (("账号", "—"),), page=4)
    assert table.place(-1) == (4, None)
    assert table.place(0) == (4, None)
