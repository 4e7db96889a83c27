"""Papers of the procurement in the window: told by their titles, called otherwise by the user."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QToolButton

from models.comparison import Role
from tests.helpers.papers import paper
from ui.jobs import comparing
from ui.jobs.runner import InlineRunner
from ui.session import Session
from ui.targets import FindingTarget
from ui.window import MainWindow

SAMPLES = Path(__file__).parents[3] / "resources" / "samples"


@pytest.fixture
def read_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads files of these names as the papers of the folder; others as they are."""
    real = comparing.read_one

    def read_one(path, *rest):
        known = {"award.txt": "award", "tender.txt": "tender"}.get(path.name)
        return paper(known) if known else real(path, *rest)

    monkeypatch.setattr("ui.session.read_one", read_one)


@pytest.fixture
def window(read_papers, open_window) -> MainWindow:
    opened = open_window()
    opened.add_files([Path("award.txt"), *sorted(SAMPLES.glob("[12]-*.docx")), Path("tender.txt")])
    return opened


def titles(window: MainWindow) -> list[str]:
    return [card.texts().split("\n")[0] for card in window.cards.cards]


def entries(window: MainWindow, card: int) -> tuple[list[str], QMenu | None]:
    (button,) = window.cards.cards[card].findChildren(QToolButton)
    texts = [action.text() for action in button.menu().actions() if action.text()]
    menus = [action.menu() for action in button.menu().actions() if action.menu()]
    return texts, menus[0] if menus else None


def test_papers_are_told_by_their_titles(window: MainWindow):
    assert titles(window) == ["① Award notice", "② Baseline", "③ Draft", "④ Tender"]
    (baseline,) = (s for s in window.session.sources if s.key == window.session.baseline)
    assert baseline.path.name.startswith("1-")


def test_an_award_notice_is_no_baseline(window: MainWindow):
    texts, _ = entries(window, 0)
    assert "Make it the baseline" not in texts
    assert "Make it the baseline" in entries(window, 2)[0]


def test_the_user_calls_it_otherwise(window: MainWindow):
    _, treat = entries(window, 0)
    assert treat is not None
    checked = [action.text() for action in treat.actions() if action.isChecked()]
    assert checked == ["Award notice"]
    next(action for action in treat.actions() if action.text() == "Reference").trigger()
    assert titles(window)[0] == "① Reference"
    assert window.session.comparison.documents[0].role is Role.REFERENCE


def test_a_finding_leads_to_the_paper(window: MainWindow):
    comparison = window.session.comparison
    draft = comparison.by_id["d3"]
    finding = next(f for f in draft.findings if f.code == "award.amount_mismatch")
    window.show_target(FindingTarget("d3", finding))
    assert "Award notice" in window.detail._page.toPlainText()
    window.show_clause(finding.spans[1].clause)
    assert "1,134,992.00" in window.detail.source.plain_text()


def test_roles_are_kept_with_the_project(window: MainWindow, open_window, tmp_path: Path):
    window.session.set_role(window.session.sources[3].key, Role.REFERENCE)
    kept = tmp_path / "p.leasediff"
    assert window.filing.projects.save_as(kept)
    window.filing.projects.leave()
    window.filing.projects.open(kept)
    assert titles(window) == ["① Award notice", "② Baseline", "③ Draft", "④ Reference"]
    window.filing.projects.leave()


def test_the_session_alone_follows_the_baseline(read_papers, qtbot):
    session = Session(InlineRunner())
    session.add([Path("award.txt"), *sorted(SAMPLES.glob("2-*.docx"))])
    assert session.comparison.baseline == "d2"
    assert session.baseline == session.sources[1].key
    session.close()
