"""Every rule in the wording of more than one kind of contract, read from plain lines."""

from __future__ import annotations

import pytest

from app.checks import check
from app.extract import extract_terms
from tests.helpers.trees import tree_of

# What a contract says, and which codes that must bring, besides those of missing annexes.
CASES: list[tuple[str, str, set[str]]] = [
    (
        "figures and capitals in a body",
        """第一条 合同价款
合同总价为人民币（大写）叁拾陆万元整（￥306,000.00元）。""",
        {"amount.capital_mismatch", "price.no_unit_prices"},
    ),
    (
        "figures and capitals in a dotted contract",
        """1. 价格
1.1 本合同总金额：￥88000元（大写：捌万伍仟元整）。
1.2 价格含税。""",
        {"amount.capital_mismatch", "price.no_unit_prices"},
    ),
    (
        "a line that does not multiply out",
        """第一条 价格
合同总价为人民币3600元。
名称|单价（元）|数量|月数|金额（元）
云主机|100|2|12|2400
云硬盘|10|10|12|1300
合计||||3700""",
        {"amount.item_product", "amount.sum_mismatch"},
    ),
    (
        "a sum that is wrong",
        """一、费用
租赁费用共计4900元。
项目|数量|单价|小计
服务器租用|1|3000|3000
带宽租用|2|1000|2000
总计|||4900""",
        {"amount.sum_mismatch"},
    ),
    (
        "an award of another amount",
        """第一条 依据
根据中标通知书，中标金额为人民币510000元。
第二条 价款
合同总价为人民币501000元，每月结算。""",
        {"award.amount_mismatch", "price.no_unit_prices"},
    ),
    (
        "shares that do not add up",
        """第一条 价款及支付
合同总价为人民币100000元。
1、合同签订后10日内支付合同总价的40%。
2、初验合格后10日内支付合同总价的30%。
3、终验合格后10日内支付合同总价的20%。""",
        {"payment.percent_total", "price.no_unit_prices"},
    ),
    (
        "an instalment that is not its share",
        """5. 付款方式
5.1 合同总额为人民币200000元。
5.2 签约后五个工作日内，采购人支付合同总额的60%，即人民币120000元。
5.3 验收合格后，采购人支付合同总额的40%，即人民币60000元。""",
        {"payment.amount_mismatch", "payment.sum_mismatch", "price.no_unit_prices"},
    ),
    (
        "months against dates",
        """第一条 租用期限
租用期限为24个月，自2031年1月1日起至2031年12月31日止。""",
        {"period.months_mismatch"},
    ),
    (
        "a date of signing after the start",
        """云服务租赁协议
签订日期：2031年5月6日
第一条 服务期限
服务期限自2031年4月1日至2032年3月31日。""",
        {"date.signed_after_start"},
    ),
    (
        "an article that is not there",
        """第一条 责任
乙方停机的，按照本合同第九条处理。
第二条 其他
本合同一式四份。""",
        {"reference.dangling"},
    ),
    (
        "a dotted clause that is not there",
        """1. 责任
1.1 出租人违反第3.4条的，应当赔偿。
2. 其他
2.1 本合同自签字之日起生效。""",
        {"reference.dangling"},
    ),
    (
        "a rate without its period",
        """第一条 违约责任
合同总价为人民币100000元。
乙方逾期交付的，按合同总价的0.05%支付违约金。""",
        {"penalty.period_missing", "price.no_unit_prices"},
    ),
    (
        "a rate of delay without its period, per mille",
        """七、违约
供应商延期开通的，应支付合同总价千分之一的违约金。""",
        {"penalty.period_missing"},
    ),
    (
        "a fine between parties",
        """第一条 考核
乙方未达到服务标准的，甲方有权对乙方处以5000元罚款。""",
        {"penalty.misnamed"},
    ),
    (
        "a fine that is deducted",
        """三、管理
供应商迟到一次，应向采购人缴纳罚款500元。""",
        {"penalty.misnamed"},
    ),
    (
        "an authority's fine is none of these",
        """第一条 责任
因乙方原因甲方被行政主管部门处以罚款的，由乙方承担。""",
        set(),
    ),
    (
        "a blank that was never filled",
        """第一条 联系
乙方联系人：____，电话：____。""",
        {"template.placeholder"},
    ),
    (
        "a template's note",
        """一、地点
服务地点为XX市（待补充）。""",
        {"template.placeholder"},
    ),
    (
        "two handover periods",
        """第一条 退出
退出后的切换期为3个月。
第二条 终止
合同终止后，过渡期不少于1个月，过渡期内继续服务。""",
        {"internal.conflict"},
    ),
    (
        "a clean contract",
        """第一条 服务期限
服务期限为12个月，自2031年1月1日起至2031年12月31日止。
第二条 价款
合同总价为人民币2400元。
名称|单价（元）|数量|月数|金额（元）
云主机|100|2|12|2400
合计||||2400
第三条 付款
合同签订后10日内支付合同总价的50%，即1200元；验收合格后10日内支付50%，即1200元。
第四条 违约责任
乙方逾期交付的，每逾期一日按合同总价的0.1%支付违约金，按照本合同第二条计算。""",
        set(),
    ),
]


@pytest.mark.parametrize(("text", "codes"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_is_found(text: str, codes: set[str]) -> None:
    tree = tree_of(text)
    found = {f.code for f in check(tree, extract_terms(tree, "d1"), "d1")}
    assert found - {"annex.missing"} == codes
