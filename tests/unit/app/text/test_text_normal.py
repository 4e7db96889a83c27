import pytest

from app.text.normal import fold, folded


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("（一）价格：１００元，", "(一)价格:100元,"),
        ("“云”", '"云"'),
        ("【5】%", "(5)%"),
        ("7 个 自然日", "7个自然日"),
        ("99. 99%", "99.99%"),
        ("甲——乙", "甲-乙"),
        ("共 _5_ 份", "共5份"),
    ],
)
def test_forms_of_the_same(a: str, b: str) -> None:
    assert folded(a) == folded(b)


@pytest.mark.parametrize(("a", "b"), [("10Gb", "10GB"), ("10 20", "1020"), ("①", "1"), ("²", "2")])
def test_what_differs_stays_apart(a: str, b: str) -> None:
    assert folded(a) != folded(b)


def test_the_way_back_gives_the_source() -> None:
    source = " 吉𠮷X　（㎡）\u200b——完 "
    fold_of = fold(source)
    shares = [fold_of.original(i, i + 1) for i in range(len(fold_of.text))]
    assert "".join(shares) == source
    assert fold_of.starts[0] == 0


def test_an_address_keeps_its_underscore() -> None:
    assert folded("a_b@example.org") == "a_b@example.org"
