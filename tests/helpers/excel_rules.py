"""What Excel accepts in a workbook, so that it opens without offering a repair."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from openpyxl.utils import range_boundaries

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What a run may say of its font, in any order that Excel writes (CT_RPrElt).
RUN_PROPERTIES = {
    "rFont", "charset", "family", "b", "i", "strike", "outline", "shadow", "condense", "extend",
    "color", "sz", "u", "vertAlign", "scheme",
}  # fmt: skip
PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|custom)\.xml|xl/workbook\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/(styles|sharedStrings)\.xml|xl/theme/theme1\.xml"
    r"|xl/worksheets/sheet\d+\.xml|xl/worksheets/_rels/sheet\d+\.xml\.rels|xl/tables/table\d+\.xml"
    r"|xl/drawings/drawing\d+\.xml|xl/drawings/_rels/drawing\d+\.xml\.rels|xl/charts/chart\d+\.xml"
    r"|xl/comments/comment\d+\.xml|xl/drawings/commentsDrawing\d+\.vml"
    r"|xl/drawings/comments?Drawing\d+\.vml|xl/drawings/legacyDrawing\d+\.vml"
)


def violations(path: Path) -> list[str]:
    """Everything that Excel would repair or refuse."""
    with ZipFile(path) as package:
        names = package.namelist()
        found = [f"unknown part {name}" for name in names if not PARTS.fullmatch(name)]
        found += [f"part twice {n}" for n, count in Counter(names).items() if count > 1]
        roots = {
            name: etree.fromstring(package.read(name))
            for name in names
            if name.endswith((".xml", ".rels"))
        }
    found += _types(roots, names)
    found += _book(roots["xl/workbook.xml"])
    strings = roots.get("xl/sharedStrings.xml")
    texts = list(strings) if strings is not None else []
    for index, text in enumerate(texts):
        found += [f"string {index}: {said}" for said in _string(text)]
    styles = len(roots["xl/styles.xml"].find(f"{S}cellXfs"))
    tables: list[tuple[int, str]] = []
    for name, root in roots.items():
        if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
            found += [f"{name}: {said}" for said in _sheet(root, len(texts), styles)]
        if name.startswith("xl/tables/"):
            tables.append((int(root.get("id")), root.get("displayName")))
            found += [f"{name}: {said}" for said in _table(root)]
    for values in zip(*tables, strict=True):
        found += [f"table twice: {v}" for v, count in Counter(values).items() if count > 1]
    return found


def _types(roots: dict[str, etree._Element], names: list[str]) -> Iterator[str]:
    types = roots["[Content_Types].xml"]
    declared = [e.get("PartName") for e in types if e.get("PartName")]
    suffixes = {e.get("Extension") for e in types if e.get("Extension")}
    yield from (f"declared twice {n}" for n, c in Counter(declared).items() if c > 1)
    yield from (f"declared, missing {n}" for n in declared if n[1:] not in names)
    for name in names:
        if f"/{name}" not in declared and name.rpartition(".")[2] not in suffixes:
            yield f"not declared {name}"


def _book(root: etree._Element) -> Iterator[str]:
    names = [sheet.get("name") for sheet in root.iter(f"{S}sheet")]
    folded = Counter(name.casefold() for name in names)
    yield from (f"sheet twice {name}" for name, count in folded.items() if count > 1)
    for name in names:
        if not 0 < len(name) <= 31 or set(name) & set("[]:*?/\\") or name.strip("'") != name:
            yield f"sheet name {name!r}"
    defined = Counter(
        (n.get("name").casefold(), n.get("localSheetId")) for n in root.iter(f"{S}definedName")
    )
    yield from (f"name twice {name}" for name, count in defined.items() if count > 1)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _string(text: etree._Element) -> Iterator[str]:
    said = "".join(t.text or "" for t in text.iter(f"{S}t"))
    if _units(re.sub(r"_x[0-9A-Fa-f]{4}_", "x", said)) > 32_767:
        yield "longer than a cell holds"
    for t in text.iter(f"{S}t"):
        words = t.text or ""
        if words != words.strip() and t.get(SPACE) != "preserve":
            yield f"outer blanks are not preserved: {words[:20]!r}"
    for run in text.iter(f"{S}r"):
        tags = [etree.QName(child).localname for child in run]
        if tags not in (["rPr", "t"], ["t"]):
            yield f"run of {tags}"
        properties = run.find(f"{S}rPr")
        found = [etree.QName(c).localname for c in properties] if properties is not None else []
        if len(found) != len(set(found)) or not set(found) <= RUN_PROPERTIES:
            yield f"run properties {found}"
        if not (run.findtext(f"{S}t") or ""):
            yield "empty run"


def _sheet(root: etree._Element, strings: int, styles: int) -> Iterator[str]:
    seen: set[str] = set()
    for cell in root.iter(f"{S}c"):
        place = cell.get("r")
        if place in seen:
            yield f"cell twice {place}"
        seen.add(place)
        if int(cell.get("s", 0)) >= styles:
            yield f"style of {place}"
        if cell.get("t") == "s" and not 0 <= int(cell.findtext(f"{S}v")) < strings:
            yield f"string of {place}"
        inline = cell.find(f"{S}is")
        if (inline is not None) != (cell.get("t") == "inlineStr"):
            yield f"string of {place}"
        if inline is not None:
            yield from (f"{place}: {said}" for said in _string(inline))
        formula = cell.findtext(f"{S}f") or ""
        if len(formula) > 8192 or any(len(s) > 255 for s in re.findall('"([^"]*)"', formula)):
            yield f"formula of {place}"
    for row in root.iter(f"{S}row"):
        if row.get("ht") and not 0 <= float(row.get("ht")) <= 409.5:
            yield f"height of row {row.get('r')}"
    merged = [range_boundaries(m.get("ref")) for m in root.iter(f"{S}mergeCell")]
    for n, (a, b, c, d) in enumerate(merged):
        for e, f, g, h in merged[n + 1 :]:
            if a <= g and e <= c and b <= h and f <= d:
                yield f"merged ranges overlap: {(a, b, c, d)} {(e, f, g, h)}"
    for rule in root.iter(f"{S}dataValidation"):
        if len(rule.findtext(f"{S}formula1") or "") > 257:
            yield "list of a validation is too long"
        for ref in rule.get("sqref").split():
            range_boundaries(ref)
    for link in root.iter(f"{S}hyperlink"):
        if link.get("location") and len(link.get("location")) > 2_083:
            yield "link is too long"
    if len(list(root.iter(f"{S}autoFilter"))) > 1:
        yield "two filters"


def _table(root: etree._Element) -> Iterator[str]:
    first, _, last, _ = range_boundaries(root.get("ref"))
    names = [column.get("name") for column in root.iter(f"{S}tableColumn")]
    if len(names) != last - first + 1:
        yield "columns do not fit the range"
    folded = Counter(name.casefold() for name in names)
    yield from (f"column twice {name}" for name, count in folded.items() if count > 1)
    if not re.fullmatch(r"[A-Za-z_\\][\w.]*", root.get("displayName")):
        yield f"table name {root.get('displayName')}"
