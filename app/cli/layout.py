"""What goes into the workbook, as given on the command line or remembered from last time."""

from __future__ import annotations

import argparse
import contextlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.cli.console import Console
from app.cli.errors import UsageError
from app.export.options import PAPERS, SHEETS, WorkbookOptions, numbered
from app.store.recovery import state_folder

_FILE = "workbook.json"
_EVERY, _ANY_PAPER = "all", "auto"


@dataclass(frozen=True, slots=True)
class Layout:
    """What the arguments say about the workbook.

    Attributes:
        chosen: The choices that were given, as :meth:`WorkbookOptions.to_plain` has them; what is
            missing is as it was last time.
        fresh: Whether what was remembered is forgotten first.
    """

    chosen: dict[str, str] = field(default_factory=dict)
    fresh: bool = False


def add_arguments(group: argparse._ArgumentGroup, text: Callable[[str], str]) -> None:
    """Adds the arguments; ``text`` looks up what is said of each."""
    group.add_argument("--sheets", metavar=f"1,2,7|{_EVERY}", help=text("sheets"))
    group.add_argument(
        "--only-differences", action="store_true", default=None, help=text("only_differences")
    )
    group.add_argument(
        "--all-rows", dest="only_differences", action="store_false", default=None,
        help=text("all_rows"),
    )  # fmt: skip
    group.add_argument("--paper", metavar=f"a4|a3|{_ANY_PAPER}", help=text("paper"))
    group.add_argument("--defaults", action="store_true", help=text("defaults"))


def layout(found: argparse.Namespace) -> Layout:
    """What the arguments ask for in the workbook.

    Raises:
        UsageError: where a sheet or a paper is named that there is not.
    """
    chosen = {}
    if found.lang is not None:
        chosen["lang"] = found.lang
    if found.sheets is not None:
        chosen["sheets"] = ",".join(_sheets(found.sheets))
    if found.only_differences is not None:
        chosen["only_differences"] = "yes" if found.only_differences else "no"
    if found.paper is not None:
        chosen["paper"] = _paper(found.paper)
    return Layout(chosen, found.defaults)


def _sheets(given: str) -> tuple[str, ...]:
    if given.lower() == _EVERY:
        return SHEETS
    try:
        return numbered(int(number) for number in given.replace("，", ",").split(","))
    except (ValueError, IndexError):
        raise UsageError("sheets", value=given, count=len(SHEETS)) from None


def _paper(given: str) -> str:
    paper = given.lower()
    if paper not in (*PAPERS, _ANY_PAPER):
        raise UsageError("paper", value=given, known=", ".join((*PAPERS, _ANY_PAPER)))
    return "" if paper == _ANY_PAPER else paper


def settled(given: Layout | None, console: Console, folder: Path | None = None) -> WorkbookOptions:
    """What goes into the workbook: as given, else as last time; remembered for the next time.

    Says what it takes over from last time. A folder that can't be written only means that nothing
    is remembered.

    Args:
        given: What the arguments say; None for the usual options, whatever came before.
        console: In whose language the workbook is where no other was chosen.
        folder: The state folder; the user's where None.
    """
    if given is None:
        return WorkbookOptions(console.lang)
    place = (folder or state_folder()) / _FILE
    known = {} if given.fresh else _remembered(place)
    wanted = {"lang": console.lang} | known | given.chosen
    made = WorkbookOptions.from_plain(wanted)
    if made != WorkbookOptions.from_plain({"lang": console.lang} | given.chosen):
        console.line(console.text("cli.layout.as_before", choice=_told(made, console)))
    if given.chosen or given.fresh:
        _remember(place, known | given.chosen)
    return made


def _told(made: WorkbookOptions, console: Console) -> str:
    numbers = ",".join(str(SHEETS.index(name) + 1) for name in made.sheets)
    said = [
        console.text("cli.layout.all_sheets")
        if made.sheets == SHEETS
        else console.text("cli.layout.sheets", numbers=numbers),
        console.text("cli.layout.differences" if made.only_differences else "cli.layout.rows"),
        console.text("cli.layout.paper", paper=made.paper.upper())
        if made.paper
        else console.text("cli.layout.any_paper"),
        console.text(f"cli.layout.{made.lang}"),
    ]
    return console.text("cli.layout.comma").join(said)


def _remembered(place: Path) -> dict[str, str]:
    try:
        plain = json.loads(place.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in plain.items()} if isinstance(plain, dict) else {}


def _remember(place: Path, plain: Mapping[str, str]) -> None:
    with contextlib.suppress(OSError):
        if not plain:
            place.unlink(missing_ok=True)
            return
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.write_text(json.dumps(plain), "utf-8")
