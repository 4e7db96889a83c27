"""The grammar of clause labels: what may stand at the beginning of a numbered paragraph.

One ordered table, most specific first. The grammar says what a label looks like; whether a number
makes sense where it stands is decided by ``app.structure``.
"""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import dataclass
from functools import cache

from models.clause import ClauseNumber, NumberStyle

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "廿": 20}
_HAN = "〇零一二两三四五六七八九十廿百"
_DIGIT = "0123456789０１２３４５６７８９"
_LATIN = string.ascii_letters + "".join(chr(ord("ａ") + i) for i in range(26))
_GAP = r"[ \u3000\t]*"
# List marks that Markdown-like text puts before a label: "- 1、", "* 2."
_MARK = re.compile(r"^[-*•·●◆■▪–]\s+")

_CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x2776 + i): i + 1 for i in range(10)}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paragraph cut into its label and the rest.

    Attributes:
        number: The label, or None.
        rest: The text behind it.
        offset: Code point where ``rest`` begins in the text that was cut.
        sure: False where the label lacks its delimiter (``5 如因…``, ``12.1乙方``) and only its
            place in the sequence can tell whether it is one; so too ``三、四级系统``.
    """

    number: ClauseNumber | None
    rest: str
    offset: int
    sure: bool = True


def chinese_ordinal(text: str) -> int | None:
    """The value of a Chinese ordinal up to 999 (``二十三``, ``廿一``, ``一〇二``), or None."""
    if not text or any(c not in _HAN for c in text):
        return None
    if not any(c in "十廿百" for c in text):
        if len(text) > 1 and "〇" not in text and "零" not in text:
            return None
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif c == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif c == "廿":
            total += 20
        else:
            digit = _DIGITS[c]
    return total + digit


def _value(text: str) -> int | None:
    folded = unicodedata.normalize("NFKC", re.sub(r"\s", "", text))
    folded = re.sub(f"[{_DASHES}]", "一", folded)
    return int(folded) if folded.isdecimal() else chinese_ordinal(folded)


_Rule = tuple[str, NumberStyle, re.Pattern[str], bool]


def _rule(opening: str, style: NumberStyle, pattern: str, *, sure: bool = True) -> _Rule:
    """A rule for paragraphs that begin with one of the characters ``opening``."""
    return opening, style, re.compile(pattern), sure


# Recognition reads 一 as a dash: 第十—条.
_DASHES = "—－–-"
_NUM = rf"(?P<n>[{_HAN}](?:{_GAP}[{_HAN}{_DASHES}]){{0,4}}|[0-9０-９]{{1,3}})"
# Counting words: behind a figure they make it a quantity ("10 个工作日内", "3.5 万元"), no label.
_COUNTED = (
    r"\s*(?:个|台|套|次|年|月|日|天|小时|分钟|秒|周|季|万|亿|元|份|名|人|级|家|倍|号|楼|层|页|核|种|"
    r"[%％‰]|[条款]|项(?!目)|位(?!置)|点(?!评|检)|时(?!间|限|效)|包(?!括|含)|[GMT]B?(?![a-zA-Z]))"
)
# What goes on behind the number of a clause that is only referred to ("第八条约定的…"). Behind a
# gap, where a heading may stand ("第八条 支付方式"), few words tell; glued to it, many.
_REFERRED = (
    rf"{_GAP}(?:[的，,。；;）)]|第[（(]?[{_HAN}0-9]+[）)]?[款项条目]|款(?!项)|项(?!目)|[、和与或至及到]第|"
    rf"(?:约定|规定|所述|所列|所称)的|[（(][{_HAN}0-9]+[）)]{_GAP}(?:款|项(?!目)))|"
    r"[之和与或至]|及(?!时)|到(?!期|位|货|场)|约定|规定|所(?!有)|中(?!标|止|断|介|期|央)|执行|承担|"
    r"支付(?!方|条|时|期|与|及|和|办|$)"
)
# "（二）项所列…", "（一）、（二）": references.
_NO_ITEM = rf"(?!{_GAP}(?:[款种]|项(?!目)|[、和与及至]{_GAP}[（(]))[、.．]?"
# Damaged by recognition: blanks inside "第 八 条", 笫 for 第; a lost 条 is not guessed.
_RULES = (
    _rule(
        "第笫", NumberStyle.CHAPTER, rf"[第笫]{_GAP}{_NUM}{_GAP}[章编](?!{_REFERRED})[：:、.．]?"
    ),
    _rule("第笫", NumberStyle.ARTICLE, rf"[第笫]{_GAP}{_NUM}{_GAP}条(?!件|{_REFERRED})[：:、.．]?"),
    _rule(
        "（(", NumberStyle.CHINESE_PAREN, rf"[（(]{_GAP}(?P<n>[{_HAN}]{{1,4}}){_GAP}[）)]{_NO_ITEM}"
    ),
    _rule(
        "（(",
        NumberStyle.ARABIC_PAREN,
        rf"[（(]{_GAP}(?P<n>[0-9０-９]{{1,3}}){_GAP}[）)]{_NO_ITEM}",
    ),
    _rule(_HAN, NumberStyle.CHINESE, rf"(?P<n>[{_HAN}]{{1,4}}){_GAP}[、.．]"),
    _rule(_HAN, NumberStyle.CHINESE_PAREN, rf"(?P<n>[{_HAN}]{{1,3}})[）)]{_NO_ITEM}"),
    _rule(
        _DIGIT,
        NumberStyle.DOTTED,
        r"(?P<n>[0-9０-９]{1,3}(?:[.．][0-9０-９]{1,3}){1,4})(?![0-9０-９%％‰.．])(?:[、.．])?(?=\s)"
        rf"(?!{_COUNTED})",
    ),
    _rule(
        _DIGIT,
        NumberStyle.DOTTED,
        r"(?P<n>[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,3}){1,4})(?![0-9０-９.．])"
        rf"(?!{_COUNTED})",
        sure=False,
    ),
    # A year may follow without a blank: "1.2031年".
    _rule(
        _DIGIT,
        NumberStyle.DOTTED,
        r"(?P<n>[0-9０-９]{1,3})\s?[.．](?:(?![0-9０-９])|(?=(?:19|20)[0-9]{2}\s?年))",
    ),
    _rule(_DIGIT, NumberStyle.ARABIC, r"(?P<n>[0-9０-９]{1,3})\s?[、]"),
    _rule(_DIGIT, NumberStyle.ARABIC_PAREN, r"(?P<n>[0-9０-９]{1,3})[）)][、.．]?"),
    _rule("（(", NumberStyle.LETTER, rf"[（(]{_GAP}(?P<n>[a-zA-Z]){_GAP}[）)]{_NO_ITEM}"),
    _rule(
        _LATIN,
        NumberStyle.LETTER,
        r"(?P<n>[a-zA-Zａ-ｚ])[.．、）)](?:(?![0-9a-zA-Z@])|(?=(?:19|20)[0-9]{2}\s?年))",
    ),
    _rule(
        _DIGIT,
        NumberStyle.ARABIC,
        rf"(?P<n>[0-9０-９]{{1,2}})[ \u3000](?=[\u4e00-\u9fff])(?!{_COUNTED})",
        sure=False,
    ),
)
# Figures that are listed: "三、四级系统", "2、3规定".
_LISTED = re.compile(
    rf"(?P<n>[{_HAN}]{{1,3}}|[0-9]{{1,3}})\s?"
    r"(?P<with>[级类期层楼款条次年月日季]|项(?!目)|[、和与及至]|规定|约定)"
)


@cache
def _rules(first: str) -> tuple[tuple[NumberStyle, re.Pattern[str], bool], ...]:
    """The rules for paragraphs that begin with a character; most begin with a word, and none."""
    if not first:
        return ()
    return tuple(rule for opening, *rule in _RULES if first in opening)  # type: ignore[misc]


def split_label(text: str) -> Labelled:
    """Cuts the label off a paragraph's beginning.

    A list mark before a label (``- 1、``) is dropped; alone it is a bullet.

    Args:
        text: One paragraph.

    Returns:
        The label and the rest; ``number`` is None where the paragraph has no label.
    """
    start = len(text) - len(text.lstrip())
    mark = _MARK.match(text[start:])
    inner = start + (mark.end() if mark else 0)
    body = text[inner:]
    if body[:1] in _CIRCLED:
        number = ClauseNumber(NumberStyle.CIRCLED, (_CIRCLED[body[0]],), body[0])
        return _cut(text, inner, 1, number, sure=True)
    for style, pattern, certain in _rules(body[:1]):
        match = pattern.match(body)
        if not match:
            continue
        values = _values(style, match["n"])
        if values is None:
            continue
        sure = certain and not _is_listed(style, values, body[match.end() :])
        label = re.sub(r"\s", "", match.group(0))
        if style in (NumberStyle.CHAPTER, NumberStyle.ARTICLE):
            label = label.rstrip("：:、.．")  # 第七条、 is 第七条 with a stray mark
        return _cut(text, inner, match.end(), ClauseNumber(style, values, label), sure=sure)
    if mark:
        bullet = ClauseNumber(NumberStyle.BULLET, (), mark.group(0).strip())
        return _cut(text, start, mark.end(), bullet, sure=True)
    return Labelled(None, text.strip(), start)


def _values(style: NumberStyle, text: str) -> tuple[int, ...] | None:
    if style is NumberStyle.LETTER:
        return (ord(unicodedata.normalize("NFKC", text).lower()) - ord("a") + 1,)
    if style is NumberStyle.DOTTED:
        folded = unicodedata.normalize("NFKC", text)
        parts = tuple(int(part) for part in folded.split("."))
        return parts if all(parts) else None  # an address, a version: clauses count from 1
    value = _value(text)
    return None if value is None else (value,)


def _is_listed(style: NumberStyle, values: tuple[int, ...], rest: str) -> bool:
    """Whether the figure begins a list of figures: "三、四级系统"; in its place it is a label."""
    if style not in (NumberStyle.CHINESE, NumberStyle.ARABIC):
        return False
    match = _LISTED.match(rest)
    return match is not None and _value(match["n"]) == values[0] + 1


def _cut(text: str, inner: int, length: int, number: ClauseNumber, *, sure: bool) -> Labelled:
    rest = text[inner + length :]
    offset = inner + length + len(rest) - len(rest.lstrip())
    return Labelled(number, rest.strip(), offset, sure)


_ANNEX = re.compile(
    rf"^{_GAP}(?P<word>附件|附录|附表){_GAP}(?P<n>[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,3}}|[A-Z](?![a-z]))?"
    r"(?P<sub>[-－—.．][0-9]{1,2}(?![0-9年.．]))?"
    rf"{_GAP}(?P<sep>[：:、.．\-—]|\s|$)?{_GAP}(?P<title>.*)$",
    re.DOTALL,
)
# A title is short and is no sentence: longest in the samples, 46 code points.
_TITLE_LIMIT = 70
_NO_TITLE = re.compile(
    r"[。；;]|^[、，,和及与]|^(?:附件|为|是|所|的|中(?:所|的|列|规定|约定|载)|规定|约定|列明)|不可分割|同等(?:法律)?效力"
)


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """A line that may be an annex's heading or an entry of the list of annexes.

    Attributes:
        label: ``附件4``; ``附件`` where it has no number.
        number: Its number, or None.
        title: What follows, maybe empty.
        sub: ``-1`` of ``附件4-1``, else empty.
    """

    label: str
    number: int | None
    title: str
    sub: str = ""


def annex_line(text: str) -> AnnexLine | None:
    """Reads a paragraph as an annex's heading, or None where it is none.

    ``附件 1、附件 2 与合同同等有效`` and other sentences are none.
    """
    mark = _MARK.match(text)
    match = _ANNEX.match(text[mark.end() :] if mark else text)
    if not match:
        return None
    title = match["title"].strip()
    if len(title) > _TITLE_LIMIT or _NO_TITLE.search(title):
        return None
    raw = match["n"]
    if raw is None:
        if match["sub"] or (title and not match["sep"]):
            return None
        return AnnexLine(match["word"], None, title)
    folded = unicodedata.normalize("NFKC", raw)
    number = ord(folded) - ord("A") + 1 if folded.isalpha() and folded.isascii() else _value(raw)
    sub = unicodedata.normalize("NFKC", match["sub"] or "").replace("—", "-")
    return AnnexLine(f"{match['word']}{folded}{sub}", number, title, sub)
