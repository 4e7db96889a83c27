"""The grammar of the command line and what it says where it is not met."""

from pathlib import Path

import pytest

from app.cli.errors import UsageError
from app.cli.options import language, parse
from app.readers.options import Tracked
from app.resources.messages import LANGUAGES, render
from models.comparison import Role

FILES = ["去年 合同.docx", "今年 合同.docx"]


def refusal(*arguments: str, lang: str = "zh") -> str:
    with pytest.raises(UsageError) as caught:
        parse(arguments, lang)
    return render(caught.value.message, lang)


def test_compare_takes_files_and_outputs_in_any_order(tmp_path: Path) -> None:
    book, data = tmp_path / "差异.xlsx", tmp_path / "差异.json"
    options = parse(
        ["compare", FILES[0], "--xlsx", str(book), FILES[1], "--json", str(data), "--baseline=2"],
        "zh",
    )
    assert options.files == tuple(map(Path, FILES))
    assert (options.baseline, options.workbook, options.json) == (1, book, data)


def test_tracked_changes_count_as_accepted_unless_told() -> None:
    assert parse(["compare", *FILES], "zh").tracked is Tracked.ACCEPTED
    options = parse(["compare", *FILES, "--tracked", "original"], "zh")
    assert options.tracked is Tracked.ORIGINAL


def test_a_file_that_looks_like_an_option() -> None:
    assert parse(["compare", "--", "-a.txt", "b.txt"], "zh").files == (
        Path("-a.txt"),
        Path("b.txt"),
    )


def test_the_language_may_stand_first() -> None:
    assert parse(["--lang", "en", "compare", *FILES], "en").command == "compare"


def test_demo_writes_to_out_unless_told() -> None:
    assert parse(["demo"], "zh").folder == Path("out")
    assert parse(["demo", "--out", "别处"], "zh").folder == Path("别处")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["diff", *FILES], "没有“diff”这个命令"),
        (["compare"], "现在只有 0 份"),
        (["compare", FILES[0]], "现在只有 1 份"),
        (["compare", FILES[0], f"./{FILES[0]}"], "给出了两次"),
        (["compare", *FILES, "--baseline", "0"], "1 到 2"),
        (["compare", *FILES, "--baseline", "3"], "1 到 2"),
        (["compare", *FILES, "--baseline", "一"], "“一”"),
        (["compare", *FILES, "--baseline", "²"], "“²”"),
        (["compare", *FILES, "--tracked", "both"], "accepted, original"),
        (["compare", *FILES, "--xlsx"], "--xlsx 后面缺少内容"),
        (["compare", *FILES, "--wide"], "没有这些参数：--wide"),
        (["compare", *FILES, "--xls", "a.xlsx"], "没有这些参数：--xls"),
        (["compare", *FILES, "--lang", "fr"], "不支持“fr”"),
        (["compare", *FILES, "--xlsx", "无此文件夹/a.xlsx"], "文件夹 无此文件夹 不存在"),
        (["compare", *FILES, "--xlsx", "."], "是一个文件夹"),
        (["compare", *FILES, "--xlsx", FILES[1]], "不能覆盖"),
        (["compare", *FILES, "--xlsx", "a.out", "--json", "./a.out"], "同一个文件"),
        (["demo", "extra"], "没有这些参数：extra"),
    ],
)
def test_a_command_that_is_not_right_is_told_why(arguments: list[str], said: str) -> None:
    assert said in refusal(*arguments)


def test_the_same_in_english() -> None:
    assert "at least two contracts" in refusal("compare", lang="en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", ["", "compare", "demo", "gui", "doctor"])
def test_help_speaks_one_language(lang: str, command: str) -> None:
    text = parse([*command.split(), "--help"], lang).text
    assert text.startswith("用法：" if lang == "zh" else "usage: ")
    foreign = ("options:", "positional", "show this") if lang == "zh" else ("合同", "用法")
    assert not any(word in text for word in foreign)


def test_version() -> None:
    assert parse(["--version"], "zh").text.startswith("leasediff ")


@pytest.mark.parametrize(
    ("arguments", "environ", "lang"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LC_ALL": "POSIX", "LANG": "en_GB"}, "en"),
        ([], {"LC_ALL": "zh_CN.GB18030", "LANG": "en_US.UTF-8"}, "zh"),
        (["compare", "--lang", "en"], {"LANG": "zh_CN.UTF-8"}, "en"),
        (["--lang=zh"], {"LANG": "en_US.UTF-8"}, "zh"),
        (["--lang"], {"LANG": "en_US.UTF-8"}, "en"),
        (["--lang", "fr"], {}, "zh"),
    ],
)
def test_language(arguments: list[str], environ: dict[str, str], lang: str) -> None:
    assert language(arguments, environ) == lang


def test_roles_are_said_by_number() -> None:
    options = parse(["compare", *FILES, "a.pdf", "--role", "3=award", "--role=1=reference"], "zh")
    assert options.roles == (Role.REFERENCE, None, Role.AWARD)
    assert parse(["compare", *FILES], "zh").roles is None


@pytest.mark.parametrize("said", ["3=draft", "0=draft", "1=baseline", "1=中标", "award", "²=bid"])
def test_a_role_that_is_none_is_refused(said: str) -> None:
    assert "award" in refusal("compare", *FILES, "--role", said)
