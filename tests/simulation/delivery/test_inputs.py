"""A programme's own code: what it may return, and what is said when it returns something else."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pytest

from simulation.delivery.inputs import ProgrammeError, compose
from simulation.programmes import Programme
from simulation.programmes.view import PeopleView


class Choir(Programme):
    """Returns whatever the test wants."""

    type: Literal["choir"] = "choir"
    uptake: float = 1.0
    attendance: float = 1.0

    def weekly_inputs(self, people, enrolment, week):
        return ANSWER["is"](people, enrolment, week)


ANSWER: dict[str, Any] = {}


def refuses(village, answer) -> str:
    ANSWER["is"] = answer
    with pytest.raises(ProgrammeError) as caught:
        village.fork([Choir()]).run_weeks(1)
    return str(caught.value)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda p, e, w: [0.5], "must return a mapping of mechanism to dose, got list"),
        (lambda p, e, w: {"charm": 1}, "returned 'charm', which is no mechanism; there are: safe_"),
        (lambda p, e, w: {"skill": 1.5}, "returned skill = 1.5; it must be from 0 to 1"),
        (lambda p, e, w: {"skill": np.full(len(p), np.nan)}, "returned skill = nan; it must be"),
        (lambda p, e, w: {"skill": np.zeros(3)}, r"returned skill of shape (3,); give one number"),
        (lambda p, e, w: {"skill": "much"}, "returned skill = 'much', which is no number"),
        (lambda p, e, w: {"skill": np.inf}, "returned skill = inf; it must be from 0 to 1"),
        (
            lambda p, e, w: {"skill": p["charm"]},
            "failed: KeyError: \"people have no column 'charm'",
        ),
        (
            lambda p, e, w: {"skill": p["extravresion"]},
            "people have no column 'extravresion', did you mean extraversion?",
        ),
        (lambda p, e, w: {"skill": e["rank"]}, "failed: ValueError: no field of name rank"),
        (lambda p, e, w: 1 / 0, "failed: ZeroDivisionError: division by zero"),
        (lambda p, e, w: exit(3), "failed: SystemExit: 3"),
        (lambda p, e: {}, "failed: TypeError: "),
    ],
)
def test_what_a_world_cannot_use_is_refused(village, answer, message):
    said = refuses(village, answer)
    assert message in said
    assert f"{__file__}:" in said
    assert "Choir.weekly_inputs" in said


def test_the_line_that_failed_is_named(village):
    def answer(people, enrolment, week):
        half = people["age"] / 2
        return {"skill": half + {}}

    code = answer.__code__
    assert (
        f"{__file__}:{code.co_firstlineno + 2}: Choir.weekly_inputs failed: TypeError"
        in refuses(village, answer)
    )


@pytest.mark.parametrize(
    ("share", "message"),
    [
        (2.0, r"Lending.makes_trauma_informed returned a share = 2; it must be from 0 to 1"),
        ("all", r"returned a share = 'all', which is no number"),
    ],
)
def test_a_share_lent_to_other_programmes_is_checked_too(village, share, message):
    class Lending(Programme):
        type: Literal["lending"] = "lending"

        def makes_trauma_informed(self, other, week):
            return share

    with pytest.raises(ProgrammeError, match=message):
        village.fork([Lending(), Lending(name="other")]).run_weeks(1)


def test_a_method_without_source_is_named_by_its_module(village):
    class Calling(Programme):
        type: Literal["calling"] = "calling"
        uptake: float = 1.0

    Calling.weekly_inputs = dict  # type: ignore[assignment, method-assign]
    with pytest.raises(ProgrammeError, match=f"{__name__}:0: Calling.weekly_inputs failed: "):
        village.fork([Calling()]).run_weeks(1)


def test_people_cannot_be_changed_through_the_view(village):
    ANSWER["is"] = lambda p, e, w: {"skill": np.zeros(len(p)) if p["age"].fill(0) is None else 0}
    model, alone = village.fork([Choir()]), village.fork()
    model.run_weeks(1)
    alone.run_weeks(1)
    assert (model.people.array("age") == alone.people.array("age")).all()


def test_a_view_answers_in_its_own_order():
    people = np.zeros(4, [("age", np.float32)])
    people["age"] = [1, 2, 3, 4]
    view = PeopleView(people, np.array([3, 1]))
    assert view["age"].tolist() == [4, 2]
    assert len(view) == 2


def test_doses_compose_as_independent_chances():
    doses = np.zeros(3, [("skill", np.float32), ("session", np.float32)])
    rows = np.array([0, 2])
    one = {"skill": np.array([0.5, 1.0]), "session": np.array([1.0, 1.0])}
    compose(doses, rows, one, 0.8, np.array([1.0, 2.0]))
    np.testing.assert_allclose(doses["skill"], [0.4, 0, 0.96], rtol=1e-6)
    assert doses["session"].tolist() == [1, 0, 1]
    compose(doses, rows, one, 0.8, np.array([1.0, 1.0]))
    np.testing.assert_allclose(doses["skill"], [1 - 0.6 * 0.6, 0, 1 - 0.04 * 0.2], rtol=1e-6)
