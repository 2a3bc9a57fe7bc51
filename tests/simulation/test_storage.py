"""A world in a file: all of it comes back, and nothing else is taken for one."""

from __future__ import annotations

import errno
import json
import os

import numpy as np
import pytest

from simulation import ConnectivityModel, SavedWorldError
from simulation.delivery.saved_delivery import delivery_arrays, delivery_state
from simulation.people import People
from simulation.policies import Transport
from simulation.programmes import CommunityEvents, GroupTherapy
from simulation.storage import FORMAT
from tests.properties.twins import difference, world_of

NOT_A_WORLD = "not a saved world, or damaged"


@pytest.fixture
def busy(village):
    """A world with two programmes under way and a third to come."""
    model = village.fork(
        [
            GroupTherapy(weeks=12, eligibility="ucla3 >= 4"),
            CommunityEvents(name="Fête", weeks=9, eligibility="age <= 70"),
            GroupTherapy(name="later", start_week=6, places=16),
        ]
    )
    model.run_weeks(4)
    return model


@pytest.fixture
def saved(busy, tmp_path):
    path = tmp_path / "world.kith"
    busy.save(path)
    return path


def test_everything_comes_back(busy, saved):
    busy.random.random(), busy.rng.random()
    busy.save(saved)
    back = ConnectivityModel.load(saved)
    assert difference(busy, back) == []
    assert back.seed == busy.seed
    assert back.population == busy.population
    assert dict(back.parameters) == dict(busy.parameters)
    assert back.programmes == busy.programmes
    for here, there in zip(busy.deliveries, back.deliveries, strict=True):
        assert delivery_state(here) == delivery_state(there)
        kept, back_again = delivery_arrays(here), delivery_arrays(there)
        assert kept.keys() == back_again.keys()
        for name, array in kept.items():
            for field in array.dtype.names or (...,):
                assert (array[field] == back_again[name][field]).all(), (name, field)
        assert here.ledger.total() == there.ledger.total()
    assert busy.delivery("Fête").ledger.total() > 0
    assert [v for v in world_of(busy).foci.venues] == world_of(back).foci.venues
    assert back.random.random() == busy.random.random()
    assert back.rng.random() == busy.rng.random()
    assert (back.survey() == busy.survey()).to_numpy().all()
    busy.run_weeks(12)
    back.run_weeks(12)
    assert difference(busy, back) == []
    assert len(back.participants("later")) == 16


def test_changed_parameters_come_back(tmp_path):
    model = ConnectivityModel(people=50, rng=2**62, parameters={"contagion": 0.1})
    model.save(str(tmp_path / "w"))
    back = ConnectivityModel.load(str(tmp_path / "w"))
    assert back.parameters.overrides == {"contagion": 0.1}
    assert back.seed == 2**62
    assert back.week == 0


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"No such file or directory: .*nowhere\.kith"):
        ConnectivityModel.load(tmp_path / "nowhere.kith")


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_refused(saved, share):
    whole = saved.read_bytes()
    saved.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(SavedWorldError, match=rf"world\.kith: {NOT_A_WORLD}"):
        ConnectivityModel.load(saved)


@pytest.mark.parametrize("content", [b"\x93NUMPY junk", b"hello", b"PK\x03\x04" + b"\0" * 40])
def test_other_content_is_refused(tmp_path, content):
    path = tmp_path / "other.kith"
    path.write_bytes(content)
    with pytest.raises(SavedWorldError, match=rf"other\.kith: {NOT_A_WORLD}"):
        ConnectivityModel.load(path)


def test_random_bytes_are_refused(tmp_path):
    path = tmp_path / "noise.kith"
    for seed in range(20):
        path.write_bytes(np.random.default_rng(seed).bytes(5000))
        with pytest.raises(SavedWorldError, match=NOT_A_WORLD):
            ConnectivityModel.load(path)


def test_a_flipped_byte_never_passes_unnoticed(saved):
    """Either the file is refused, or the byte was one that no world is made of."""
    whole = bytearray(saved.read_bytes())
    straight = ConnectivityModel.load(saved)
    rng = np.random.default_rng(1)
    refused = 0
    for place in rng.integers(0, len(whole), 25):
        damaged = whole.copy()
        damaged[place] ^= 0x10
        saved.write_bytes(damaged)
        try:
            back = ConnectivityModel.load(saved)
        except SavedWorldError:
            refused += 1
        else:
            assert difference(straight, back) == []
    assert refused > 15


def test_an_unknown_kind_of_programme_is_named(tmp_path, monkeypatch):
    path = tmp_path / "world.kith"
    ConnectivityModel(people=50, rng=1, programmes=[GroupTherapy()]).save(path)
    monkeypatch.setattr("simulation.storage.PROGRAMMES", {})
    with pytest.raises(SavedWorldError, match="a programme of the kind 'group_therapy', which is"):
        ConnectivityModel.load(path)


def rewritten(path, **changes):
    """Save a file again with some of its arrays or header fields replaced (None: left out)."""
    with np.load(path) as archive:
        arrays = dict(archive)
    header = json.loads(arrays["header"].tobytes())
    for name, value in changes.items():
        if name in arrays:
            arrays[name] = value
        else:
            header[name.replace("_", " ") if name == "kith_world" else name] = value
    arrays = {name: value for name, value in arrays.items() if value is not None}
    arrays["header"] = np.frombuffer(json.dumps(header).encode(), np.uint8)
    with path.open("wb") as file:
        np.savez(file, **arrays)


