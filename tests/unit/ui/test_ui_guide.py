import re
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from app.resources import guide_folder
from ui.dialogs.guide import GuideWindow, chapters, show_guide, title_of
from ui.language import CHINESE, ENGLISH, LANGUAGES
from ui.window import MainWindow

LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture
def guide(window: MainWindow) -> GuideWindow:
    return show_guide(window)


def test_both_languages_have_the_same_chapters_and_headings():
    first, second = (chapters(code) for code in LANGUAGES)
    assert [path.name for path in first] == [path.name for path in second]
    for one, other in zip(first, second, strict=True):
        levels = [re.findall(r"^#+", p.read_text("utf-8"), re.M) for p in (one, other)]
        assert levels[0] == levels[1], one.name


@pytest.mark.parametrize("path", [p for code in LANGUAGES for p in chapters(code)], ids=str)
def test_links_and_pictures_lead_somewhere(path: Path):
    for target in LINK.findall(path.read_text("utf-8")):
        assert (path.parent / target).exists(), target


def test_it_opens_at_the_first_chapter_and_follows_links(guide: GuideWindow):
    assert guide.text().startswith(title_of(chapters(ENGLISH)[0]))
    guide._reader.setSource(QUrl.fromLocalFile(str(guide_folder() / ENGLISH / "3-rules.md")))
    assert guide._chapters.currentItem().text() == "The rules"


def test_words_are_found_in_later_chapters_and_from_the_beginning_again(
    guide: GuideWindow, qtbot: QtBot
):
    for said, title in (("rotates", "Privacy"), ("Getting started", "Getting started")):
        guide._find.setText(said)
        guide._find.returnPressed.emit()
        assert guide._chapters.currentItem().text() == title


def test_it_changes_language_with_the_window(guide: GuideWindow, window: MainWindow, qtbot: QtBot):
    guide._chapters.setCurrentRow(2)
    window.set_language(CHINESE)
    qtbot.waitUntil(lambda: guide.text().startswith("判断规则"))
    window.set_language(ENGLISH)
