"""What is varied in a study, and what would change its answer, in words."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.designs.plan import ArmPlan
from experiments.outcomes import OUTCOMES
from experiments.report.cited import Piece, Row, Sentence, sentence
from experiments.report.findings import Findings

__all__ = ["change_lines", "input_words", "points_of_kind", "stays_best"]

_MOST_INPUTS = 3


def input_words(path: str) -> str:
    """Return the path of a setting as words.

    Examples
    --------
    >>> input_words("parameters.friend_decay"), input_words("programmes[group_therapy].uptake")
    ('friend decay', 'uptake (group therapy)')
    """
    head, _, name = path.rpartition(".")
    name = name.replace("_", " ")
    if "[" in head:
        label = head[head.index("[") + 1 : head.index("]")].replace("_", " ")
        return f"{name} ({label})"
    return name


def points_of_kind(findings: Findings, *kinds: str) -> list[int]:
    """Return the points that are lived for these reasons; of draws those that are accepted."""
    numbers = [one.number for one in findings.plan.points if one.kind in kinds]
    kept = findings.frame("draws_inputs")
    if "draw" in kinds and len(kept):
        accepted = set(kept["point"])
        numbers = [number for number in numbers if number in accepted]
    return numbers


def _gain(row: Row) -> float:
    better = OUTCOMES[str(row["outcome"])].better
    return float(row["difference"]) * (-1 if better == "lower" else 1)


def stays_best(findings: Findings, arm: ArmPlan) -> Sentence | None:
    """Say in how many draws of the uncertain inputs an arm gains most; None without draws.

    To be best an arm must gain more than all others and than nothing.
    """
    by_point: dict[int, dict[str, float]] = {}
    for row in findings.rows("point_differences", point=points_of_kind(findings, "draw")):
        by_point.setdefault(int(row["point"]), {})[str(row["arm"])] = _gain(row)
    if not by_point:
        return None
    won = sum(
        arm.name in gains and gains[arm.name] > 0 and gains[arm.name] == max(gains.values())
        for gains in by_point.values()
    )
    return sentence(
        "It gains most in {} of {} draws of the uncertain inputs.", str(won), str(len(by_point))
    )


def change_lines(findings: Findings, arm: ArmPlan | None) -> list[Piece]:
    """Say what would change the answer, as far as the study has varied anything.

    Parameters
    ----------
    findings : Findings
        What was found.
    arm : ArmPlan or None
        The arm of which the answer speaks.
    """
    if len(findings.plan.points) == 1:
        return [
            "Nothing was varied: this study does not say how far its answer rests on its "
            "assumptions. With “uncertainty” or “sweep” in the study file it would."
        ]
    lines: list[Piece] = []
    if arm is not None:
        lines += _one_by_one(findings, arm)
        draws = stays_best(findings, arm)
        if draws is not None:
            lines.append(sentence("{}: {}", arm.title, draws))
        lines += _swept(findings, arm)
        lines += _screened(findings, arm)
    lines += _money(findings)
    return lines or ["What was varied has no finished worlds yet."]


def _one_by_one(findings: Findings, arm: ArmPlan) -> list[Piece]:
    rows = findings.rows("tornado", arm=arm.name)
    outcome = OUTCOMES[findings.plan.outcomes[0]]
    if not rows:
        return []
    clear = [
        row
        for row in rows
        if not row.has("swing_half_width") or abs(row["swing"]) > row["swing_half_width"]
    ]
    lines: list[Piece] = []
    for row in [row for row in clear if row["swing"]][:_MOST_INPUTS]:
        turns = ": the answer turns" if row["at_low"] * row["at_high"] < 0 else ""
        lines.append(
            sentence(
                "{}: with {} at {} the difference in “{}” is {}, at {} it is {}{}.",
                arm.title,
                input_words(str(row["input"])),
                row.said("low_value", f"{row['low_value']:.3g}"),
                outcome.title.lower(),
                row.cite("at_low", outcome.digits, signed=True),
                row.said("high_value", f"{row['high_value']:.3g}"),
                row.cite("at_high", outcome.digits, signed=True),
                turns,
            )
        )
    if not lines:
        if len(rows) == 1:
            lines.append(f"The one input varied alone does not move {arm.title} clearly.")
        else:
            lines.append(f"None of the {len(rows)} inputs varied alone moves {arm.title} clearly.")
    return lines


def _swept(findings: Findings, arm: ArmPlan) -> list[Piece]:
    points = points_of_kind(findings, "sweep")
    rows = findings.rows("point_differences", arm=arm.name, point=points)
    if not rows:
        return []
    ranked = sorted(rows, key=_gain)
    outcome = OUTCOMES[str(rows[0]["outcome"])]
    return [
        sentence(
            "{}: over {} points of the sweep the difference in “{}” goes from {} ({}) to {} ({}).",
            arm.title,
            str(len(rows)),
            outcome.title.lower(),
            ranked[0].cite("difference", outcome.digits, signed=True),
            _values(findings, ranked[0]),
            ranked[-1].cite("difference", outcome.digits, signed=True),
            _values(findings, ranked[-1]),
        )
    ]


def _screened(findings: Findings, arm: ArmPlan) -> list[Piece]:
    """Say which inputs matter beyond luck, by Morris or Sobol."""
    lines: list[Piece] = []
    for name in ("morris", "sobol"):
        rows = [row for row in findings.rows(name, arm=arm.name) if row["input"] != "luck"]
        matter = [input_words(str(row["input"])) for row in rows if row["beyond_luck"]]
        if rows:
            which = ", ".join(matter) if matter else f"none of {len(rows)}"
            lines.append(f"{arm.title}: inputs that matter beyond luck ({name}): {which}.")
    return lines


def _values(findings: Findings, row: Row) -> Piece:
    number = int(row["point"])
    values = next(one.values for one in findings.plan.points if one.number == number)
    return ", ".join(f"{input_words(path)} {value}" for path, value in values.items())


def _money(findings: Findings) -> list[Piece]:
    """Say which arm is best on average at which worth of the effect."""
    from experiments.report.money_wording import economics_of, effect_word

    rows = findings.rows("acceptability", frontier=True)
    if not rows:
        return []
    changes = [
        row
        for before, row in zip([None, *rows[:-1]], rows, strict=True)
        if before is None or before["arm"] != row["arm"]
    ]
    titles = {arm.name: arm.title for arm in findings.plan.arms}
    currency, word = economics_of(findings).currency, effect_word(findings)
    return [_from_amount(changes, titles, currency, word)]


def _from_amount(
    changes: Sequence[Row], titles: dict[str, str], currency: str, word: str
) -> Sentence:
    first = changes[0]
    text = sentence(
        "If a{} {} is worth {} {}, {} is the best choice on average over the draws",
        "n" if word[0] in "aeiou" else "", word, currency, first.money("willingness_to_pay"),
        titles[str(first["arm"])],
    )  # fmt: skip
    for row in changes[1:]:
        text = sentence("{}; from {} {} on it is {}", text, currency,
                        row.money("willingness_to_pay"), titles[str(row["arm"])])  # fmt: skip
    return sentence("{}.", text)