def test_an_unknown_kind_of_policy_is_named(tmp_path, monkeypatch):
    path = tmp_path / "world.kith"
    ConnectivityModel(people=50, rng=1, policies=[Transport()]).save(path)
    monkeypatch.setattr("simulation.storage.POLICIES", {})
    with pytest.raises(SavedWorldError, match="a policy of the kind 'transport', which is not"):
        ConnectivityModel.load(path)


def test_a_file_of_another_format_is_refused(saved):
    rewritten(saved, kith_world=FORMAT + 1)
    with pytest.raises(
        SavedWorldError,
        match=rf"world\.kith: saved in format {FORMAT + 1}, this version reads format {FORMAT}; "
        "build the world again from its scenario and seed",
    ):
        ConnectivityModel.load(saved)


def test_an_archive_of_something_else_is_refused(tmp_path):
    path = tmp_path / "arrays.npz"
    np.savez(path, a=np.arange(3))
    with pytest.raises(SavedWorldError, match=NOT_A_WORLD):
        ConnectivityModel.load(path)
    np.savez(path, header=np.frombuffer(b"[1, 2]", np.uint8))
    with pytest.raises(SavedWorldError, match="saved in format None"):
        ConnectivityModel.load(path)
    np.savez(path, header=np.array([{"kith world": 1}], dtype=object))
    with pytest.raises(SavedWorldError, match=NOT_A_WORLD):
        ConnectivityModel.load(path)


def test_other_columns_of_people_are_refused(saved):
    with np.load(saved) as archive:
        people = archive["people"]
    shorter = people[list(people.dtype.names[:-1])]
    rewritten(saved, people=np.array(shorter.tolist(), dtype=shorter.dtype))
    with pytest.raises(SavedWorldError, match="saved with other columns of people"):
        ConnectivityModel.load(saved)


def test_a_parameter_that_no_longer_exists_is_named(saved):
    rewritten(saved, parameters={"charisma": 1.0})
    with pytest.raises(
        SavedWorldError, match="saved with a parameter this version lacks: charisma: unknown"
    ):
        ConnectivityModel.load(saved)


@pytest.mark.parametrize(
    "part", ["occupant", "tie_trust", "programme_0_cases", "home_neighbourhood"]
)
def test_a_missing_part_is_refused(saved, part):
    rewritten(saved, **{part: None})
    with pytest.raises(SavedWorldError, match=NOT_A_WORLD):
        ConnectivityModel.load(saved)


def test_a_full_disk_leaves_the_old_file(busy, saved, monkeypatch):
    old = saved.read_bytes()
    busy.step()

    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    for step in ("np.savez", "os.fsync", "os.replace"):
        with monkeypatch.context() as patch:
            patch.setattr(f"simulation.storage.{step}", full)
            with pytest.raises(OSError, match="No space left on device"):
                busy.save(saved)
        assert saved.read_bytes() == old
        assert os.listdir(saved.parent) == [saved.name], "nothing half-written is left behind"


def test_an_interrupted_save_leaves_the_old_file(busy, saved, monkeypatch):
    old = saved.read_bytes()

    def interrupted(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("simulation.storage.os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        busy.save(saved)
    assert saved.read_bytes() == old
    assert os.listdir(saved.parent) == [saved.name]


def test_a_folder_that_is_not_there_is_named(busy, tmp_path):
    with pytest.raises(FileNotFoundError, match="missing"):
        busy.save(tmp_path / "missing" / "w.kith")


def test_a_folder_that_cannot_be_written_is_refused(busy, tmp_path, monkeypatch):
    # The superuser may write anywhere, so the refusal of the system is played here.
    def locked(**kwargs):
        raise PermissionError(errno.EACCES, "Permission denied", str(kwargs["dir"]))

    monkeypatch.setattr("simulation.storage.tempfile.mkstemp", locked)
    with pytest.raises(PermissionError, match=f"Permission denied: '{tmp_path}'"):
        busy.save(tmp_path / "w.kith")
    assert os.listdir(tmp_path) == []


def test_a_file_that_cannot_be_read_is_refused(saved, monkeypatch):
    def locked(path, *_args, **_kwargs):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr("builtins.open", locked)
    with pytest.raises(PermissionError, match=r"Permission denied: .*world\.kith"):
        ConnectivityModel.load(saved)


def test_a_place_that_is_a_folder_is_refused(busy, tmp_path):
    target = tmp_path / "folder"
    target.mkdir()
    with pytest.raises(OSError, match="folder"):
        busy.save(target)
    assert os.listdir(tmp_path) == ["folder"]
    with pytest.raises((SavedWorldError, OSError)):
        ConnectivityModel.load(target)


def test_a_loaded_world_is_laid_out_as_a_new_one(saved):
    back = ConnectivityModel.load(saved)
    assert isinstance(back.people, People)
    assert world_of(back).people.ctypes.data % 32 == 0
    assert back.people.records is world_of(back).people
    assert back.ties.arrays is world_of(back).ties
