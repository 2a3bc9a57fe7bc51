"""Courses: a week's sessions. Who comes, what it moves, what goes wrong, who leaves.

A session attended delivers the programme's content times its fidelity. Several sessions in a week,
or longer ones than usual, compose as independent chances do:

    dose = 1 - (1 - content fidelity)^(sessions x length / usual length)

Being there (``session``, ``event``) is not a matter of fidelity. A session that goes badly is a
conflict or a rejection: the safe contact is lost, and the ``hurt`` does its harm through the same
processes as any bad contact. Some programmes also leave people something to go on with by
themselves in weeks without a session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from simulation.delivery.inputs import called, checked_inputs, checked_values, compose
from simulation.delivery.readiness import attendance_shift, shifted, wariness
from simulation.delivery.roster import Ints, Status
from simulation.programmes.view import ENROLMENT, PeopleView
from simulation.world import World

if TYPE_CHECKING:
    from simulation.delivery.delivery import Delivery

__all__ = ["end_courses", "hold_sessions"]

Floats = npt.NDArray[np.float64]


def end_courses(delivery: Delivery, week: int) -> None:
    """Settle the courses whose last week is over."""
    cases = delivery.roster.cases
    over = delivery.roster.having(Status.IN_COURSE)
    over = over[cases["ends_week"][over] <= week]
    least = delivery.programme.completion_share * delivery.programme.course_sessions
    done = cases["sessions_attended"][over] >= least
    delivery.settle(over[done], Status.COMPLETED, week)
    delivery.settle(over[~done], Status.NOT_COMPLETED, week)


def _enrolment(delivery: Delivery, cases: Ints, week: int) -> npt.NDArray[np.void]:
    known = delivery.roster.cases
    records = np.zeros(len(cases), ENROLMENT)
    for name in ("unique_id", "sessions_attended", "group", "taste"):
        records[name] = known[name][cases]
    records["weeks_enrolled"] = week - known["started_week"][cases]
    return records


def _held(delivery: Delivery, world: World, cases: Ints, places: Ints) -> npt.NDArray[np.bool_]:
    """Return for which of these cases there are sessions this week."""
    programme, known = delivery.programme, delivery.roster.cases
    since = world.week - (known["ends_week"][cases] - programme.weeks)
    takes_place = (since % programme.weeks_between_sessions == 0) & (since < programme.weeks_led)
    if world.programmes_held < 1.0:
        luck = delivery.luck(world).uniforms("held", world.week, places)
        takes_place &= luck < world.programmes_held
    # A full neighbourhood leaves people without one, and so without its events.
    return np.asarray(takes_place & (places >= 0))


def hold_sessions(delivery: Delivery, world: World) -> None:
    """Hold this week's sessions, and set the mechanism inputs of everybody in a course."""
    enrolled = delivery.roster.having(Status.IN_COURSE)
    if not len(enrolled):
        return
    places = delivery.places_of(world, enrolled)
    held = _held(delivery, world, enrolled, places)
    there = enrolled[:0]
    if held.any():
        there = _hold(delivery, world, enrolled[held], places[held])
    if delivery.programme.goes_on_between_sessions:
        _go_on_alone(delivery, world, np.setdiff1d(enrolled, there, assume_unique=True))


def _hold(delivery: Delivery, world: World, cases: Ints, places: Ints) -> Ints:
    """Hold the sessions of these cases; return those of the people who came."""
    programme, known = delivery.programme, delivery.roster.cases
    people = PeopleView(world.people, known["row"][cases])
    enrolment = _enrolment(delivery, cases, world.week)
    wary = wariness(programme, people, delivery.trauma_informed)
    came = _attendances(delivery, world, cases, people, enrolment, wary)
    hurt = _hurts(delivery, world, cases, came, wary)
    there = came > 0
    if there.any():
        _give(delivery, world, cases[there], enrolment[there], came[there], hurt[there])
    known["sessions_held"][cases] += programme.sessions_a_week
    known["sessions_attended"][cases] += came
    known["times_hurt"][cases] += hurt
    known["came_last_time"][cases] = there
    known["hurt_last_time"][cases] = hurt > 0
    delivery.tally.update(attended=int(came.sum()), hurt=int(hurt.sum()))
    delivery.charge_sessions(world.week, cases, places, came)
    _leave(delivery, world, cases, wary)
    return cases[there]


