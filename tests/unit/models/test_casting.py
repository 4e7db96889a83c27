"""Which document is the baseline, which the draft, and which are papers beside them."""

import pytest

from models.casting import cast
from models.comparison import Role


def played(told: str, baseline: int = 0, given: str = "", proposing: str = "") -> tuple[str, str]:
    ids = [f"d{n}" for n in range(1, len(told) + 1)]
    roles = {"a": Role.AWARD, "o": Role.BID, "t": Role.TENDER, "m": Role.MODEL}
    roles |= {"d": Role.DRAFT, "r": Role.REFERENCE}
    part = cast(
        ids,
        ids[baseline],
        {i: roles.get(c) for i, c in zip(ids, given, strict=False)},
        {i: roles.get(c) for i, c in zip(ids, told, strict=True)},
        {f"d{n}" for n in proposing},
    )
    called = "".join(part.roles[i].value[0] for i in ids)
    return called, "".join(i[1:] for i in part.drafts)


@pytest.mark.parametrize(
    ("told", "named", "expected"),
    [
        ("--", {}, ("bd", "2")),
        ("---", {"baseline": 1}, ("dbr", "1")),
        # Papers are neither the baseline nor the draft.
        ("a--", {}, ("abd", "3")),
        ("-a-", {}, ("bad", "3")),
        ("-t-", {"proposing": "2"}, ("btd", "3")),
        ("-m-", {}, ("bmd", "3")),
        # The only contract is what is held against the papers.
        ("-a", {}, ("ba", "1")),
        ("a-", {}, ("ab", "2")),
        ("-t", {"proposing": "2"}, ("bt", "1")),
        ("-ma", {}, ("bma", "1")),
        # A tender that proposes a contract can be the baseline.
        ("t-", {"proposing": "1"}, ("bd", "2")),
        ("t-", {}, ("tb", "2")),
        # What the user says goes before what a title tells.
        ("-a", {"given": "-d"}, ("bd", "2")),
        ("--", {"given": "-a"}, ("ba", "1")),
        ("---", {"given": "-r-"}, ("brr", "")),
        # Nothing but papers are compared with each other.
        ("aa", {}, ("bd", "2")),
    ],
)
def test_roles(told: str, named: dict[str, object], expected: tuple[str, str]):
    assert played(told, **named) == expected
