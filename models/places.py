"""How a person calls a place of a contract: 第七条第4款第(2)项, 附件二 第3条, 附件4 表格第5行."""

from __future__ import annotations

import re

# What the numbered levels of a contract are called, outermost first.
_LEVELS = ("条", "款", "项", "目")
_BODY = "正文"
_TITLED = re.compile(r"(?P<label>第.+?[条章编])(?P<again>\d*)$")
_DOTTED = re.compile(r"(?P<label>\d+(?:\.\d+)+)[、.．]?(?:\((?P<again>\d+)\))?$")
_MARKED = re.compile(r"(?P<label>[^、.．()（）]+)[、.．](?P<again>\d*)$")
# What counts the items of a list: (1), 1), ①, a.
_ITEM = re.compile(
    r"(?P<label>[(（]?[^()（）]+[)）]|[①-⑳❶-❿]|[A-Za-zａ-ｚ](?=[、.．]))[、.．]?(?P<again>\d*)$"
)
_PARAGRAPH = re.compile(r"¶(?P<n>\d*)$")
_POINT = re.compile(r"[^\w()（）]+(?P<n>\d*)$")


def place(path: str, paragraph: str = "第{n}段") -> str:
    """What a person calls the place of a clause.

    The body needs no name; of a paragraph without a number, and of a repeated number, it is told
    which one it is.

    Args:
        path: As in :attr:`models.clause.Clause.path`: ``正文/第七条/4、/(2)``.
        paragraph: The words for the n-th paragraph without a number.
    """
    root, *steps = path.split("/")
    said: list[str] = []
    depth, above = 0, ""
    for step in steps:
        paragraphs, point = _PARAGRAPH.fullmatch(step), _POINT.fullmatch(step)
        if paragraphs:
            if paragraphs["n"]:
                said.append(paragraph.format(n=paragraphs["n"]))
            continue
        if point:
            said.append(f"第{point['n'] or 1}点")
            continue
        match = next((m for shape in _SHAPES if (m := shape.fullmatch(step))), None)
        label, again = (match["label"], match["again"]) if match else (step, None)
        if match and match.re is _TITLED:
            depth = depth if label.endswith(("章", "编")) else 1
            words = label
        else:
            if match and match.re is _DOTTED and above == label.rpartition(".")[0]:
                depth = depth - 1  # 8.1 below 8 says both
                said.pop()
            if match and match.re is _ITEM:
                depth = max(depth, _LEVELS.index("项"))
            words = f"第{label}{_LEVELS[depth]}" if depth < len(_LEVELS) else step
            depth += 1
        above = label
        said.append(words + (f"（第{again}处）" if again else ""))
    if not said:
        return root
    within = "".join(said)
    numbered = any(not step.startswith("¶") for step in steps[:1])
    return within if root == _BODY and numbered else f"{root} {within}"


_SHAPES = (_TITLED, _DOTTED, _ITEM, _MARKED)


def row_place(path: str, row: int) -> str:
    """What a person calls a row of a clause's table: its header, or the n-th row below that.

    Args:
        path: Of the clause that the table belongs to.
        row: Index into the table's rows, -1 for the header.
    """
    name = "表头" if row < 0 else f"第{row + 1}行"
    return f"{place(path)} 表格{name}"
