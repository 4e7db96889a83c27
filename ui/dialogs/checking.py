"""Holding doubtful words against the page: its picture beside what was read, word after word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.checked import Doubt, text_of
from models.comparison import Comparison
from models.document import Box
from ui import theme as themes
from ui.jobs.rendering import PagePicture
from ui.naming import column_title, page, place
from ui.text import words

# What is shown of the page beside the word, in points: some nine characters, and a line above
# and below.
_BESIDE, _ABOVE = 95.0, 22.0
_PICTURE = (620, 150)
# Code points of the text that are shown on either side of the word.
_AROUND = 40
_CANDIDATES = 4


class CheckingDialog(QDialog):
    """Shows one doubtful word; says what is done about it."""

    confirmed = Signal()
    corrected = Signal(str)
    stepped = Signal(int)
    waived = Signal()
    source_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(700, 430)
        self._doubt: Doubt | None = None
        self._place, self._why, self._text = QLabel(), QLabel(), QLabel()
        self._place.setObjectName("paneTitle")
        self._why.setObjectName("muted")
        for label in (self._place, self._why, self._text):
            label.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._progress, self._done = QProgressBar(), QLabel()
        self._progress.setTextVisible(False)
        self._done.setObjectName("muted")
        self._picture = QLabel()
        self._picture.setMinimumSize(*_PICTURE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field = QLineEdit()
        self.field.returnPressed.connect(self.settle)
        self._label = QLabel()
        self._label.setBuddy(self.field)
        self.candidates = [QPushButton() for _ in range(_CANDIDATES)]
        self.confirm, self.previous, self.following = (QPushButton() for _ in range(3))
        self.source, self.waive, self._close = QPushButton(), QPushButton(), QPushButton()
        self._arrange()
        for number, button in enumerate(self.candidates, 1):
            button.setShortcut(f"Alt+{number}")
            button.clicked.connect(partial(self._take, button))
        self.previous.setShortcut("PgUp")
        self.following.setShortcut("PgDown")
        self.confirm.clicked.connect(self.settle)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.following.clicked.connect(lambda: self.stepped.emit(1))
        self.source.clicked.connect(self.source_asked)
        self.waive.clicked.connect(self.waived)
        self._close.clicked.connect(self.close)
        self.field.textEdited.connect(self._name_confirm)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter is the field's: it confirms
        self.retranslate()
        self.show_done()

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self._progress, 1)
        top.addWidget(self._done)
        layout.addLayout(top)
        for widget in (self._place, self._picture, self._text, self._why):
            layout.addWidget(widget, 1 if widget is self._picture else 0)
        row = QHBoxLayout()
        row.addWidget(self._label)
        row.addWidget(self.field, 1)
        for button in self.candidates:
            row.addWidget(button)
        layout.addLayout(row)
        across = QHBoxLayout()
        across.addWidget(self.confirm)
        across.addWidget(self.previous)
        across.addWidget(self.following)
        across.addStretch(1)
        for button in (self.source, self.waive, self._close):
            across.addWidget(button)
        layout.addLayout(across)

    # --- what is shown -----------------------------------------------------------------------

    @property
    def doubt(self) -> Doubt | None:
        """The word that is shown."""
        return self._doubt

    def show_doubt(self, comparison: Comparison, doubt: Doubt, done: int, total: int) -> None:
        """Shows a word, without its picture yet.

        Args:
            comparison: In which it stands.
            doubt: The word.
            done: How many were checked.
            total: How many there are.
        """
        document, word = comparison.by_id[doubt.document], doubt.word
        clause = document.tree.by_id[word.clause]
        self._doubt = doubt
        self._count(done, total)
        where = (column_title(document), place(clause), page(word.page))
        self._place.setText(" · ".join(part for part in where if part))
        self._text.setText(_context(text_of(document, word), word.start, word.end))
        self._why.setText(self._reason(doubt))
        self.field.setText(word.text)
        self.field.selectAll()
        others = [text for text in word.candidates if text != word.text]
        self._offer(others)
        self._enable(True)
        self._picture.setText(self.tr("Page {page} is being drawn …").format(page=word.page))
        self._name_confirm()

    def show_picture(self, picture: PagePicture) -> None:
        """Shows the word on its page."""
        word = self._doubt.word if self._doubt else None
        if word is None or word.box is None:
            self.say(self.tr("The place on the page is not known."))
            return
        ratio = self.devicePixelRatioF()
        wide = max(_PICTURE[0], self._picture.width())
        crop = cropped(picture, word.box, round(wide * ratio))
        shown = QPixmap.fromImage(crop)
        shown.setDevicePixelRatio(ratio)
        self._picture.setPixmap(shown)

    def say(self, text: str) -> None:
        """Says why there is no picture."""
        self._picture.setText(text)

    def show_done(self, total: int = 0, waived: int = 0) -> None:
        """Shows that nothing is left.

        Args:
            total: How many words there were.
            waived: How many of them were left unchecked.
        """
        self._doubt = None
        self._count(total - waived, total)
        if waived:
            said = self.tr("▲ {n} doubtful words were left unchecked.").format(n=waived)
        elif total:
            said = self.tr("Every doubtful word was checked.")
        else:
            said = self.tr("No reading is doubtful")
        self._place.setText(said)
        for label in (self._text, self._why, self._picture):
            label.clear()
        self.field.clear()
        self._offer(())
        self._enable(False)
        for button in (self.previous, self.following):
            button.setEnabled(bool(total))  # back to what was checked
        (self.previous if total else self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Says everything in the current language."""
        self.setWindowTitle(self.tr("Check the recognition"))
        self._label.setText(self.tr("Reads"))
        self.field.setAccessibleName(self.tr("What the word says on the page"))
        self._picture.setAccessibleName(self.tr("The word on its page"))
        self._progress.setAccessibleName(self.tr("Words checked"))
        self.previous.setText(self.tr("Previous"))
        self.following.setText(self.tr("Skip"))
        self.source.setText(self.tr("Show the page"))
        self.waive.setText(self.tr("Leave the rest unchecked …"))
        self._close.setText(self.tr("Close"))
        self._name_confirm()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # --- what is done ------------------------------------------------------------------------

    def settle(self) -> None:
        """Confirms the word, or corrects it where the field says something else."""
        if self._doubt is None:
            return
        text = self.field.text().strip()
        if text == self._doubt.word.text:
            self.confirmed.emit()
        else:
            self.corrected.emit(text)

    def _take(self, button: QPushButton) -> None:
        self.field.setText(str(button.property("candidate")))
        self.settle()

    # --- inside ------------------------------------------------------------------------------

    def _reason(self, doubt: Doubt) -> str:
        parts = []
        if doubt.word.confidence is not None:
            sure = f"{100 * doubt.word.confidence:.0f}%"
            parts.append(self.tr("Recognised with a confidence of {sure}").format(sure=sure))
        if doubt.word.finding is not None:
            parts.append(words(doubt.word.finding.message))
        if doubt.checked:
            parts.append(self.tr("✓ checked"))
        return "\n".join(parts)

    def _count(self, done: int, total: int) -> None:
        self._progress.setRange(0, max(1, total))
        self._progress.setValue(done)
        said = self.tr("{done} of {total} checked").format(done=done, total=total)
        self._done.setText(said if total else "")

    def _offer(self, texts: Sequence[str]) -> None:
        for number, button in enumerate(self.candidates):
            button.setVisible(number < len(texts))
            if number < len(texts):
                button.setProperty("candidate", texts[number])
                button.setText(texts[number])
                tip = self.tr("Correct to {text}").format(text=texts[number])
                button.setToolTip(f"{tip} (Alt+{number + 1})")
                button.setAccessibleName(tip)
                button.setShortcut(f"Alt+{number + 1}")

    def _enable(self, shown: bool) -> None:
        for widget in (self.field, self.confirm, self.previous, self.following):
            widget.setEnabled(shown)
        for button in (self.source, self.waive):
            button.setEnabled(shown)
        if shown:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_confirm(self, _text: str = "") -> None:
        changed = self._doubt is not None and self.field.text().strip() != self._doubt.word.text
        said = self.tr("Correct (Enter)") if changed else self.tr("Right as read (Enter)")
        self.confirm.setText(said)


