import json
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.export.json import to_json, write_json
from app.export.plain import decimal_text
from models.comparison import Comparison
from models.diff import EditOp
from models.terms import Term
from tests.helpers.sample_comparison import sample_comparison

COMPARISON = sample_comparison()


def _with_text(text: str) -> Comparison:
    """The sample, the text of the baseline's last clause replaced."""
    document = COMPARISON.documents[0]
    clauses = document.tree.clauses
    tree = replace(document.tree, clauses=(*clauses[:-1], replace(clauses[-1], text=text)))
    return replace(COMPARISON, documents=(replace(document, tree=tree), *COMPARISON.documents[1:]))


def test_top_level_is_as_published() -> None:
    data = to_json(COMPARISON)
    assert data["schema"] == "leasediff.comparison/1"
    assert data["generator"]["name"] == "leasediff"
    assert data["baseline"] == "d1"
    assert [d["role"] for d in data["documents"]] == ["baseline", "draft", "reference"]
    assert data["unread"][0]["reason"] == "encrypted"
    assert data["options"]["tracked_changes"] == "accepted"


def test_edits_join_to_both_texts() -> None:
    data = to_json(COMPARISON)
    texts = {
        c["id"]: "\n".join(p for p in (c["heading"], c["text"]) if p)
        for d in data["documents"]
        for c in d["clauses"]
    }
    for row in data["rows"]:
        for doc, column in row["columns"].items():
            for side, who in (("a", "d1"), ("b", doc)):
                said = "\n".join(texts[i] for i in row["cells"].get(who, []))
                assert "".join(edit[side] for edit in column["edits"]) == said
            for edit in column["edits"]:
                assert (edit["class"] is None) == (edit["op"] == EditOp.EQUAL)
                assert "row_key" not in edit


def test_moves_tables_and_classes() -> None:
    rows = to_json(COMPARISON)["rows"]
    moved = [c["moved"] for r in rows for c in r["columns"].values() if c["moved"]]
    assert {"from": "第七条", "to": "第八条"} in moved
    table_edits = [e for r in rows for c in r["columns"].values() for e in c["table_edits"]]
    assert table_edits[0]["row_key"] == "标准计算实例"
    assert table_edits[0]["column"] == "单价（元）"
    classes = {e["class"] for r in rows for c in r["columns"].values() for e in c["edits"]}
    assert {"number", "date", "party", "negation", "reference", "recognition"} <= classes


def test_figures_are_texts_with_their_scale() -> None:
    terms = [t for d in to_json(COMPARISON)["documents"] for t in d["terms"]]
    total = next(t for t in terms if t["kind"] == "total")
    assert total["value"] == "746208.00"
    assert total["capital_value"] == "746208.00"
    item = next(t for t in terms if t["kind"] == "item")
    assert (item["unit_price"], item["quantity"], item["multiplier"]) == ("1.20", "480", "12")
    interest = next(t for t in terms if t["kind"] == "interest")
    assert interest["percent"] is None
    assert interest["reference"] == "LPR"
    paid = next(t for t in terms if t["kind"] == "instalment")
    assert (paid["days"], paid["day_type"], paid["milestone"]) == (15, "working", "signing")


@pytest.mark.parametrize(
    ("value", "text"),
    [("1E+3", "1000"), ("0.10", "0.10"), ("1E-9", "0.000000001"), ("-0.00", "-0.00")],
)
def test_decimals_never_have_an_exponent(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text


def test_what_is_no_number_is_null() -> None:
    assert decimal_text(Decimal("NaN")) is None


def _empty_texts(value: object, where: str = "") -> list[str]:
    if isinstance(value, dict):
        return [w for k, v in value.items() for w in _empty_texts(v, f"{where}.{k}")]
    if isinstance(value, list):
        return [w for v in value for w in _empty_texts(v, where)]
    return [where] if value == "" else []


def test_unknown_is_null_never_empty() -> None:
    # An own text may be empty, and so may one side of an edit and a cell of a table.
    allowed = ("clauses.text", "edits.a", "edits.b", "tables.header", "tables.rows")
    assert [w for w in _empty_texts(to_json(COMPARISON)) if not w.endswith(allowed)] == []


def test_no_floats_carry_figures() -> None:
    for document in to_json(COMPARISON)["documents"]:
        for term in document["terms"]:
            assert not any(isinstance(v, float) for v in term.values())


def test_messages_are_rendered() -> None:
    data = to_json(COMPARISON, "en")
    assert data["documents"][1]["notices"][1]["page"] == 11
    assert data["documents"][1]["findings"][0]["values"] == {
        "sum": "822000.00",
        "total": "822000.10",
    }
    assert data["term_rows"][0]["label"] == "合同名称"


def test_file_is_utf8_and_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "结果.json"
    write_json(COMPARISON, path)
    assert json.loads(path.read_text("utf-8")) == to_json(COMPARISON)
    assert [p.name for p in tmp_path.iterdir()] == ["结果.json"]


def test_half_a_surrogate_pair_survives(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    write_json(_with_text("甲\ud840乙 吉𠮷"), path)
    clauses = json.loads(path.read_text("utf-8"))["documents"][0]["clauses"]
    assert clauses[-1]["text"] == "甲\ud840乙 吉𠮷"


# Their keys are names of the contracts' own: documents' ids, what a finding compares, options.
_OPEN = {"cells", "columns", "effect", "price_effects", "price_factors", "exposure"}
_FREE = {"values", "options"}


def _names(value: object, own: bool = True) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if own:
                yield key
            if key not in _FREE:
                yield from _names(part, own=key not in _OPEN)
    elif isinstance(value, list):
        for part in value:
            yield from _names(part)


def test_every_field_is_documented() -> None:
    published = (Path(__file__).parents[4] / "docs" / "comparison-json.md").read_text("utf-8")
    documented = set(re.findall(r"\w+", published))
    terms = {f.name for kind in Term.__subclasses__() for f in fields(kind)}
    assert (set(_names(to_json(COMPARISON))) | terms) - documented == set()
