from __future__ import annotations

from rich.console import Console

from benchmarks import delivery


def test_five_programmes_are_timed_while_they_serve_people(capsys):
    time = delivery.measure(people=400, weeks=3)
    assert time.served > 20
    assert 0 < time.share < 1
    assert {"programmes", "ties", "inner life"} <= set(time.milliseconds)
    Console(width=110).print(delivery.tables(time)[0])
    shown = capsys.readouterr().out
    assert f"delivery takes {time.share:.1%} of a week" in shown
