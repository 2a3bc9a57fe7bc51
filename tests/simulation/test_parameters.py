"""Parameters: declared once, checked on the way in, and every one of them at work."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from simulation import ConnectivityModel, ParameterError, ParameterSet
from simulation.parameters import Parameter
from simulation.registry import DECLARED_IN, PARAMETERS
from tests.simulation.every_parameter import CHANGED, PROVED_ELSEWHERE, Trial


def test_defaults_and_overrides():
    values = ParameterSet({"contagion": 0, "friend_decay": 0.5})
    assert values["contagion"] == 0.0
    assert values["friend_decay"] == 0.5
    assert values["kin_decay"] == PARAMETERS["kin_decay"].default
    assert values.overrides == {"contagion": 0.0, "friend_decay": 0.5}
    assert len(values) == len(PARAMETERS)
    assert set(values) == set(PARAMETERS)
    assert repr(values) == "ParameterSet({'contagion': 0.0, 'friend_decay': 0.5})"
    assert PARAMETERS["kin_decay"].checked(np.float32(0.25)) == 0.25
    assert PARAMETERS["kin_decay"].checked(np.int64(0)) == 0.0
    assert repr(ParameterSet()) == "ParameterSet({})"


def test_overrides_are_not_shared_with_the_caller():
    given = {"contagion": 0.1}
    values = ParameterSet(given)
    given["contagion"] = 0.2
    assert values["contagion"] == 0.1


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"contagoin": 1.0}, "contagoin: unknown parameter, did you mean contagion?"),
        ({"xxxxxx": 1.0}, "xxxxxx: unknown parameter"),
        (
            {"friend_decay": -0.1},
            "friend_decay: must be from 0 to 0.5 (share a week), got -0.1",
        ),
        ({"friend_decay": 0.6}, "friend_decay: must be from 0 to 0.5 (share a week), got 0.6"),
        (
            {"friend_decay": float("nan")},
            "friend_decay: must be from 0 to 0.5 (share a week), got nan",
        ),
        (
            {"friend_decay": float("inf")},
            "friend_decay: must be from 0 to 0.5 (share a week), got inf",
        ),
        ({"friend_decay": "0.1"}, "friend_decay: must be a number, got '0.1'"),
        ({"friend_decay": None}, "friend_decay: must be a number, got None"),
        ({"friend_decay": True}, "friend_decay: must be a number, got True"),
        ({"friend_decay": [0.1]}, "friend_decay: must be a number, got [0.1]"),
    ],
)
def test_wrong_values_are_refused_with_the_reason(overrides, message):
    with pytest.raises(ParameterError) as caught:
        ParameterSet(overrides)
    assert str(caught.value) == message
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.name, again.message, str(again)) == (
        caught.value.name,
        caught.value.message,
        message,
    )


def test_the_model_passes_the_refusal_on():
    with pytest.raises(ParameterError, match="did you mean contagion"):
        ConnectivityModel(people=10, rng=1, parameters={"contagoin": 1.0})


def test_a_declaration_that_contradicts_itself_is_refused():
    with pytest.raises(ParameterError, match=r"^x: default 2 is outside 0 to 1$"):
        Parameter("x", 2, "share", 0, 1, "assumed", "nowhere", "nothing")


def test_the_record_holds_every_value_under_its_name():
    record = ParameterSet({"contagion": 0.25}).record()
    assert record.shape == (1,)
    assert list(record.dtype.names or ()) == sorted(PARAMETERS)
    assert record["contagion"][0] == 0.25
    assert all(record[name][0] == one.default for name, one in PARAMETERS.items()
               if name != "contagion")  # fmt: skip


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_parameter_can_be_defended(name):
    one = PARAMETERS[name]
    assert one.name == name
    assert one.unit.strip()
    assert one.source.strip()
    assert one.meaning.strip()
    assert one.low < one.high
    assert one.status in {"measured", "fitted", "assumed"}
    assert DECLARED_IN[name]


@pytest.fixture(scope="module")
def trial() -> Trial:
    return Trial()


@pytest.mark.parametrize("name", [name for name in PARAMETERS if name not in PROVED_ELSEWHERE])
def test_every_parameter_is_at_work(trial, name):
    """Another value leads to another world, within weeks."""
    assert trial.changes(name, CHANGED.get(name))


def test_the_same_values_lead_to_the_same_world(trial):
    """The comparison above can fail."""
    assert not trial.changes("contagion", PARAMETERS["contagion"].default)


def test_only_known_parameters_are_excused():
    assert set(PROVED_ELSEWHERE) | set(CHANGED) <= set(PARAMETERS)
    assert len(PROVED_ELSEWHERE) <= 3
    assert all(PROVED_ELSEWHERE.values())
