"""Purposes of luck: named, unique, and independent of their place in the register."""

from __future__ import annotations

import pytest

from simulation import purposes
from simulation.purposes import LIFELONG, PURPOSES, WEEKLY, number, purpose_key, week_keys


def test_a_key_is_a_hash_of_the_name_and_nothing_else():
    """These numbers are for ever: another would be other luck for every seed."""
    assert purpose_key(1, "contact", 7) == 17752405211448906051
    assert purpose_key(3, "death", 1) == 5543713002744782949
    assert week_keys(3, 0)[number("death")] == 5543713002744782949


def test_keys_do_not_depend_on_the_order_of_registration(monkeypatch):
    before = dict(zip(PURPOSES, week_keys(5, 8).tolist(), strict=True))
    monkeypatch.setattr(purposes, "LIFELONG", ("new", *LIFELONG[::-1]))
    monkeypatch.setattr(purposes, "WEEKLY", (*WEEKLY[::-1], "newer"))
    names = (*purposes.LIFELONG, *purposes.WEEKLY)
    after = dict(zip(names, week_keys(5, 8).tolist(), strict=True))
    assert {name: after[name] for name in PURPOSES} == before


def test_a_purpose_registered_twice_is_an_error():
    with pytest.raises(ValueError, match=r"^purpose 'contact' is registered twice$"):
        purposes._registered((*PURPOSES, "contact"))


def test_a_purpose_is_found_by_name():
    assert [number(name) for name in PURPOSES] == list(range(len(PURPOSES)))
    with pytest.raises(KeyError, match="kontakt"):
        number("kontakt")


def test_keys_differ_between_purposes_weeks_and_seeds():
    weekly = slice(len(LIFELONG), None)
    seen = set(week_keys(1, 0).tolist())
    assert len(seen) == len(PURPOSES)
    for seed, week in ((1, 1), (1, 2), (2, 0), (-1, 0), (12, 0)):
        new = set(week_keys(seed, week)[weekly].tolist())
        assert not new & seen
        seen |= new


def test_what_is_drawn_once_in_a_life_has_one_key_in_all_weeks():
    lifelong = slice(0, len(LIFELONG))
    assert week_keys(1, 0)[lifelong].tolist() == week_keys(1, 99)[lifelong].tolist()
    assert week_keys(1, 0)[lifelong].tolist() != week_keys(2, 0)[lifelong].tolist()


def test_parts_of_a_key_do_not_run_into_each_other():
    assert purpose_key(1, "1", 2) != purpose_key(11, "", 2)
    assert purpose_key(1, "a1", 2) != purpose_key(1, "a", 12)
