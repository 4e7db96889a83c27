"""Where numbered paragraphs belong. Contracts are written as ``tests.helpers.trees`` reads them."""

from tests.helpers.trees import outline, tree_of

HEAD = """云服务合同
甲方：江溪市档案馆
乙方：云岭数据有限公司
根据民法典，双方协商订立本合同。
"""


def body(text: str) -> list[str]:
    """The paths of the body below the one of the tree's root: what the tests are about."""
    return [path.removeprefix("正文/") for path in outline(tree_of(HEAD + text), part="正文")]


def test_a_list_inside_an_item_of_the_same_style() -> None:
    found = body("一、费用\n3、付款方式\n1、首付款七成。\n2、尾款三成。\n4、发票\n乙方应开具发票。")
    assert found == [
        "一、:费用",
        "一、/3、:付款方式",
        "一、/3、/1、",
        "一、/3、/2、",
        "一、/4、:发票",
        "一、/4、/¶",
    ]


def test_a_second_list_behind_a_paragraph_stands_beside_the_first() -> None:
    found = body(
        "第一条 资料\n1、营业执照。\n2、资质证明。\n"
        "此外，还应提交下列材料。\n1、承诺书。\n2、名单。"
    )
    assert found[1:] == [
        "第一条/1、",
        "第一条/2、",
        "第一条/¶",
        "第一条/1、2",
        "第一条/2、2",
    ]


def test_another_delimiter_does_not_break_a_row() -> None:
    found = body("第一条 义务\n1. 到场。\n2. 报告。\n3、保密。\n4. 配合。")
    assert found[1:] == ["第一条/1.", "第一条/2.", "第一条/3、", "第一条/4."]


def test_a_number_without_delimiter_counts_where_a_row_expects_it() -> None:
    text = "第一条 义务\n1. 到场。\n{} 如因乙方原因延误的，乙方赔偿。\n3. 报告。"
    assert body(text.format(2))[1:] == ["第一条/1.", "第一条/2", "第一条/3."]
    assert body(text.format(7))[1:] == ["第一条/1.", "第一条/¶", "第一条/3."]


def test_dotted_numbers_without_a_blank_count_below_their_number() -> None:
    found = body("第一条 服务\n1.1乙方到场。\n1.2乙方报告。\n3.7乙方另行报告。")
    assert found[1:] == ["第一条/1.1", "第一条/1.2", "第一条/¶"]


def test_dotted_numbers_below_articles() -> None:
    found = body("第七条 服务\n7.1 到场。\n第八条 付款\n8.1 首付款。\n8.1.1 凭票支付。\n8.2 尾款。")
    assert found == [
        "第七条:服务",
        "第七条/7.1",
        "第八条:付款",
        "第八条/8.1",
        "第八条/8.1/8.1.1",
        "第八条/8.2",
    ]


def test_bare_figures_head_dotted_numbers() -> None:
    found = body(
        "1 定义\n1.1 甲方是用户。\n2 服务范围\n2.1 云主机\n2.1.1 开通。\n3 费用\n3.1 总价。"
    )
    assert found == [
        "1:定义",
        "1/1.1",
        "2:服务范围",
        "2/2.1:云主机",
        "2/2.1/2.1.1",
        "3:费用",
        "3/3.1",
    ]


def test_chapters_articles_and_items() -> None:
    found = body(
        "第一章 总则\n第一条 为规范服务，订立本合同。\n第二章 服务\n"
        "第二条 服务包括：\n（一）主机；\n"
        "（二）存储。\n第三条 服务期一年。"
    )
    assert found == [
        "第一章:总则",
        "第一章/第一条",
        "第二章:服务",
        "第二章/第二条:服务包括：",
        "第二章/第二条/（一）",
        "第二章/第二条/（二）",
        "第二章/第三条",
    ]


