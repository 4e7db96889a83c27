"""What the window remembers of how it was left.

The settings keep sizes, columns and the size of letters. A project keeps the page and the filters
that its work was left with, so that opening it goes on there; other contracts begin at the
overview.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QTabWidget, QWidget

from models.decision import Mark
from models.diff import ForBuyer, Status
from ui.itemmodels.lines import Filter
from ui.projects import Projects
from ui.session import Session
from ui.settings import restored
from ui.views.page import Page
from ui.views.pages import PageName
from ui.views.table import MarkedTable
from ui.widgets.desk import Desk

VIEW = "view"
"""The option of a project that says how its work was left."""

# A view that changed is kept when it has rested this long, in milliseconds: it is written to disk.
_REST = 800
_MOST_ZOOM = 12

Chosen = TypeVar("Chosen", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class View:
    """The page in front and what it leaves out."""

    page: PageName
    filter: Filter

    @property
    def text(self) -> str:
        """As a project keeps it."""
        kept = self.filter
        return json.dumps(
            {
                "page": self.page.value,
                "differences_only": kept.differences_only,
                "drafts_only": kept.drafts_only,
                "topic": kept.topic,
                "status": kept.status,
                "effect": kept.effect,
                "decided": kept.decided,
            },
            ensure_ascii=False,
        )

    @classmethod
    def of(cls, text: str, cosmetic: bool) -> View | None:
        """What a project kept; None where it is nothing that is known today."""
        try:
            plain = json.loads(text)
        except ValueError:
            return None
        if not isinstance(plain, dict):
            return None
        page = _known(PageName, plain.get("page"))
        topic = plain.get("topic")
        if page is None:
            return None
        return cls(
            page,
            Filter(
                differences_only=plain.get("differences_only") is not False,
                topic=topic if isinstance(topic, str) else None,
                status=_known(Status, plain.get("status")),
                effect=_known(ForBuyer, plain.get("effect")),
                drafts_only=plain.get("drafts_only") is not False,
                decided=_known(Mark, plain.get("decided")),
                cosmetic=cosmetic,
            ),
        )


class Layout(QObject):
    """Remembers and restores how the window was left, whatever it shows."""

    def __init__(self, window: QWidget, settings: QSettings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._pages: Mapping[PageName, Page] = {}
        self._widths: dict[PageName, dict[int, int]] = {}
        self._shown: dict[PageName, int] = {}
        self._zoom = 0

    def watch(self, desk: Desk, pages: Mapping[PageName, Page], detail: QTabWidget) -> None:
        """Says what is remembered."""
        self._desk, self._pages, self._detail = desk, pages, detail
        for name, page in pages.items():
            header = page.table.horizontalHeader()
            header.sectionResized.connect(self._resized(name, page.table))
            # A page that is not seen has no columns until it is.
            lines = page.table.lines
            lines.modelAboutToBeReset.connect(partial(self._remember_columns_of, name))
            lines.modelReset.connect(partial(self._restore_columns_of, name))

    # --- the whole window --------------------------------------------------------------------

    def restore(self) -> None:
        """Brings the window back as it was left last."""
        geometry = restored(self._settings, "geometry")
        if geometry is not None:
            self._window.restoreGeometry(geometry)
        self._desk.restore(self._settings)
        self._detail.setCurrentIndex(_number(self._settings.value("detail_page"), 0, 1))
        zoom = _number(self._settings.value("zoom"), -_MOST_ZOOM, _MOST_ZOOM)
        for _ in range(abs(zoom)):
            self.zoom(1 if zoom > 0 else -1)

    def remember(self) -> None:
        """Keeps how the window is left."""
        self._settings.setValue("geometry", self._window.saveGeometry())
        self._desk.remember(self._settings)
        self._settings.setValue("detail_page", self._detail.currentIndex())
        self._settings.setValue("zoom", self._zoom)
        self.remember_columns()

    def zoom(self, by: int) -> None:
        """Makes the letters of all tables larger (1), smaller (-1), or as they were (0)."""
        self._zoom = max(-_MOST_ZOOM, min(_MOST_ZOOM, self._zoom + by)) if by else 0
        for page in self._pages.values():
            page.table.zoom(by)

    # --- columns -----------------------------------------------------------------------------

    def remember_columns(self) -> None:
        """Keeps which columns are shown and how wide, by page and number of contracts."""
        for name in self._pages:
            self._remember_columns_of(name)

    def _remember_columns_of(self, name: PageName) -> None:
        count, table = self._shown.get(name, 0), self._pages[name].table
        if not count or count != table.lines.columnCount():
            return
        widths = {
            str(column): width
            for column, width in self._widths.get(name, {}).items()
            if column < count and table.columnWidth(column) == width
        }
        hidden = [column for column in range(count) if table.isColumnHidden(column)]
        kept = json.dumps({"widths": widths, "hidden": hidden, "order": table.columns.order})
        self._settings.setValue(f"columns/{name.value}/{count}", kept)

    def _restore_columns_of(self, name: PageName) -> None:
        """Shows the columns as they were left when there were as many contracts."""
        table = self._pages[name].table
        count = table.lines.columnCount()
        if count == self._shown.get(name, 0):
            return
        self._shown[name] = count
        self._widths[name] = {}
        widths, hidden, order = self._kept_columns(name, count)
        table.columns.put(order)
        for column in hidden:
            table.columns.show(column, False)
        for column, width in widths.items():
            table.horizontalHeader().resizeSection(column, width)

    def _kept_columns(
        self, name: PageName, count: int
    ) -> tuple[dict[int, int], list[int], list[int]]:
        """The widths that were given, the hidden columns, and the order of all."""
        try:
            plain = json.loads(str(self._settings.value(f"columns/{name.value}/{count}") or "{}"))
            widths = {int(column): int(width) for column, width in plain["widths"].items()}
            hidden = [int(column) for column in plain["hidden"]]
            order = [int(column) for column in plain.get("order", range(count))]
        except (ValueError, TypeError, KeyError, AttributeError):
            return {}, [], list(range(count))
        fitting = {c: w for c, w in widths.items() if 0 <= c < count and w > 0}
        pinned = list(range(self._pages[name].table.lines.pinned))
        if sorted(order) != list(range(count)) or order[: len(pinned)] != pinned:
            order = list(range(count))
        return fitting, [column for column in hidden if column in range(1, count)], order

    def _resized(self, name: PageName, table: MarkedTable) -> Callable[[int, int, int], None]:
        def note(column: int, _old: int, width: int) -> None:
            # The table tells nobody of the widths that it shares out itself.
            if width and table.isVisible():
                self._widths.setdefault(name, {})[column] = width

        return note


class KeptView(QObject):
    """Keeps in the project with which page and filters its work was left, and brings them back."""

    def __init__(
        self,
        session: Session,
        projects: Projects,
        now: Callable[[], View],
        show: Callable[[View], None],
    ) -> None:
        """Connects.

        Args:
            session: What is compared.
            projects: Where the view is kept.
            now: Tells the view as it is.
            show: Shows another view.
        """
        super().__init__(projects)
        self._session, self._projects = session, projects
        self._now, self._show = now, show
        self._wanted = ""
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST)
        self._resting.timeout.connect(self.keep)
        projects.opened.connect(self._opened)

    def changed(self) -> None:
        """Hears that the page in front or a filter changed."""
        self._resting.start()

    def keep(self) -> None:
        """Keeps the view now."""
        self._resting.stop()
        if self._session.comparison is not None and not self._wanted:
            self._projects.keep_option(VIEW, self._now().text)

    def bring_back(self) -> None:
        """Shows the view of the project that was opened, once there is a comparison."""
        if not self._wanted or self._session.comparison is None:
            return
        view = View.of(self._wanted, self._now().filter.cosmetic)
        self._wanted = ""
        if view is not None:
            self._show(view)

    def _opened(self, options: Mapping[str, str]) -> None:
        self._wanted = options.get(VIEW, "")
        self.bring_back()


def _known(kind: type[Chosen], value: Any) -> Chosen | None:
    return next((one for one in kind if one.value == value), None)


def _number(value: Any, least: int, most: int) -> int:
    try:
        return max(least, min(most, int(value)))
    except (TypeError, ValueError):
        return 0
