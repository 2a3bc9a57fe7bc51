"""Two thousand messages that no page would send, the same each time."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

_WORDS = ("open", "play", "pause", "step", "speed", "reset", "drawn", "person", "find", "lucks",
          "tape", "sudo", "", "__class__", "<script>alert(1)</script>", "open\u0000")  # fmt: skip
_KEYS = ("do", "setting", "speed", "weeks", "week", "world", "id", "who", "text", "lucks",
         "people", "luck", "levers", "help", "scenario", "__proto__",
         "<img src=x onerror=alert(1)>")  # fmt: skip
_VALUES = (
    None, True, False, 0, -1, 1, 3, 60, 61, 0.5, -0.0, 1e308, 10**18, -(10**40), 2**63, 2**53 + 1,
    "", "5", "NaN", "é" * 40, "<b onmouseover=alert(1)>Eve</b>", "../../etc/passwd", "\u202e", [],
    {}, [[]], [1, 2], {"a": {"b": []}}, ["lonely"], "name", "lonely",
)  # fmt: skip
_TEXTS = (
    "", " ", "{", "}", "null", "[]", "5", '"open"', "NaN", "-Infinity", '{"do":NaN}',
    '{"do":"play","speed":NaN}', "\x00", "null null",
    '{"do":"play","speed":Infinity}', '{"do":"step","weeks":1e400}', "{'do':'open'}", "\ufeff{}",
    '{"do":"open","setting":{"people":NaN}}', "[" * 9000, '{"do":' * 3000, "x" * 30_000,
    '{"do":"step","weeks":' + "9" * 6000 + "}", '{"do":"drawn","week":' + "9" * 4301 + "}",
    '{"do":"pause","do":"reset","do":"sudo"}', '{"do":"find","who":"name","text":"\\ud83d"}',
    '{"do":"open","setting":' + '{"levers":' * 150 + "1" + "}" * 151,
)  # fmt: skip


_UNTIMELY = (
    {"do": "drawn", "week": 0}, {"do": "drawn", "week": 519}, {"do": "play", "speed": 60},
    {"do": "pause"}, {"do": "reset"}, {"do": "speed", "speed": 0.5}, {"do": "step", "weeks": 2},
    {"do": "person", "id": 2**53}, {"do": "person", "id": None}, {"do": "tape"},
    {"do": "find", "who": "name", "text": "<svg onload=alert(1)>"},
)  # fmt: skip


def nonsense(count: int, seed: int = 1) -> Iterator[str | bytes]:
    """Yield messages that are malformed, mistyped, oversized or out of order."""
    luck = random.Random(seed)
    for _ in range(count):
        kind = luck.random()
        if kind < 0.25:
            yield luck.choice(_TEXTS)
        elif kind < 0.32:
            yield luck.randbytes(luck.randrange(200))
        elif kind < 0.45:
            whole = json.dumps({"do": luck.choice(_WORDS), "setting": {"people": 100}})
            place = luck.randrange(len(whole))
            yield whole[:place] + chr(luck.randrange(32, 1200)) + whole[place + 1 :]
        elif kind < 0.55:
            # Well said, at a time when no page would.
            yield json.dumps(luck.choice(_UNTIMELY))
        else:
            message = {luck.choice(_KEYS): luck.choice(_VALUES) for _ in range(luck.randrange(4))}
            if luck.random() < 0.9:
                message["do"] = luck.choice(_WORDS)
            if luck.random() < 0.4:
                message["setting"] = {luck.choice(_KEYS): luck.choice(_VALUES)}
            yield json.dumps(message)