def test_three_levels_without_articles() -> None:
    found = body(
        "一、服务\n（一）计算\n1.主机。\n（1）双核；\n（2）四核。\n2.备份。\n"
        "（二）网络\n1.带宽。\n二、期限\n一年。"
    )
    assert found == [
        "一、:服务",
        "一、/（一）:计算",
        "一、/（一）/1.",
        "一、/（一）/1./（1）",
        "一、/（一）/1./（2）",
        "一、/（一）/2.",
        "一、/（二）:网络",
        "一、/（二）/1.",
        "二、:期限",
        "二、/¶",
    ]


def test_gaps_and_repeated_numbers_go_on() -> None:
    found = body(
        "第一条 甲项\n1、到场。\n3、报告。\n3、保密。\n第三条 乙项\n第三条 丙项\n1、期限。"
    )
    assert found == [
        "第一条:甲项",
        "第一条/1、",
        "第一条/3、",
        "第一条/3、2",
        "第三条:乙项",
        "第三条2:丙项",
        "第三条2/1、",
    ]


def test_a_misread_one_begins_its_row() -> None:
    assert body("第一条 服务\nl、主机。\n2、存储。")[1:] == ["第一条/l、", "第一条/2、"]
    assert body("第一条 服务\nk、主机。\nl、存储。")[1:] == ["第一条/k、", "第一条/l、"]


def test_damaged_articles_keep_their_place() -> None:
    found = body(
        "第一条服务\n一致。\n笫二条 期限\n一年。\n第 三 条 费用\n十万元。\n第四条：付款\n两次。"
    )
    assert found[::2] == ["第一条:服务", "笫二条:期限", "第三条:费用", "第四条:付款"]


def test_furniture_and_quantities_create_no_articles() -> None:
    lines = [
        "第一次支付：签订后支付一半。",
        "第二季度末支付其余。",
        "第1包的费用另计。",
        "第三方费用由乙方承担。",
        "第12页",
        "一年内不调价。",
        "二十日内开具发票。",
        "三、四级系统另行约定。",
        "2031年3月4日前付清。",
        "10 个工作日内完成。",
        "3.5 万元为保证金。",
        "12.31 前交付。",
        "第一条所称期限为一年。",
    ]
    tree = tree_of(HEAD + "第一条 支付\n" + "\n".join(lines) + "\n第二条 期限\n一年。")
    plain = [clause for clause in tree.clauses if clause.path.startswith("正文/第一条/")]
    assert [clause.text for clause in plain] == lines
    assert all(clause.number is None and clause.heading is None for clause in plain)


def test_headings_that_the_file_marks() -> None:
    found = body(
        "#服务内容\n主机若干。\n##开通，时限，及其他\n三日内开通。\n##关闭\n#费用\n十万元。"
    )
    assert found == [
        "¶:服务内容",
        "¶/¶",
        "¶/¶2:开通，时限，及其他",
        "¶/¶2/¶",
        "¶/¶3:关闭",
        "¶2:费用",
        "¶2/¶",
    ]


def test_a_marked_heading_with_a_number_is_one_although_long() -> None:
    found = body(
        "#1、服务内容，开通时限，以及服务的变更、暂停和终止\n三日内开通。\n#2、费用\n十万元。"
    )
    assert found[0] == "1、:服务内容，开通时限，以及服务的变更、暂停和终止"


def test_a_marked_heading_above_the_first_number_is_in_the_body() -> None:
    found = body("#服务\n1、主机。\n2、存储。\n#费用\n1、总价。")
    assert found == ["¶:服务", "¶/1、", "¶/2、", "¶2:费用", "¶2/1、"]


def test_repeated_figures_do_not_collide_with_others() -> None:
    found = body("第八条 付款\n8.1 首付。\n8.1 尾款。\n8.12 其他。")
    assert found[1:] == ["第八条/8.1", "第八条/8.1(2)", "第八条/8.12"]


def test_a_bare_label_takes_the_title_below_it() -> None:
    found = body("第一条\n服务内容\n1、主机若干。\n第二条\n服务期为一年。\n第三条\n1、其他。")
    assert found == ["第一条:服务内容", "第一条/1、", "第二条", "第二条/¶", "第三条", "第三条/1、"]
