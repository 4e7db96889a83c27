"""Small judgements about single lines that several readers share."""

from __future__ import annotations

import re
from functools import cache

from app.resources import lexicon
from app.text.labels import split_label

END = "。；！？：;!?:"
_CLOSERS = "”’」』）)》】]"
_PAIRS = (("（", "）"), ("《", "》"), ("【", "】"), ("“", "”"))
_WIDE = str.maketrans("()", "（）")
_CAPTION = re.compile(r"^[（(【\[][^（()）]*[)）】\]]$")
_DATE = re.compile(
    r"^(?:[0-9０-９〇零一二三四五六七八九]{2,4}|[_＿\s]*)\s*(?:年|[./-])\s*[0-9０-９一二三四五六七八九十_＿]*\s*"
    r"(?:月|[./-])\s*[0-9０-９一二三四五六七八九十_＿]*\s*日?$"
)
# 16 code points: the longest name of a field in the samples has 15 (…代表人或委托代理人).
_FIELD = re.compile(r"^(?P<key>[^，。；：:,;]{1,18})[：:]\s*(?P<value>.*)$", re.DOTALL)
_NUMBER = re.compile(r"[¥￥]?\s*-?[0-9][0-9,，]*(?:\.[0-9]+)?\s*(?:元|%|％)?")


@cache
def _field_key() -> re.Pattern[str]:
    words = lexicon("reading")["field"]["keys"]
    return re.compile("(?:" + "|".join(map(re.escape, words)) + r")\s*(?:[（(].{0,12}[）)])?$")


@cache
def _duty() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, lexicon("reading")["sentence"]["duty"])))


@cache
def _address_tail() -> re.Pattern[str]:
    tails = "".join(lexicon("reading")["field"]["address_tails"])
    return re.compile(rf"^[^，。；：:]{{1,20}}[{tails}]$")


@cache
def _address_key() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, lexicon("reading")["field"]["address_keys"])))


def ended(text: str) -> bool:
    """Whether a line ends like a sentence, an item or an introduction of items."""
    text = text.rstrip()
    if not text:
        return True
    if text[-1] in END:
        return True
    return text[-1] in _CLOSERS and len(text) > 1 and text[-2] in END


def is_caption(text: str) -> bool:
    """Whether a line is only a remark in brackets, such as (以下无正文), or only a date."""
    return bool(_CAPTION.match(text) or _DATE.match(text))


def is_field(text: str) -> bool:
    """Whether a line fills in a field: ``甲方：…``, ``联系电话：…``, ``签订日期：``."""
    match = _FIELD.match(split_label(text).rest)
    if not match:
        return False
    key = re.sub(r"[\s\u3000]", "", match["key"])
    if not _field_key().search(key):
        return False
    value = match["value"]
    # A clause may begin with a party's name and a colon; its sentences tell it from a field.
    return not re.search("[，。；]", value)


def goes_on_address(text: str, following: str) -> bool:
    """Whether ``following`` is the cut tail of the address that the field ``text`` holds."""
    match = _FIELD.match(text)
    return bool(
        match
        and _address_key().search(match["key"])
        and len(match["value"]) >= 8
        and not _address_tail().match(match["value"])
        and _address_tail().match(following)
    )


def closes(text: str, following: str) -> bool:
    """Whether ``following`` closes a bracket that ``text`` leaves open; wide and narrow are one."""
    text, following = text.translate(_WIDE), following.translate(_WIDE)
    return any(
        text.count(left) > text.count(right) and right in following.split(left, maxsplit=1)[0]
        for left, right in _PAIRS
    )


def runs_on(text: str) -> bool:
    """Whether a line looks like a sentence that is not finished.

    A heading has no comma and no duty in it. 16 code points: shortest cut sentence with a comma in
    the samples, 22; longest heading that a paragraph follows, 21 and without a comma. 30: no
    heading without a comma was longer.
    """
    if ended(text) or is_caption(text) or is_field(text) or "=" in text or "＝" in text:
        return False
    rest = split_label(text).rest
    if re.search("[，。；：,]", rest):
        return len(rest) >= 16
    return len(rest) >= 30 or (len(rest) >= 18 and bool(_duty().search(rest)))


def is_number(text: str) -> bool:
    """Whether a table's cell holds nothing but a figure."""
    return bool(_NUMBER.fullmatch(text.strip()))


def glue(left: str, right: str) -> str:
    """Joins two pieces that a line or page end cut; only Latin words need a blank between."""
    left, right = left.rstrip(), right.lstrip()
    latin = left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii()
    return f"{left} {right}" if latin and right[:1].isalpha() else left + right
