from __future__ import annotations

import pytest
from rich.console import Console

from benchmarks import delivery


@pytest.mark.parametrize("programmes", [delivery.five_programmes, delivery.five_busy_programmes])
def test_programmes_are_timed_while_they_serve_people(programmes, capsys):
    time = delivery.measure(programmes(), people=400, weeks=3)
    assert time.served > 20
    assert 0 < time.share < 1
    assert {"programmes", "ties", "inner life"} <= set(time.milliseconds)
    Console(width=110).print(delivery.tables(time, "Five")[0])
    shown = capsys.readouterr().out
    assert f"delivery takes {time.share:.1%} of a week" in shown
