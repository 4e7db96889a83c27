"""Small contracts with a price list, for tests of archives."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

_TEXT = """云资源租用合同
甲方：青禾市数据局
乙方：{supplier}有限公司
第一条 服务内容
乙方向甲方提供弹性算力，按月计费，租期十二个月。
第二条 价款与支付
弹性算力单价为每核每月{price}元，对象存储单价为每GB每月0.12元。
合同签订后10日内支付合同总价的30%，验收合格后15日内支付70%。
第三条 违约责任
乙方逾期开通的，每逾期一日按合同总价的0.1%支付违约金。
第四条 退出
合同终止后乙方应在30日内配合甲方完成数据迁移。
"""


def write_contract(path: Path, price: Decimal, supplier: str = "远帆云计算") -> Path:
    """Writes a contract that pays ``price`` for a core a month."""
    path.write_text(_TEXT.format(price=price, supplier=supplier), "utf-8")
    return path


def write_folder(folder: Path, count: int) -> Path:
    """Writes contracts ``1.txt`` … that pay 50, 60 …"""
    folder.mkdir()
    for number in range(1, count + 1):
        write_contract(folder / f"{number}.txt", Decimal(40 + 10 * number), f"第{number}云")
    return folder
