"""Thirty mornings one after the other, fetched from feeds of this machine: see benchmarks/month.py."""

import importlib.util
import os
import signal
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

BENCHMARK = Path(__file__).parent.parent / "benchmarks" / "month.py"


@pytest.fixture
def month():
    """The benchmark, as a module; tests are no package, so it is loaded by its path."""
    place = importlib.util.spec_from_file_location("month", BENCHMARK)
    module = importlib.util.module_from_spec(place)
    sys.modules["month"] = module  # its dataclasses look there
    place.loader.exec_module(module)
    before = signal.getsignal(signal.SIGTERM)
    yield module
    signal.signal(signal.SIGTERM, before)
    del sys.modules["month"]


def test_no_story_comes_twice_without_a_mark_and_the_index_is_right(month, tmp_path, monkeypatch):
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        monkeypatch.setenv(name, os.environ.get(name, "1"))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    came = month.simulate(tmp_path, 30, 200)
    assert came.faults == ()
    assert (came.editions, came.store < month.CEILING * 1e6) == (30, True)
    assert came.updates > 30  # else there was nothing to mark
    assert came.stories > came.updates
