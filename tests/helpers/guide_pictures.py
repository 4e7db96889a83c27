"""``python -m tests.helpers.guide_pictures``: takes the pictures of the user guide and the README.

Of the sample contracts, and of a page that is drawn and worn so that its recognition is doubtful;
small and with few colours, as they are kept with the sources.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from PySide6.QtCore import QSettings
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication, QWidget

from ui.application import set_up
from ui.dialogs.checking import CheckingDialog
from ui.dialogs.files import sample_contracts
from ui.jobs.runner import InlineRunner
from ui.language import ENGLISH, LANGUAGE, LANGUAGES
from ui.theme import Scheme
from ui.views.pages import PageName
from ui.window import MainWindow

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "guide" / "images"
SIZE = (1280, 760)
_COLOURS = 96
_SHOWN = {PageName.OVERVIEW, PageName.PRICE, PageName.PENALTY, PageName.CLAUSES, PageName.FINDINGS}
_PAGE = """云资源租用合同
第一条 合同总价
本合同总价为人民币肆拾贰万陆仟元整（¥426,000.00），含税。
第二条 付款方式
合同签订后十个工作日内，甲方支付合同总价的百分之三十；
验收合格后十五个工作日内，甲方支付其余款项。
第三条 违约责任
乙方逾期交付的，每日按合同总价的千分之一支付违约金。
未经甲方书面同意，乙方不得将合同义务转让给第三方。"""


def draw_page(path: Path) -> None:
    """A page as a poor copier leaves it."""
    # Qt finds a font with Chinese characters where there is one; its file is what Pillow asks for.
    family = QFontInfo(QFont("Noto Serif CJK SC")).family()
    names = ("NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", f"{family}.ttf")
    font = next((f for f in map(_font, names) if f is not None), None)
    if font is None:
        raise SystemExit("no Chinese font: install fonts-noto-cjk")
    page = Image.new("L", (1240, 900), 255)
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(_PAGE.split("\n")):
        pen.text((120, 80 + 84 * number), line, 60, font=font)
    worn = page.filter(ImageFilter.GaussianBlur(2.6)).resize((930, 675)).rotate(0.4, fillcolor=255)
    worn.save(path, dpi=(112, 112))


def _font(name: str) -> ImageFont.FreeTypeFont | None:
    try:
        return ImageFont.truetype(name, 30)
    except OSError:
        return None


def keep(widget: QWidget, name: str) -> None:
    """Keeps a picture of what a widget shows."""
    for _ in range(8):  # estimates, then measures, then what they moved
        QApplication.processEvents()
    path = FOLDER / f"{name}.png"
    widget.grab().save(str(path))
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(_COLOURS).save(path, optimize=True)
    print(f"{path.name} {path.stat().st_size // 1024} KB")


def take(window: MainWindow, folder: Path) -> None:
    """Takes all pictures, in each language."""
    page = folder / "去年合同-扫描.png"
    draw_page(page)
    for code in LANGUAGES:
        window.set_language(code)
        keep(window, f"{code}-empty")
        window.add_files(sample_contracts())
        for name in PageName:
            window.show_page(name)
            window.step(1)
            if name in _SHOWN:
                keep(window, f"{code}-{name.value}")
        window.filing.projects.leave()
        window.add_files([page, sample_contracts()[1]])
        window.reviewing.actions.check.trigger()
        for dialog in window.findChildren(CheckingDialog):
            keep(dialog, f"{code}-checking")
            dialog.close()
        window.filing.projects.leave()


def main() -> int:
    """Takes the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        app = QApplication(sys.argv[:1])
        settings = QSettings(str(Path(folder, "settings.ini")), QSettings.Format.IniFormat)
        set_up(app, settings)
        window = MainWindow(InlineRunner(), settings)
        window.appearance.set_scheme(Scheme.LIGHT)
        window.resize(*SIZE)
        window.show()
        take(window, Path(folder))
        window.filing.projects.close()
        window.close()
        LANGUAGE.switch(ENGLISH)
    return 0


if __name__ == "__main__":
    sys.exit(main())
