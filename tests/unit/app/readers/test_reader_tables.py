from app.readers.txt import read_text
from models.document import Block, Paragraph, Table

HEADER = "序号\t类别\t服务\t单价(元)\t数量\t月数\t总价(元)"


def blocks(text: str) -> tuple[Block, ...]:
    return read_text(text.encode(), "样本.txt")[0]


def tables(text: str) -> list[list[tuple[str, ...]]]:
    return [list(block.rows) for block in blocks(text) if isinstance(block, Table)]


def codes(text: str) -> list[str]:
    return [notice.code for notice in read_text(text.encode(), "样本.txt")[1]]


def test_a_row_cut_by_the_page_is_merged_cell_by_cell() -> None:
    text = (
        f"{HEADER}\n1\t计算\t标准主机\t10\t20\t12\t2400\n"
        "2\t归档\t归档存储 (含\t0.5\t300\t12\t18000\n\n"
        "\t存储\t跨机房复制)\t\t0\t\t\n3\t网络\t公网地址\t15\t2\t12\t360\n合计\t\t\t\t\t\t20760"
    )
    assert tables(text) == [
        [
            tuple(HEADER.split("\t")),
            ("1", "计算", "标准主机", "10", "20", "12", "2400"),
            ("2", "归档存储", "归档存储 (含跨机房复制)", "0.5", "3000", "12", "18000"),
            ("3", "网络", "公网地址", "15", "2", "12", "360"),
            ("合计", "", "", "", "", "", "20760"),
        ]
    ]
    assert "reading.rows_joined" in codes(text)
    assert "reading.figure_joined" not in codes(text)


def test_a_figure_joined_without_proof_is_doubted() -> None:
    text = f"{HEADER}\n1\t计算\t标准主机\t10\t20\t12\t24\n\n\t\t\t\t0\t\t"
    assert tables(text)[0][1][4] == "200"
    assert "reading.figure_joined" in codes(text)


def test_a_whole_row_that_lost_its_number_stays_a_row() -> None:
    text = (
        f"{HEADER}\n1\t计算\t标准主机\t10\t20\t12\t2400\n\n"
        "\t存储\t对象存储\t2\t50\t12\t1200\n3\t网络\t公网地址\t15\t2\t12\t360"
    )
    assert len(tables(text)[0]) == 4


def test_the_tail_of_a_description_joins_its_row() -> None:
    text = (
        "序号\t情形\t系数\n1\t连续两次未按期提交报告，经催告仍\t5%\n\n\t不提交的\t\n2\t擅离岗位\t3%"
    )
    assert tables(text)[0][1:] == [
        ("1", "连续两次未按期提交报告，经催告仍不提交的", "5%"),
        ("2", "擅离岗位", "3%"),
    ]


def test_a_merged_category_after_a_page_end_is_a_row_of_its_own() -> None:
    text = "类别\t目录\t说明\n管理\t值班\t全天值班\n\t巡检\t每日巡检\n\n\t演练\t每季度演练"
    assert tables(text)[0][-1] == ("", "演练", "每季度演练")
    assert len(tables(text)[0]) == 4


def test_a_repeated_header_is_dropped_where_the_numbers_go_on() -> None:
    text = "序号\t情形\t系数\n1\t迟到\t5%\n2\t早退\t5%\n\n序号\t情形\t系数\n3\t缺席\t9%"
    assert [row[0] for row in tables(text)[0]] == ["序号", "1", "2", "3"]
    assert "reading.tables_joined" in codes(text)


def test_numbers_that_start_over_begin_another_table() -> None:
    text = "序号\t情形\t系数\n1\t迟到\t5%\n2\t早退\t5%\n\n序号\t情形\t系数\n1\t缺席\t9%"
    assert [len(table) for table in tables(text)] == [3, 2]


def test_tables_with_text_between_stay_two() -> None:
    text = "序号\t情形\n1\t迟到\n2\t早退\n\n一般情形如下\n\n序号\t情形\n3\t缺席\n4\t脱岗"
    assert [len(table) for table in tables(text)] == [3, 3]


def test_another_header_begins_another_table() -> None:
    text = "名称\t单价\n主机\t10\n\n姓名\t电话\n张某\t123"
    assert len(tables(text)) == 2


def test_ragged_rows_are_padded() -> None:
    text = "名称\t单价\t备注\n主机\t10\n存储\t2\t按月\t"
    assert tables(text) == [[("名称", "单价", "备注"), ("主机", "10", ""), ("存储", "2", "按月")]]


def test_a_row_without_its_leading_blank_finds_its_column() -> None:
    text = (
        "等级\t情形\t对象\t时长\n特大\t中断\t平台\t两小时\n\t泄露\t数据\t——\n\n"
        "等级\t情形\t对象\t时长\n泄露\t日志\t——"
    )
    assert tables(text)[0][-1] == ("", "泄露", "日志", "——")


def test_a_page_number_between_pieces_does_not_part_them() -> None:
    text = "序号\t情形\n1\t迟到\n2\t早退\n\n- 3 -\n\n3\t缺席"
    assert len(tables(text)) == 1


def test_markdown_tables_are_read() -> None:
    text = "价格如下：\n\n| 名称 | 单价 |\n|---|---:|\n| 主机 | 10 |\n| 存储 |  |\n\n以上含税。"
    assert blocks(text) == (
        Paragraph("价格如下："),
        Table((("名称", "单价"), ("主机", "10"), ("存储", ""))),
        Paragraph("以上含税。"),
    )


def test_line_breaks_inside_cells_do_not_cut_rows() -> None:
    text = (
        "序号\t名称\t单价\t备注\n1\t云主机\n（四核\n十六）\t10\t含系统盘\n按月计费\n"
        "2\t云存储\t3\t\n合计\t\t13\t\n以上价格含税。"
    )
    assert blocks(text) == (
        Table(
            (
                ("序号", "名称", "单价", "备注"),
                ("1", "云主机 （四核 十六）", "10", "含系统盘 按月计费"),
                ("2", "云存储", "3", ""),
                ("合计", "", "13", ""),
            )
        ),
        Paragraph("以上价格含税。"),
    )
    assert "reading.rows_joined" in codes(text)


def test_rows_that_are_only_short_stay() -> None:
    text = "序号\t名称\t单价\t备注\n1\t云主机\n2\t云存储\t3\n以上价格含税。"
    assert len(tables(text)[0]) == 3
    assert blocks(text)[-1] == Paragraph("以上价格含税。")
