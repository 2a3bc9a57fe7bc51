"""A recording never grows beyond its limit, and never has a gap."""

from __future__ import annotations

from demo.worlds.recording import LIMIT_BYTES, Recording
from tests.demo.worlds.decoding import decode
from tests.demo.worlds.small import twins, weeks


def test_a_recording_ends_before_its_limit_and_says_so():
    lives = twins()
    first = len(lives.frame())
    lives.recording = recording = Recording(limit_bytes=3 * first)
    lives.reset()
    for _ in weeks(lives, 40):
        lives.frame()
    kept = [decode(one).week for one in recording.frames]
    assert kept == list(range(len(kept)))
    assert 1 < len(kept) < 41
    assert recording.size == sum(map(len, recording.frames)) <= 3 * first
    assert recording.ended == (
        f"The run is too long to keep whole: the tape ends with week {kept[-1]}."
    )
    lives.reset()
    assert (recording.ended, recording.size) == ("", 0)


def test_a_class_of_thirty_can_record_at_once():
    assert 30 * LIMIT_BYTES <= 512 * 1024**2
