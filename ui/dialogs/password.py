"""Choosing the password of a project, and asking for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

translate = QCoreApplication.translate


class PasswordDialog(QDialog):
    """Asks twice for a new password; of a project that has one, whether it is to go."""

    def __init__(self, parent: QWidget, *, encrypted: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Password of the project"))
        said = QLabel(
            self.tr(
                "The contracts and decisions in the project file are encrypted and open with this "
                "password only. Nobody can open them without it, and nobody can restore it: keep "
                "it in a safe place. The contracts' own files stay as they are."
            )
        )
        said.setWordWrap(True)
        self.first, self.second = QLineEdit(), QLineEdit()
        for field in (self.first, self.second):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.textChanged.connect(self._check)
        self._unequal = QLabel()
        self._unequal.setObjectName("error")
        form = QFormLayout()
        form.addRow(self.tr("New password:"), self.first)
        form.addRow(self.tr("Once more:"), self.second)
        form.addRow("", self._unequal)
        kind = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kind.Ok | kind.Cancel)
        self._ok = buttons.button(kind.Ok)
        self._ok.setText(self.tr("Encrypt"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.remove = buttons.addButton(
            self.tr("Remove the password"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.remove.setVisible(encrypted)
        self.remove.clicked.connect(self._remove)
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addLayout(form)
        layout.addWidget(buttons)
        said.setMinimumWidth(460)
        self._check()

    @property
    def password(self) -> str | None:
        """What was chosen; None where the project is to open without."""
        return self.first.text() or None

    def _check(self) -> None:
        first, second = self.first.text(), self.second.text()
        self._ok.setEnabled(bool(first) and first == second)
        differ = bool(second) and not first.startswith(second)
        self._unequal.setText(self.tr("The two differ.") if differ else "")

    def _remove(self) -> None:
        self.first.clear()
        self.accept()


def ask_for_project_password(parent: QWidget, path: Path, *, wrong: bool) -> str | None:
    """The password that opens a project, None if the user gave up.

    Args:
        parent: The window.
        path: The project.
        wrong: Whether one that was given did not open it.
    """
    title = translate("Files", "Password")
    said = translate("Files", "Password of the project {name}:").format(name=path.name)
    if wrong:
        said = translate("Files", "That is not the password.") + "\n" + said
    hidden = QLineEdit.EchoMode.Password
    password, agreed = QInputDialog.getText(parent, title, said, hidden)
    return password if agreed and password else None
