"""Makes a next year's contract out of a contract, and knows which clause became which.

A contract is taken apart into articles of items (the paragraphs below an article, without their
numbers). Mutations reorder, drop, insert, split, merge and reword items, cut them by a page break
or move them to another article; what comes out is rendered with fresh numbers, of another style if
wanted. As every item keeps its keys, the true partner of each clause is known.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from models.clause import Clause, ClauseTree, Part
from models.document import Document, Paragraph

# The same in other words, as another author would put it.
_REWORDED = (
    ("应当", "须"),
    ("应", "需"),
    ("按照", "依照"),
    ("提供", "给予"),
    ("负责", "承担"),
    ("不得", "禁止"),
    ("如果", "若"),
    ("但", "然而"),
    ("以及", "及"),
    ("立即", "马上"),
)
# What stands on a page between the two halves of a paragraph and was not taken for furniture.
_FOLIO = "第 {page} 页 共 30 页"
_HAN = "一二三四五六七八九十"
_CONFUSED = {"已": "己", "日": "曰", "未": "末", "同": "间", "争": "纠", "人": "入", "土": "士"}
_TURNED = (
    ("不得", "可以"),
    ("应当", "可以"),
    ("应", "可"),
    ("有权", "无权"),
    ("非", ""),
    ("不", ""),
)

# Sentences of other trades: what a draft may bring that the contract before it had not.
FOREIGN = (
    "承包人运到工地的砂石由监理抽样送检，未经抽检不得用于浇筑。",
    "食堂每周公布菜谱，留样冷藏四十八小时备查。",
    "保洁班组清晨六时前完成走廊清扫，雨雪天另铺防滑垫。",
    "绿化养护包含修枝、除虫与越冬包裹，死株在当季补种。",
    "印刷样稿须经三校，封面用纸克重不低于二百五十克。",
    "电梯困人报警后，维保人员携工具半小时到场放人。",
)


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph and the keys of the paragraphs of the first contract that it says.

    What goes on behind a page break has no number of its own.
    """

    keys: frozenset[str]
    text: str
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Article:
    """An article; its own key, its heading, what stands below it."""

    key: str
    heading: str
    items: tuple[Item, ...]


Draft = tuple[Article, ...]


def take_apart(tree: ClauseTree) -> Draft:
    """The articles of a contract's body; what has no heading above it is left out."""
    articles: list[Article] = []
    for clause in tree.clauses:
        if clause.part is not Part.BODY or clause.tables:
            continue
        if clause.parent is None and clause.heading and clause.number:
            articles.append(Article(clause.id, clause.heading, ()))
        elif articles and clause.text and len(clause.text) >= 12:
            item = Item(frozenset((clause.id,)), clause.text)
            articles[-1] = replace(articles[-1], items=(*articles[-1].items, item))
    return tuple(a for a in articles if a.items)


# How articles and items are numbered, by the name of the style.
STYLES: dict[str, tuple[Callable[[int], str], Callable[[int, int], str]]] = {
    "article": (lambda n: f"第{_ordinal(n)}条 ", lambda n, k: f"{k}、"),
    "chinese": (lambda n: f"{_ordinal(n)}、", lambda n, k: f"（{_ordinal(k)}）"),
    "dotted": (lambda n: f"{n}. ", lambda n, k: f"{n}.{k} "),
}


def render(
    draft: Draft, name: str, style: str = "article"
) -> tuple[Document, dict[int, frozenset[str]]]:
    """Numbers a draft afresh.

    Args:
        draft: What to render.
        name: Name of the document.
        style: One of :data:`STYLES`.

    Returns:
        The document, and the keys that each of its blocks says.
    """
    article_label, item_label = STYLES[style]
    blocks: list[Paragraph] = [Paragraph("云资源租用合同"), Paragraph("甲方：青禾市数据局")]
    blocks.append(Paragraph("乙方：远帆云计算有限公司"))
    blocks.append(Paragraph("甲乙双方根据《中华人民共和国民法典》，经协商一致，订立本合同。"))
    keys: dict[int, frozenset[str]] = {}
    for n, article in enumerate(draft, 1):
        keys[len(blocks)] = frozenset((article.key,))
        blocks.append(Paragraph(f"{article_label(n)}{article.heading}"))
        number = 0
        for item in article.items:
            number += item.numbered
            label = item_label(n, number) if item.numbered else ""
            keys[len(blocks)] = item.keys
            blocks.append(Paragraph(f"{label}{item.text}"))
    return Document(name, f"{name:0<64}"[:64], "txt", tuple(blocks)), keys


def _ordinal(n: int) -> str:
    if n <= 10:
        return _HAN[n - 1]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else _HAN[tens - 1]) + "十" + (_HAN[ones - 1] if ones else "")


Change: TypeAlias = Callable[[list[Item], Item, random.Random], None]


