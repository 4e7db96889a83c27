"""How contracts and clauses are called in the window."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from models.clause import Clause
from models.comparison import ComparedDocument, Comparison, number_of
from models.places import place as called
from ui.words import circled, word

translate = QCoreApplication.translate


def short_name(document: ComparedDocument) -> str:
    """``① Baseline``: the contract's number and what it is."""
    return f"{circled(number_of(document.id))} {word(document.role)}"


def column_title(document: ComparedDocument) -> str:
    """``① Baseline · name of the file``, its suffix dropped."""
    return f"{short_name(document)} · {PurePath(document.name).stem}"


def names(comparison: Comparison) -> tuple[str, ...]:
    """The titles of all contracts' columns, in their order."""
    return tuple(column_title(document) for document in comparison.documents)


def place(clause: Clause) -> str:
    """Where a clause stands, for people: ``第八条第2款``; the body needs no name."""
    return called(clause.path, translate("Naming", "para. {n}"))


def page(number: int | None) -> str:
    """``p. 7``, or nothing where the format has no pages."""
    return translate("Naming", "p. {page}").format(page=number) if number else ""
