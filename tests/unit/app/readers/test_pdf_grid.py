"""Grids of rules: merged cells, open sides, what is no table."""

from hypothesis import given
from hypothesis import strategies as st

from app.readers.grid import Grid, Segment, grids, merged


def across(y: float, x0: float, x1: float) -> Segment:
    return Segment(y, x0, x1)


def down(x: float, y0: float, y1: float) -> Segment:
    return Segment(x, y0, y1)


def spans(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.column, c.row_span, c.column_span) for c in grid.cells]


def test_plain_table() -> None:
    found = grids([across(y, 0, 100) for y in (0, 20, 40)], [down(x, 0, 40) for x in (0, 60, 100)])
    assert len(found) == 1
    assert found[0].columns == (0, 60, 100)
    assert found[0].rows == (0, 20, 40)
    assert spans(found[0]) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_missing_borders_merge_cells() -> None:
    found = grids(
        [across(0, 0, 100), across(20, 50, 100), across(40, 0, 100), across(60, 0, 100)],
        [down(0, 0, 60), down(50, 0, 40), down(100, 0, 60)],
    )
    assert spans(found[0]) == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1), (2, 0, 1, 2)]
    assert found[0].cells[0].box.y1 == 40


def test_open_sides_close_where_rows_end() -> None:
    found = grids([across(y, 0, 100) for y in (0, 20, 40)], [down(50, 0, 40)])
    assert found[0].columns == (0, 50, 100)


def test_rules_alone_are_no_table() -> None:
    assert grids([across(10, 0, 100), across(90, 0, 100)], []) == []
    assert grids([across(10, 0, 30)], [down(200, 0, 90)]) == []


def test_underline_in_a_cell_is_no_border() -> None:
    found = grids(
        [across(0, 0, 100), across(40, 0, 100), across(25, 30, 70)],
        [down(0, 0, 40), down(50, 0, 40), down(100, 0, 40)],
    )
    assert found[0].rows == (0, 40)


def test_double_and_broken_rules_are_one() -> None:
    assert merged([across(10, 0, 40), across(11, 41, 90)]) == [across(10.5, 0, 90)]
    found = grids(
        [across(0, 0, 100), across(1.5, 0, 100), across(30, 0, 100)],
        [down(0, 0, 30), down(50, 0, 30), down(100, 0, 30)],
    )
    assert len(found[0].rows) == 2


def test_tables_apart_are_two_from_top_to_bottom() -> None:
    rows = [across(y, 0, 100) for y in (0, 20, 60, 80)]
    columns = [down(x, a, a + 20) for x in (0, 50, 100) for a in (0, 60)]
    assert [grid.box.y0 for grid in grids(rows, columns)] == [0, 60]


def test_a_frame_is_one_cell() -> None:
    found = grids([across(0, 0, 90), across(50, 0, 90)], [down(0, 0, 50), down(90, 0, 50)])
    assert spans(found[0]) == [(0, 0, 1, 1)]


def test_graph_paper_is_no_table() -> None:
    rows = [across(4.0 * i, 0, 840) for i in range(210)]
    columns = [down(4.0 * i, 0, 840) for i in range(210)]
    assert grids(rows, columns) == []


@given(st.sets(st.tuples(st.booleans(), st.integers(0, 3), st.integers(0, 3))))
def test_cells_tile_the_grid(gone: set[tuple[bool, int, int]]) -> None:
    inner = range(1, 4)
    rows = [across(0, 0, 80), across(80, 0, 80)] + [
        across(20 * y, 20 * x, 20 * x + 20)
        for y in inner
        for x in range(4)
        if (True, y, x) not in gone
    ]
    columns = [down(0, 0, 80), down(80, 0, 80)] + [
        down(20 * x, 20 * y, 20 * y + 20)
        for x in inner
        for y in range(4)
        if (False, x, y) not in gone
    ]
    for grid in grids(rows, columns):
        places = [
            (row, column)
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        ]
        assert len(places) == len(set(places))
        assert len(places) == (len(grid.rows) - 1) * (len(grid.columns) - 1)