def cropped(picture: PagePicture, box: Box, width: int) -> QImage:
    """The part of a page around a word, the word framed.

    Args:
        picture: The page.
        box: The word's rectangle, in points.
        width: Of the result, in pixels.
    """
    shown = Box(box.x0 - _BESIDE, box.y0 - _ABOVE, box.x1 + _BESIDE, box.y1 + _ABOVE)
    x, y, wide, high = picture.page.part(shown, 0.0)
    crop = picture.image.copy(x, y, wide, high)
    scale = min(3.0, width / max(1, wide))
    crop = crop.scaledToWidth(
        max(1, round(wide * scale)), Qt.TransformationMode.SmoothTransformation
    )
    crop = crop.convertToFormat(QImage.Format.Format_RGB32)
    left, top, across, down = picture.page.part(box, 1.5)
    painter = QPainter(crop)
    painter.setPen(QPen(QColor("#c43a1c"), 2))  # paper is white, whatever the theme
    painter.drawRect(QRectF((left - x) * scale, (top - y) * scale, across * scale, down * scale))
    painter.end()
    return crop


def _context(text: str, start: int, end: int) -> str:
    """The word in its text, as HTML."""
    theme = themes.current()
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    style = f"background-color:{theme.found};color:{theme.text};font-weight:600"
    word = f'<span style="{style}">{escape(text[start:end])}</span>'
    cut = "… " if start > _AROUND else "", " …" if end + _AROUND < len(text) else ""
    return f"{cut[0]}{escape(before)}{word}{escape(after)}{cut[1]}"
