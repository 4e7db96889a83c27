"""The arguments: their grammar, their language, and what is said where they are wrong."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from typing_extensions import override

from app.cli import archive, cache, exports, layout, reuse
from app.cli.archive import ArchiveRequest
from app.cli.cache import CacheAction
from app.cli.errors import UsageError
from app.cli.layout import Layout
from app.cli.reuse import ReuseRequest
from app.readers.options import Tracked
from app.resources.messages import LANGUAGES, say
from app.store.places import SUFFIX
from models.comparison import Role

_FEWEST_FILES = 2
COMMANDS = ("compare", "decisions", "project", "archive", "cache", "demo", "gui", "doctor")


@dataclass(frozen=True, slots=True)
class Options:
    """One parsed command.

    Attributes:
        command: One of ``COMMANDS``, or ``help`` where ``text`` is all there is to print.
        files: The contracts.
        baseline: Index into ``files``.
        workbook: Where to write the workbook, or None.
        json: Where to write the JSON, or None.
        brief: Where to write the brief, or None.
        redline: Where to write the redline, or None.
        layout: What the arguments say about the workbook; None: the usual, whatever came before.
        project: Where to write the project, the project to look at, or the one to put decisions
            into; None.
        stored: The project whose contracts are compared; None where files are given.
        rescue: Where to write what can be saved of a damaged project, or None.
        folder: Where the demo writes.
        playbook: The user's own limits, or None.
        roles: What the user says of the files, one for each; None what their titles tell.
        tracked: Which state of files with tracked changes is read.
        passwords: The file of the passwords to try, or None.
        keep: Whether readings are kept in the cache and found there.
        cache: What ``cache`` does.
        reuse: The earlier project that suggests what to decide, or None.
        archive: What ``archive`` compares.
        display: Whether ``doctor`` looks at what a display needs.
        text: What ``help`` prints.
    """

    command: str
    files: tuple[Path, ...] = ()
    baseline: int = 0
    workbook: Path | None = None
    json: Path | None = None
    brief: Path | None = None
    redline: Path | None = None
    layout: Layout | None = None
    project: Path | None = None
    stored: Path | None = None
    rescue: Path | None = None
    folder: Path = Path("out")
    playbook: Path | None = None
    roles: tuple[Role | None, ...] | None = None
    tracked: Tracked = Tracked.ACCEPTED
    passwords: Path | None = None
    keep: bool = True
    cache: CacheAction = CacheAction.SHOW
    reuse: ReuseRequest | None = None
    archive: ArchiveRequest | None = None
    display: bool = True
    text: str = ""


def language(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """The language to speak: ``--lang``, else what the locale names, else Chinese.

    ``C`` and ``POSIX`` name no language. Any other than Chinese gets English.
    """
    for flag, value in zip(arguments, [*arguments[1:], ""], strict=False):
        name, _, attached = flag.partition("=")
        if name == "--lang" and (attached or value) in LANGUAGES:
            return attached or value
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        named = environ.get(variable, "").partition(".")[0].lower()
        if named and named not in ("c", "posix"):
            return "zh" if named.startswith("zh") else "en"
    return "zh"


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Puts the word for "usage" in the user's language."""

    lang = "zh"

    @override
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        prefix = say("cli.help.usage", self.lang) if prefix is None else prefix
        super().add_usage(usage, actions, groups, prefix)


class _EnglishFormatter(_Formatter):
    lang = "en"


class _Parser(argparse.ArgumentParser):
    """Raises where :mod:`argparse` would print in English and leave the program."""

    @override
    def error(self, message: str) -> None:  # type: ignore[override]  # it raises, as the base exits
        raise UsageError("arguments", detail=message)


def parse(arguments: Sequence[str], lang: str) -> Options:
    """Reads the arguments.

    Raises:
        UsageError: where they are no command, with what would be right.
    """
    parser, commands = _grammar(lang)
    if arguments[:1] == ["--lang"]:
        arguments = arguments[2:]
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        return Options("help", text=parser.format_help())
    if arguments[0] in ("-V", "--version"):
        return Options("help", text=f"leasediff {release()}\n")
    command = arguments[0]
    if command not in commands:
        raise UsageError("command", command=command, known=", ".join(COMMANDS))
    # What follows a lone "--" is files, even where a name begins with a hyphen.
    end = arguments.index("--") if "--" in arguments else len(arguments)
    own, names = list(arguments[1:end]), list(arguments[end + 1 :])
    if "-h" in own or "--help" in own:
        return Options("help", text=commands[command].format_help())
    try:
        found, extra = commands[command].parse_known_intermixed_args(own)
    except argparse.ArgumentError as error:
        raise UsageError("value_missing", option=error.argument_name or "") from None
    if "files" in found:
        found.files += map(Path, names)
    else:
        extra += names
    if extra:
        raise UsageError("unknown", arguments=" ".join(extra), command=command)
    if found.lang is not None and found.lang not in LANGUAGES:
        raise UsageError("language", value=found.lang, known=", ".join(LANGUAGES))
    return _CHECKED[command](found)


