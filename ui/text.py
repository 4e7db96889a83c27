"""The edge between the domain's texts and Qt's: messages into words, code points into UTF-16."""

from __future__ import annotations

import logging

from app.resources.messages import catalogue, render
from models.message import Message
from ui.language import LANGUAGE

_log = logging.getLogger(__name__)


def words(message: Message) -> str:
    """The message in the window's language.

    A message without an entry is our own defect; it must not cost the user the window, so its key
    and parameters are shown instead and the log says so.
    """
    try:
        return render(message, LANGUAGE.code)
    except (KeyError, IndexError, ValueError):
        _log.error("no words for %s", message)
        return " ".join([message.key, *(value for _, value in message.params)])


def entry(key: str) -> str | None:
    """The catalogue's entry ``key`` in the window's language, or None where there is none."""
    return catalogue(LANGUAGE.code).get(key)


def utf16_length(text: str) -> int:
    """How many UTF-16 units Qt counts in ``text``; code points beyond the BMP are two."""
    return len(text) + sum(c > "\uffff" for c in text)