def _attendances(
    delivery: Delivery,
    world: World,
    cases: Ints,
    people: PeopleView,
    enrolment: npt.NDArray[np.void],
    wary: Floats,
) -> npt.NDArray[np.int64]:
    """Return to how many of the week's sessions each comes."""
    programme, known = delivery.programme, delivery.roster.cases
    shift = attendance_shift(programme.attendance_withdrawal, people) - wary
    if programme.attendance_habit:
        begun = known["sessions_held"][cases] > 0
        shift += (
            programme.attendance_habit
            * begun
            * (known["came_last_time"][cases] - programme.attendance)
        )
    usual = shifted(programme.attendance, shift)
    chances = called(programme, "attendance_chances", people, enrolment, usual)
    chances = checked_values(programme, "attendance_chances", "a chance", chances, len(cases))
    ids = known["unique_id"][cases]
    came = np.zeros(len(cases), np.int64)
    for session in range(programme.sessions_a_week):
        came += delivery.luck(world).uniforms(f"attendance {session}", world.week, ids) < chances
    return came


def _hurts(
    delivery: Delivery, world: World, cases: Ints, came: npt.NDArray[np.int64], wary: Floats
) -> npt.NDArray[np.int64]:
    """Return how many of those sessions went badly for each."""
    programme = delivery.programme
    hurt = np.zeros(len(cases), np.int64)
    if programme.adverse_chance:
        chance = shifted(programme.adverse_chance, wary)
        ids = delivery.roster.cases["unique_id"][cases]
        for session in range(programme.sessions_a_week):
            draw = delivery.luck(world).uniforms(f"hurt {session}", world.week, ids)
            hurt += (draw < chance) & (came > session)
    return hurt


def _give(
    delivery: Delivery,
    world: World,
    cases: Ints,
    enrolment: npt.NDArray[np.void],
    came: npt.NDArray[np.int64],
    hurt: npt.NDArray[np.int64],
) -> None:
    """Set the mechanism inputs of those who came, and bring them together."""
    programme = delivery.programme
    rows = delivery.roster.cases["row"][cases].astype(np.int64)
    people = PeopleView(world.people, rows)
    since_start = world.week - delivery.start_week
    inputs = checked_inputs(programme, "weekly_inputs", people, enrolment, since_start)
    amount = np.asarray(came * programme.relative_length, np.float64)
    badly = hurt / came
    if hurt.any():
        inputs["safe_contact"] = inputs.get("safe_contact", np.zeros(len(cases))) * (1.0 - badly)
        inputs["hurt"] = badly
    compose(world.scratch.doses, rows, inputs, programme.fidelity, amount)
    delivery.gather(world, cases)


def _go_on_alone(delivery: Delivery, world: World, cases: Ints) -> None:
    """Set the inputs of people in a course who are at no session this week, if it leaves any."""
    programme = delivery.programme
    rows = delivery.roster.cases["row"][cases].astype(np.int64)
    inputs = checked_inputs(
        programme,
        "inputs_between_sessions",
        PeopleView(world.people, rows),
        _enrolment(delivery, cases, world.week),
        world.week - delivery.start_week,
    )
    compose(world.scratch.doses, rows, inputs, programme.fidelity, np.ones(len(cases)))


def _leave(delivery: Delivery, world: World, cases: Ints, wary: Floats) -> None:
    """Let some leave for good after this week's sessions, more often if one went badly."""
    programme, known = delivery.programme, delivery.roster.cases
    if not programme.dropout_share:
        return
    hurt = known["hurt_last_time"][cases]
    chance = shifted(programme.weekly_dropout, wary + programme.dropout_after_hurt * hurt)
    draw = delivery.luck(world).uniforms("leaving", world.week, known["unique_id"][cases])
    delivery.settle(cases[draw < chance], Status.LEFT, world.week)