def release() -> str:
    """The version of the program, empty where it was never installed."""
    try:
        return version("leasediff")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return ""


def _grammar(lang: str) -> tuple[_Parser, Mapping[str, _Parser]]:
    def text(key: str) -> str:
        return say(f"cli.help.{key}", lang)

    formatter = _EnglishFormatter if lang == "en" else _Formatter

    def parser(command: str) -> _Parser:
        return _Parser(
            prog=f"leasediff {command}",
            description=text(command),
            formatter_class=formatter,
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
        )

    def finish(made: _Parser) -> None:
        general = made.add_argument_group(text("general"))
        general.add_argument("--lang", metavar="zh|en", help=text("lang"))
        general.add_argument("-h", "--help", action="store_true", help=text("help"))

    commands = {name: parser(name) for name in COMMANDS}
    files = commands["compare"].add_argument_group(text("contracts"))
    files.add_argument("files", metavar=text("file"), nargs="*", type=Path, help=text("files"))
    files.add_argument("--baseline", metavar="N", help=text("baseline"))
    files.add_argument("--role", metavar="N=ROLE", action="append", help=text("role"))
    _add_reading(files, text, "password_file")
    output = commands["compare"].add_argument_group(text("output"))
    exports.add_arguments(output, text)
    layout.add_arguments(output, text)
    output.add_argument("--project", metavar=text("file"), type=Path, help=text("to_project"))
    filled = commands["decisions"].add_argument_group(text("filled"))
    filled.add_argument("files", metavar=text("file"), nargs="*", type=Path, help=text("filled_in"))
    filled.add_argument("--json", metavar=text("file"), type=Path, help=text("decisions_json"))
    filled.add_argument("--project", metavar=text("file"), type=Path, help=text("into_project"))
    shown = commands["project"].add_argument_group(text("project_file"))
    shown.add_argument("files", metavar=text("file"), nargs="*", type=Path, help=text("shown"))
    shown.add_argument("--rescue", metavar=text("file"), type=Path, help=text("rescue"))
    reuse.add_arguments(shown, text)
    for group in (filled, shown):
        group.add_argument(
            "--password-file", metavar=text("file"), type=Path, help=text("project_passwords")
        )
    past = commands["archive"].add_argument_group(text("contracts"))
    archive.add_arguments(past, text)
    _add_reading(past, text, "archive_passwords")
    cache.add_arguments(commands["cache"].add_argument_group(text("cache_group")), text)
    demo = commands["demo"].add_argument_group(text("output"))
    demo.add_argument("--out", metavar=text("folder"), type=Path, default="out", help=text("out"))
    window = commands["gui"].add_argument_group(text("contracts"))
    window.add_argument("files", metavar=text("file"), nargs="*", type=Path, help=text("files"))
    system = commands["doctor"].add_argument_group(text("system"))
    system.add_argument("--offscreen", action="store_true", help=text("offscreen"))
    for made in commands.values():
        finish(made)
    top = _Parser(
        prog="leasediff",
        usage=text("top_usage"),
        description=text("top"),
        epilog=text("exit_codes"),
        formatter_class=formatter,
        add_help=False,
    )
    return top, commands


def _add_reading(
    group: argparse._ArgumentGroup, text: Callable[[str], str], passwords: str
) -> None:
    """Adds what says how contracts are read and held to the user's own limits."""
    group.add_argument("--tracked", metavar="|".join(Tracked), help=text("tracked"))
    group.add_argument("--password-file", metavar=text("file"), type=Path, help=text(passwords))
    group.add_argument("--playbook", metavar=text("file"), type=Path, help=text("playbook"))
    group.add_argument("--no-cache", action="store_true", help=text("no_cache"))


def _tracked(found: argparse.Namespace) -> Tracked:
    tracked = Tracked.ACCEPTED.value if found.tracked is None else found.tracked
    if tracked not in list(Tracked):
        raise UsageError("tracked", value=tracked, known=", ".join(Tracked))
    return Tracked(tracked)


