"""The Chinese words are whole and the compiled file is theirs."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "resources" / "translations"
TS = FOLDER / "leasediff_zh_CN.ts"
QM = FOLDER / "leasediff_zh_CN.qm"


def tool(name: str) -> str:
    found = Path(sys.executable).with_name(name)
    if not found.exists():
        pytest.skip(f"{name} is not installed")
    return str(found)


def messages(path: Path) -> dict[tuple[str, str], ET.Element]:
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            found[context.findtext("name", ""), message.findtext("source", "")] = message
    return found


def test_every_string_is_translated():
    for (context, source), message in messages(TS).items():
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, (context, source)
        assert translation.text, (context, source)


def test_placeholders_survive():
    for (context, source), message in messages(TS).items():
        text = message.findtext("translation", "")
        names = {part.split("}")[0] for part in source.split("{")[1:]}
        assert names == {part.split("}")[0] for part in text.split("{")[1:]}, (context, source)


def test_the_strings_are_those_of_the_code(tmp_path: Path):
    fresh = tmp_path / TS.name
    sources = sorted(str(p) for p in (ROOT / "ui").rglob("*.py"))
    command = [tool("pyside6-lupdate"), *sources, "-locations", "none", "-ts", str(fresh)]
    subprocess.run(command, check=True, capture_output=True)
    assert messages(fresh).keys() == messages(TS).keys()


def test_the_compiled_file_is_of_these_strings(tmp_path: Path):
    fresh = tmp_path / QM.name
    command = [tool("pyside6-lrelease"), str(TS), "-qm", str(fresh)]
    subprocess.run(command, check=True, capture_output=True)
    assert fresh.read_bytes() == QM.read_bytes()


def test_the_compiled_file_speaks_chinese():
    translator = QTranslator()
    assert translator.load(QM.read_bytes())
    assert translator.translate("Words", "Draft") == "草案"
