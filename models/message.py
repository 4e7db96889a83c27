"""What the program says, as data: the words are looked up where they are shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A text of the catalogues in ``resources/messages``.

    Attributes:
        key: Name of the entry, such as ``"notice.tracked_changes"``.
        params: What fills the entry's ``{placeholders}``, as (name, text) pairs. A text that
            begins with ``@`` is itself the key of an entry (``@day_type.working``).
    """

    key: str
    params: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, key: str, **params: object) -> Message:
        """Builds a message; every parameter is turned into text."""
        return cls(key, tuple((name, str(value)) for name, value in params.items()))
