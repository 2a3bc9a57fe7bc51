from __future__ import annotations

import pytest

from experiments.errors import KithError
from experiments.running.memory import available_memory, check_memory, job_memory

GIGABYTE = 1024**3


def check(people, workers=2, available=8 * GIGABYTE):
    return check_memory(
        people, 104, 4, workers,
        setting="s.yaml:3:7 population.people", memory_needed=lambda n: 1000 * n,
        available=available,
    )  # fmt: skip


def test_small_worlds_fit():
    assert check(2000) == 2


def test_too_many_workers_become_fewer():
    one = job_memory(1000 * 500_000, 500_000, 104, 4)
    assert check(500_000, workers=8, available=int(2.5 * one)) == 2


def test_too_many_people_are_refused_naming_the_setting():
    with pytest.raises(KithError) as caught:
        check(50_000_000)
    message = str(caught.value)
    assert message.startswith("s.yaml:3:7 population.people: 50,000,000 people for 104 weeks need ")
    assert message.endswith("8.6 GB are free; ask for fewer people")
    assert caught.value.exit_code == 2


def test_memory_grows_with_people_weeks_and_arms():
    assert job_memory(10**6, 1000, 100, 2) < job_memory(10**6, 1000, 100, 5)
    assert job_memory(10**6, 1000, 100, 2) < job_memory(10**6, 1000, 900, 2)
    assert job_memory(10**6, 1000, 100, 2) < job_memory(10**7, 1000, 100, 2)


def test_the_system_tells_what_is_free():
    assert available_memory() > 10 * 1024**2
