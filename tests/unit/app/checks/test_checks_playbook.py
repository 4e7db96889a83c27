"""The user's own limits: what breaks them, and what is wrong with a file of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from app.checks import check, read_playbook
from app.checks.playbook_file import parse_playbook
from app.extract import extract_terms
from app.resources import lexicon, packaged
from app.resources.messages import LANGUAGES, catalogue, render
from models.finding import Finding
from models.playbook import Playbook, PlaybookError
from tests.helpers.lease import Lease


def playbook(*rules: str) -> Playbook:
    return parse_playbook("\n".join(f'[[rule]]\nname = "底线"\n{rule}' for rule in rules).encode())


def violations(lease: Lease, rule: str) -> list[Finding]:
    tree = lease.tree
    found = check(tree, extract_terms(tree, "d1"), "d1", playbook(rule))
    return [finding for finding in found if finding.code == "playbook.violation"]


PRICE = "合同总价为人民币200000元。"
CASES: list[tuple[str, str, int]] = [
    # the limit, what the contract says, how often it is broken
    ('term = "exit.handover_period"\nmin = 2\nunit = "month"', "切换期为1个月。", 1),
    ('term = "exit.handover_period"\nmin = 2\nunit = "month"', "过渡期不少于60日。", 0),
    ('term = "exit.handover_period"\nmin = 2\nunit = "month"', "过渡期为50个工作日。", 0),
    ('term = "exit.handover_period"\nmin = 2\nunit = "month"', "过渡期为30个工作日。", 1),
    ('term = "exit.handover_period"\nmin = 2\nunit = "month"', "双方友好合作。", 0),
    ('term = "exit.handover_period"\nmin = 2\nrequired = true', "双方友好合作。", 1),
    ('term = "exit.*"\nrequired = true', "双方友好合作。", 1),
    ('term = "exit.*"\nrequired = true', "切换期为1个月。", 0),
    ('term = "service_level.availability"\nmin = 99.99', "平台可用性不低于99.9%。", 1),
    ('term = "service_level.availability"\nmin = 99.99', "云平台可用性达到99.995%。", 0),
    ('term = "general.dispute_forum"\none_of = ["court"]', "争议提交海州仲裁委员会仲裁。", 1),
    ('term = "general.dispute_forum"\none_of = ["court"]', "争议向甲方所在地法院起诉。", 0),
    ('term = "general.confidentiality_years"\nmin = 3', "保密义务期限为合同终止后2年。", 1),
    ('term = "general.confidentiality_years"\nmin = 3', "保密义务的期限为长期。", 0),
    (
        'term = "penalty.rate"\nwhere = { party = "supplier", per = "day" }\nmin = 0.1',
        "乙方逾期交付的，每逾期一日应向甲方支付合同总价万分之五的违约金。",
        1,
    ),
    (
        'term = "penalty.rate"\nwhere = { party = "supplier", per = "day" }\nmin = 0.1',
        "供应商延期开通的，每延期一天按合同总额的0.2%支付违约金。",
        0,
    ),
    (
        'term = "penalty.rate"\nmatching = "付款|支付租金"\nforbidden = true',
        "甲方逾期支付租金的，每日按应付未付金额的0.05%支付违约金。",
        1,
    ),
]


@pytest.mark.parametrize(("rule", "text", "count"), CASES)
def test_limits(rule: str, text: str, count: int) -> None:
    lease = Lease().pay(PRICE).add(text, heading="违约、退出与保密")
    found = violations(lease, rule)
    assert len(found) == count
    for finding in found:
        assert all("{" not in render(finding.message, lang) for lang in LANGUAGES)
        assert dict(finding.values)["rule"] == "底线"


@pytest.mark.parametrize(
    "text",
    [
        "合同签订后10日内，甲方支付合同总价的70%；验收合格后支付30%。",
        "第一笔：签约后五个工作日内付七成即合同总价的70%，第二笔：终验通过后付30%。",
    ],
)
def test_a_first_instalment_that_is_too_large(text: str) -> None:
    lease = Lease().pay(PRICE, text)
    (found,) = violations(lease, 'term = "payment.instalment"\nwhere = { sequence = 1 }\nmax = 60')
    assert dict(found.values) == {"rule": "底线", "line": "1", "limit": "60", "value": "70"}
    assert "70%" in render(found.message, "zh")
    assert found.spans


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('title = "x"\n[[rule]\n', 2, "syntax"),
        ("", 1, "no_rules"),
        ('titel = "x"\n', 1, "unknown_key"),
        ('[[rule]]\nname = "a"\nterm = "exit.handover"\nmin = 2', 3, "unknown_term"),
        ('[[rule]]\nname = "a"\nterm = "exits.handover_period"\nmin = 2', 3, "unknown_term"),
        ('[[rule]]\nname = "a"\nterm = "exit.handover_period"\n\nmin = "2"', 5, "type_decimal"),
        ('[[rule]]\nname = "a"\nterm = "exit.handover_period"', 1, "no_limit"),
        ('\n\n[[rule]]\nterm = "exit.handover_period"\nmin = 1', 3, "lacking"),
        ('[[rule]]\nname = "a"\nterm = "exit.*"\nrequired = 1', 4, "type_bool"),
        ('[[rule]]\nname = "a"\nterm = "exit.*"\nmin = 3\nmax = 2', 4, "min_over_max"),
        ('[[rule]]\nname = "a"\nterm = "exit.*"\nmin = 3\nunit = "月"', 5, "unknown_key"),
        ('[[rule]]\nname = "a"\nterm = "exit.*"\nmatching = "("\nmin = 1', 4, "pattern"),
        (
            '[[rule]]\nname = "a"\nterm = "penalty.rate"\nwhere = { day = 1 }\nmin=1',
            4,
            "unknown_key",
        ),
        (
            '[[rule]]\nname = "a"\nterm = "exit.*"\nmin = 1\n[[rule]]\nname = "b"\n'
            'term = "price.total"\nmost = 3',
            8,
            "unknown_key",
        ),
    ],
)
def test_mistakes_are_told_with_their_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(PlaybookError) as caught:
        parse_playbook(text.encode())
    assert (caught.value.line, caught.value.message.key) == (line, f"playbook.{reason}")
    for lang in LANGUAGES:
        assert re.search(rf"\b{line}\b", render(caught.value.message, lang))


def test_a_file_in_another_encoding_tells_the_line() -> None:
    with pytest.raises(PlaybookError) as caught:
        parse_playbook('title = "a"\n# 底线'.encode("gb18030"))
    assert (caught.value.line, caught.value.message.key) == (2, "playbook.encoding")


def test_the_bundled_example_is_one() -> None:
    example = packaged("playbook", "example.toml")
    assert isinstance(example, Path)
    assert len(read_playbook(example).rules) >= 6


def test_every_kind_that_is_named_can_be_limited() -> None:
    known: dict[str, Any] = lexicon("kinds")["known"]
    for group in ("exit", "service_level", "general", "fact"):
        entries = {k for k in catalogue("zh") if k.startswith(f"diff.term.{group}.")}
        named = {f"diff.term.{group}.{kind}" for kind in known[group]}
        assert entries - named <= {"diff.term.exit.termination_right"}
        assert named <= entries
