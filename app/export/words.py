"""The words of the workbook in one language."""

from __future__ import annotations

from enum import StrEnum

from app.resources import lexicon
from app.resources.messages import catalogue, render, say
from models.message import Message

_NUMBERED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def circled(position: int) -> str:
    """A contract's number as the workbook shows it: ① for the first."""
    return _NUMBERED[position] if position < len(_NUMBERED) else f"({position + 1})"


class Words:
    """Entries below ``export`` in a language.

    Attributes:
        lang: ``zh`` or ``en``.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, key: str, **params: object) -> str:
        """The entry ``export.KEY``."""
        return say(f"export.{key}", self.lang, **params)

    def message(self, message: Message) -> str:
        """A message of any area."""
        return render(message, self.lang)

    def word(self, kind: str, value: StrEnum | str | None) -> str:
        """The word for a value of the published format; the value itself where there is none."""
        if value is None:
            return ""
        return catalogue(self.lang).get(f"export.{kind}.{value}", str(value))

    def said(self, value: str) -> str:
        """A value of a finding: the entry that it names (``@…`` or a published word), or itself."""
        entries = catalogue(self.lang)
        return entries.get(value[1:] if value.startswith("@") else f"diff.value.{value}", value)

    def stance(self, kind: str, stance: str) -> str:
        """The name of a provision's stance; the published word where it has none."""
        return catalogue(self.lang).get(f"provision.{kind}.{stance}", stance)

    def topic(self, key: str | None) -> str:
        """The name of a topic."""
        if key is None:
            return ""
        for topic in lexicon("topics")["topic"]:
            if topic["key"] == key:
                return str(topic[self.lang])
        # Cover and signature page are topics without words in a heading that would name them.
        return self.word("topic", key)

    def joined(self, *parts: str | None) -> str:
        """What there is of several parts, in one line."""
        return self("separator").join(part for part in parts if part)
