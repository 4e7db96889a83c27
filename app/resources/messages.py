"""Looks up what the program says: ``Message`` values become text in Chinese or English."""

from __future__ import annotations

import tomllib
from functools import cache

from app.resources import lexicon, packaged
from models.message import Message

LANGUAGES = ("zh", "en")


@cache
def catalogue(lang: str) -> dict[str, str]:
    """All entries of a language, by dotted key, from every file in ``messages/LANG/``."""
    entries: dict[str, str] = {}
    for file in sorted(packaged("messages", lang).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            _flatten(tomllib.loads(file.read_text("utf-8")), "", entries)
    # The rules of what a change means for the buyer state their reasons themselves.
    framed = "（{}）" if lang == "zh" else " ({})"
    for name, words in lexicon("effects")["why"].items():
        entries[f"effect.why.{name}"] = framed.format(words[lang])
    return entries


def _flatten(table: dict[str, object], prefix: str, into: dict[str, str]) -> None:
    for key, value in table.items():
        if isinstance(value, dict):
            _flatten(value, f"{prefix}{key}.", into)
        else:
            into[f"{prefix}{key}"] = str(value)


def say(key: str, lang: str, **params: object) -> str:
    """The entry ``key`` in ``lang``, its placeholders filled.

    A parameter that begins with ``@`` is looked up as an entry itself; where there is none, as in
    the name of a file that begins so, it stands as it is.

    Raises:
        KeyError: if the entry, or a parameter that it names, is missing.
    """
    filled = {name: _look_up(str(value), lang) for name, value in params.items()}
    return catalogue(lang)[key].format_map(filled)


def render(message: Message, lang: str) -> str:
    """The words of a message in ``lang``."""
    return say(message.key, lang, **dict(message.params))


def _look_up(value: str, lang: str) -> str:
    return catalogue(lang).get(value[1:], value) if value.startswith("@") else value
