from __future__ import annotations

import io

from experiments.running.progress import LineProgress, SilentProgress, choose_progress


def test_a_log_gets_one_line_each_tenth():
    stream = io.StringIO()
    progress = LineProgress(stream)
    progress.start("trial", 40)
    for _ in range(40):
        progress.advance()
    lines = stream.getvalue().splitlines()
    assert len(lines) == 10
    assert lines[0].startswith("trial: 10 % (4 of 40 worlds), about ")
    assert lines[-1] == "trial: 100 % (40 of 40 worlds), about 0 s left"


def test_few_worlds_give_a_line_each():
    stream = io.StringIO()
    progress = LineProgress(stream)
    progress.start("trial", 2)
    progress.advance()
    progress.advance()
    assert [line.split(",")[0] for line in stream.getvalue().splitlines()] == [
        "trial: 50 % (1 of 2 worlds)", "trial: 100 % (2 of 2 worlds)",
    ]  # fmt: skip


def test_quiet_says_nothing(capsys):
    progress = choose_progress(quiet=True)
    progress.start("trial", 1)
    progress.note("compiling")
    progress.advance()
    progress.stop()
    assert isinstance(progress, SilentProgress)
    assert capsys.readouterr() == ("", "")


def test_a_stream_that_is_no_terminal_gets_lines(capsys):
    progress = choose_progress(quiet=False)
    assert isinstance(progress, LineProgress)
    progress.note("compiling once")
    assert capsys.readouterr().err == "compiling once\n"
