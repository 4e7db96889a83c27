"""The collector rests while values are made that are all needed."""

from __future__ import annotations

import gc

import pytest

from app.jobs.collecting import uncollected


def test_the_collector_rests_and_goes_on() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="so"), uncollected():
        raise ValueError("so")
    assert gc.isenabled()


def test_what_rested_before_rests_after() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
