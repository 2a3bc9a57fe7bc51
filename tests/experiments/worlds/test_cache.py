from __future__ import annotations

import os
from pathlib import Path

import pytest

from experiments.worlds.cache import WorldCache, canonical_hash, default_cache_folder


class World:
    """Knows nothing but its text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def save(self, path):
        Path(path).write_text(self.text)

    @classmethod
    def load(cls, path):
        text = Path(path).read_text()
        if not text.startswith("world"):
            raise ValueError("not a world")
        return cls(text)


@pytest.fixture
def cache(tmp_path):
    return WorldCache(tmp_path / "worlds")


def fetch(cache, path, text="world"):
    world, cached = cache.fetch(path, load=World.load, build=lambda: World(text))
    return world.text, cached


def test_second_time_the_world_comes_from_the_disk(cache):
    path = cache.path({"a": 1}, 100, 1, "f")
    assert fetch(cache, path, "world one") == ("world one", False)
    assert fetch(cache, path, "world two") == ("world one", True)


@pytest.mark.parametrize("broken", ["", "wor", "junk"])
def test_a_broken_file_is_built_again(cache, broken):
    path = cache.path({"a": 1}, 100, 1, "f")
    cache.folder.mkdir(parents=True)
    path.write_text(broken)
    assert fetch(cache, path) == ("world", False)
    assert fetch(cache, path) == ("world", True)


def test_everything_that_matters_is_in_the_key(cache):
    keys = {
        cache.path(identity, people, seed, fingerprint)
        for identity in ({"a": 1}, {"a": 2})
        for people in (100, 200)
        for seed in (1, 2)
        for fingerprint in ("f", "g")
    }
    assert len(keys) == 16
    assert canonical_hash({"a": 1, "b": [1.5]}) == canonical_hash({"b": [1.5], "a": 1})


def test_least_recently_used_worlds_go_when_there_are_too_many(tmp_path):
    cache = WorldCache(tmp_path, limit_bytes=25)
    paths = [cache.path({}, 10, seed, "f") for seed in range(3)]
    for age, path in enumerate(paths[:2]):
        fetch(cache, path, "world 1234")
        os.utime(path, (age, age))
    fetch(cache, paths[0])  # used again: now the second is the oldest
    fetch(cache, paths[2], "world 1234")
    assert [path.exists() for path in paths] == [True, False, True]


def test_the_newest_world_is_kept_even_if_it_alone_is_too_large(tmp_path):
    cache = WorldCache(tmp_path, limit_bytes=1)
    path = cache.path({}, 10, 1, "f")
    fetch(cache, path)
    assert path.exists()


def test_a_cache_that_cannot_be_written_does_not_stop_the_run(tmp_path):
    (tmp_path / "file").touch()
    cache = WorldCache(tmp_path / "file" / "worlds")
    assert fetch(cache, cache.path({}, 10, 1, "f")) == ("world", False)


def test_nothing_half_written_is_left(cache, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    path = cache.path({}, 10, 1, "f")
    assert fetch(cache, path) == ("world", False)
    assert list(cache.folder.iterdir()) == []


def test_environment_moves_the_cache(monkeypatch, tmp_path):
    monkeypatch.delenv("KITH_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_cache_folder() == tmp_path / "kith" / "worlds"
    monkeypatch.setenv("KITH_CACHE", str(tmp_path / "mine"))
    assert default_cache_folder() == tmp_path / "mine" / "worlds"