def mutate(
    draft: Draft,
    seed: int,
    *,
    noise: float = 0.15,
    changes: Sequence[str] | None = None,
    moves: float = 1 / 6,
    strays: float = 0.0,
) -> Draft:
    """One mutated draft: the same seed gives the same.

    Args:
        draft: What to mutate.
        seed: Seed of the random choices.
        noise: Share of the items that are changed in some way.
        changes: Names out of :data:`CHANGES`; None for the usual ones.
        moves: How many articles stand elsewhere, as a share of all; at least one does.
        strays: Share of the items that stand in another article.
    """
    rng = random.Random(seed)
    chosen = [CHANGES[name] for name in changes or USUAL]
    articles = [_mutate_article(article, rng, noise, chosen) for article in draft]
    if strays:
        articles = _strayed(articles, rng, strays)
    articles = [a for a in articles if a.items]
    for _ in range(max(1, int(len(articles) * moves)) if moves else 0):
        a, b = rng.randrange(len(articles)), rng.randrange(len(articles))
        articles.insert(b, articles.pop(a))
    return tuple(articles)


def _mutate_article(
    article: Article, rng: random.Random, noise: float, changes: Sequence[Change]
) -> Article:
    items: list[Item] = []
    for item in article.items:
        draw = rng.random()
        if draw >= noise:
            items.append(item)
            continue
        rng.choice(changes)(items, item, rng)
    return replace(article, items=tuple(items))


def _strayed(articles: Sequence[Article], rng: random.Random, share: float) -> list[Article]:
    """Puts some items into other articles."""
    below = [list(article.items) for article in articles]
    for n, article in enumerate(articles):
        for item in article.items:
            if item.numbered and rng.random() < share:
                target = below[rng.randrange(len(below))]
                below[n].remove(item)
                target.insert(rng.randint(0, len(target)), item)
    return [replace(a, items=tuple(items)) for a, items in zip(articles, below, strict=True)]


def _drop(items: list[Item], item: Item, rng: random.Random) -> None:
    """The clause is gone."""


def _insert(items: list[Item], item: Item, rng: random.Random) -> None:
    items += [item, Item(frozenset(), rng.choice(FOREIGN))]


def _split(items: list[Item], item: Item, rng: random.Random) -> None:
    cuts = [m.end() for m in re.finditer("[。；]", item.text)]
    cuts = [c for c in cuts if 20 <= c <= len(item.text) - 20]
    if not cuts:
        items.append(item)
        return
    cut = rng.choice(cuts)
    items += [Item(item.keys, item.text[:cut]), Item(item.keys, item.text[cut:])]


def _merge(items: list[Item], item: Item, rng: random.Random) -> None:
    if items and items[-1].keys and items[-1].text.endswith("。"):
        items[-1] = Item(items[-1].keys | item.keys, items[-1].text + item.text)
    else:
        items.append(item)


def _number(items: list[Item], item: Item, rng: random.Random) -> None:
    text = re.sub(r"\d+", lambda m: str(int(m[0]) + rng.randint(1, 9)), item.text, count=1)
    items.append(replace(item, text=text))


def _turn(items: list[Item], item: Item, rng: random.Random) -> None:
    for old, new in _TURNED:
        if old in item.text:
            items.append(replace(item, text=item.text.replace(old, new, 1)))
            return
    items.append(item)


def _width(items: list[Item], item: Item, rng: random.Random) -> None:
    text = item.text.replace("，", ", ").replace("（", "(").replace("）", ") ")
    items.append(replace(item, text=text))


def _confuse(items: list[Item], item: Item, rng: random.Random) -> None:
    text = "".join(_CONFUSED.get(c, c) if rng.random() < 0.5 else c for c in item.text)
    items.append(replace(item, text=text))


def _swap(items: list[Item], item: Item, rng: random.Random) -> None:
    items.insert(max(len(items) - 1, 0), item)


def _reword(items: list[Item], item: Item, rng: random.Random) -> None:
    text = item.text
    for old, new in _REWORDED:
        text = text.replace(old, new)
    items.append(replace(item, text=text))


def _break(items: list[Item], item: Item, rng: random.Random) -> None:
    """A page ends inside the clause, and the reader took both halves for paragraphs."""
    if len(item.text) < 50:
        items.append(item)
        return
    cut = rng.randint(20, len(item.text) - 20)
    items.append(replace(item, text=item.text[:cut]))
    if rng.random() < 0.5:
        items.append(Item(frozenset(), _FOLIO.format(page=rng.randint(2, 29)), numbered=False))
    items.append(Item(item.keys, item.text[cut:], numbered=False))


USUAL = ("drop", "insert", "split", "merge", "number", "turn", "width", "confuse")
CHANGES: dict[str, Change] = {
    "drop": _drop,
    "insert": _insert,
    "split": _split,
    "merge": _merge,
    "number": _number,
    "turn": _turn,
    "width": _width,
    "confuse": _confuse,
    "swap": _swap,
    "reword": _reword,
    "break": _break,
}
"""What can be done to an item, by name."""


def keys_of(tree: ClauseTree, keys: dict[int, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The keys that each clause of a rendered draft says, by clause id."""
    return {clause.id: keys[_block(clause)] for clause in tree.clauses if _block(clause) in keys}


def _block(clause: Clause) -> int:
    return clause.sources[0].span.block
