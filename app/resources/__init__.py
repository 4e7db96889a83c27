"""The one place that finds packaged files."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any


def packaged(*parts: str) -> Traversable:
    """The packaged file or folder at ``parts`` below ``resources/``."""
    return files("resources").joinpath(*parts)


def guide_folder() -> Path:
    """The folder of the user guide: ``zh/*.md``, ``en/*.md``, ``images/``.

    Installed programs have it among the resources; a checkout has it in ``docs/guide``.
    """
    root = Path(str(files("resources")))
    installed = root / "guide"
    return installed if installed.is_dir() else root.parent / "docs" / "guide"


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The lexicon ``resources/lexicon/NAME.toml``; read once, not to be changed."""
    return tomllib.loads(packaged("lexicon", f"{name}.toml").read_text("utf-8"))