def _compare(found: argparse.Namespace) -> Options:
    files: list[Path] = found.files
    stored = _stored(found)
    if stored is None and len(files) < _FEWEST_FILES:
        raise UsageError("too_few", given=len(files))
    _no_file_twice(files)
    baseline = "1" if found.baseline is None else str(found.baseline)
    if not baseline.isascii() or not baseline.isdigit() or not 1 <= int(baseline) <= len(files):
        raise UsageError("baseline", value=baseline, count=len(files))
    if found.playbook is not None:
        files = [*files, found.playbook]
    tracked = _tracked(found)
    wanted = (found.xlsx, found.json, found.brief, found.redline, found.project)
    outputs = [path for path in wanted if path is not None]
    for path in outputs:
        _writable(path, files)
    if len({path.resolve() for path in outputs}) < len(outputs):
        raise UsageError("outputs_equal", path=outputs[0])
    return Options(
        "compare",
        tuple(found.files),
        int(baseline) - 1,
        found.xlsx,
        found.json,
        found.brief,
        found.redline,
        layout.layout(found),
        found.project,
        playbook=found.playbook,
        roles=_roles(found.role or [], len(found.files)),
        tracked=tracked,
        stored=stored,
        passwords=found.password_file,
        keep=not found.no_cache,
    )


def _roles(given: Sequence[str], count: int) -> tuple[Role | None, ...] | None:
    """What is said of the files, as ``3=award``."""
    known = [role.value for role in Role if role is not Role.BASELINE]
    roles: dict[int, Role] = {}
    for said in given:
        number, _, role = said.partition("=")
        place = int(number) if number.isascii() and number.isdigit() else 0
        if not 1 <= place <= count or role not in known:
            raise UsageError("role", value=said, count=count, known=", ".join(known))
        roles[place] = Role(role)
    return tuple(roles.get(n) for n in range(1, count + 1)) if roles else None


def _stored(found: argparse.Namespace) -> Path | None:
    """The project that is given in place of contracts; it says itself how they are compared."""
    files: list[Path] = found.files
    projects = [path for path in files if path.suffix.lower() == SUFFIX]
    if not projects:
        return None
    own = (found.baseline, found.role, found.project)
    if len(files) > 1 or any(own) or found.tracked is not None:
        raise UsageError("project_alone")
    return projects[0]


def _no_file_twice(files: Sequence[Path]) -> None:
    seen: set[Path] = set()
    for path in files:
        place = path.resolve()
        if place in seen:
            raise UsageError("twice", path=path)
        seen.add(place)


def _writable(path: Path, files: Sequence[Path]) -> None:
    """Says before the reading what would else be said after it; spares the contracts."""
    if path.is_dir():
        raise UsageError("output_is_folder", path=path)
    if not path.parent.is_dir():
        raise UsageError("no_folder", path=path, folder=path.parent)
    if path.resolve() in {file.resolve() for file in files}:
        raise UsageError("over_contract", path=path)


def _decisions(found: argparse.Namespace) -> Options:
    files: list[Path] = found.files
    if not files:
        raise UsageError("no_workbook")
    _no_file_twice(files)
    if found.json is not None:
        _writable(found.json, files)
    if found.project is not None and len(files) > 1:
        raise UsageError("project_or_contracts")
    return Options(
        "decisions",
        tuple(files[1:]),
        workbook=files[0],
        json=found.json,
        project=found.project,
        passwords=found.password_file,
    )


def _project(found: argparse.Namespace) -> Options:
    files: list[Path] = found.files
    if len(files) != 1:
        raise UsageError("one_project", given=len(files))
    if found.rescue is not None:
        _writable(found.rescue, files)
    given = {"passwords": found.password_file, "reuse": reuse.request(found)}
    return Options("project", project=files[0], rescue=found.rescue, **given)


def _archive(found: argparse.Namespace) -> Options:
    return Options(
        "archive",
        archive=archive.request_of(found),
        playbook=found.playbook,
        tracked=_tracked(found),
        passwords=found.password_file,
        keep=not found.no_cache,
    )


def _cache(found: argparse.Namespace) -> Options:
    return Options("cache", cache=cache.action_of(found))


def _demo(found: argparse.Namespace) -> Options:
    return Options("demo", folder=found.out)


def _gui(found: argparse.Namespace) -> Options:
    return Options("gui", tuple(found.files))


def _doctor(found: argparse.Namespace) -> Options:
    return Options("doctor", display=not found.offscreen)


_CHECKED = {
    "compare": _compare,
    "decisions": _decisions,
    "project": _project,
    "archive": _archive,
    "cache": _cache,
    "demo": _demo,
    "gui": _gui,
    "doctor": _doctor,
}
