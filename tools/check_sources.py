"""Checks of the sources that no ready-made tool makes; run by ``make check``.

- Both catalogues have the same entries, with the same placeholders.
- An entry that the code names by a literal key exists, and the call fills its placeholders.
- No Python file is over 400 lines.
"""

import ast
import string
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.resources.messages import LANGUAGES, catalogue

ROOT = Path(__file__).parents[1]
LONGEST = 400
# What looks an entry up by its key, and with how many arguments before the placeholders; a local
# function of the same name that takes fewer has a prefix of its own.
LOOK_UPS = frozenset({("Message.of", 1), ("say", 2)})


def placeholders(entry: str) -> frozenset[str]:
    """The names of the placeholders of an entry."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(entry) if name is not None)


def catalogue_problems(catalogues: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Entries that one language lacks or leaves empty, or whose placeholders differ."""
    everywhere = sorted({key for entries in catalogues.values() for key in entries})
    for key in everywhere:
        lacking = [lang for lang, entries in catalogues.items() if key not in entries]
        if lacking:
            yield f"catalogue: {key} is missing in {', '.join(lacking)}"
            continue
        if len({bool(entries[key].strip()) for entries in catalogues.values()}) > 1:
            yield f"catalogue: {key} is empty in one language"
        if len({placeholders(entries[key]) for entries in catalogues.values()}) > 1:
            yield f"catalogue: the placeholders of {key} differ between the languages"


def call_problems(source: str, name: str, entries: Mapping[str, str]) -> Iterator[str]:
    """Look-ups of entries by literal keys that do not exist or are not filled."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        first = node.args[0]
        if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
            continue
        if (ast.unparse(node.func), len(node.args)) not in LOOK_UPS:
            continue
        place = f"{name}:{node.lineno}"
        if first.value not in entries:
            yield f"{place}: no entry {first.value} in the catalogues"
            continue
        filled = {keyword.arg for keyword in node.keywords}
        unfilled = placeholders(entries[first.value]) - filled
        if unfilled and None not in filled:  # None stands for **params
            yield f"{place}: {first.value} needs {', '.join(sorted(unfilled))}"


def length_problems(name: str, source: str) -> Iterator[str]:
    """A file that is too long to read at one sitting."""
    lines = len(source.splitlines())
    if lines > LONGEST:
        yield f"{name}: {lines} lines, more than {LONGEST}"


def _python_files() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):  # no git: a plain copy of the sources
        folders = ("models", "app", "ui", "resources", "tests", "tools")
        return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for line in listed.stdout.splitlines() if (path := ROOT / line).is_file())


def problems() -> Iterator[str]:
    """All problems of the project."""
    yield from catalogue_problems({lang: catalogue(lang) for lang in LANGUAGES})
    for path in _python_files():
        name = path.relative_to(ROOT).as_posix()
        source = path.read_text("utf-8")
        yield from length_problems(name, source)
        if name.startswith(("app/", "ui/")):
            yield from call_problems(source, name, catalogue("zh"))


def main() -> int:
    """Prints the problems; 1 where there are any."""
    found = list(problems())
    for problem in found:
        print(problem)
    print(f"sources: {len(found)} problems" if found else "sources: no problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
