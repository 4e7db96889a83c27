"""No test meets the workbook options that another one chose."""

from collections.abc import Iterator

import pytest

from app.store.recovery import state_folder


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    (state_folder() / "workbook.json").unlink(missing_ok=True)
    yield
    (state_folder() / "workbook.json").unlink(missing_ok=True)
