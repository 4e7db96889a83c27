import pytest

from app.structure.topics import heading_topic, text_topic
from tests.helpers.trees import tree_of


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("付款方式", "payment"),
        ("服务费用及结算", "payment"),
        ("违约责任", "liability"),
        ("服务交接与退出", "exit"),
        ("不可抗力", "force_majeure"),
        ("争议的解决", "dispute"),
        ("知识产权归属", "intellectual_property"),
        ("服务质量", "service_level"),
        ("通知与送达", "notice"),
        ("其 他", "general"),
        ("天气", None),
    ],
)
def test_headings_name_topics(heading: str, topic: str | None) -> None:
    assert heading_topic(heading) == topic


def test_only_the_beginning_of_a_text_names_its_topic() -> None:
    assert text_topic("乙方应支付违约金。") == "liability"
    assert text_topic("甲" * 70 + "违约金") is None


def test_children_keep_the_topic_of_their_article() -> None:
    tree = tree_of(
        "根据民法典，双方协商订立本合同。\n第五条 违约责任\n"
        "5.1 甲方未按约支付服务费的，应付利息。\n第六条 付款\n6.1 首付七成。"
    )
    assert {c.path: c.topic for c in tree.clauses if c.path.startswith("正文")} == {
        "正文/第五条": "liability",
        "正文/第五条/5.1": "liability",
        "正文/第六条": "payment",
        "正文/第六条/6.1": "payment",
    }
