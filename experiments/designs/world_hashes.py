"""What the rows of a world depend on, as a hash: its settings, its baseline's, and the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from experiments.worlds.cache import canonical_hash

if TYPE_CHECKING:
    from scenarios import Scenario, Study

__all__ = ["WorldHashes"]

#: Goes up when rows of an older version would be misread.
_FORMAT = 3


class WorldHashes:
    """The hash of each arm of a study, at any values of what is varied.

    Texts do not count, nor does the number of seeds: a run is the same run whatever it is called.

    Parameters
    ----------
    study : scenarios.Study
        With its weeks and people as they will be lived.

    Examples
    --------
    >>> from scenarios import load_study
    >>> hashes = WorldHashes(load_study("quickstart")).at({})
    >>> len(set(hashes.values())) == len(hashes)
    True
    """

    def __init__(self, study: Study) -> None:
        from simulation.fingerprint import source_fingerprint

        self._own = {arm.name: canonical_hash(_content(arm)) for arm in study.arms}
        self._shared = {
            "format": _FORMAT,
            "fingerprint": source_fingerprint(),
            "people": study.people,
            "weeks": study.weeks,
            "record": study.record.model_dump(mode="json", include={"people_costs"}),
            "trial": None if study.trial is None else study.trial.model_dump(mode="json"),
            "baseline": self._own[study.baseline],
        }

    def at(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Return the hash of each arm with some settings changed.

        Parameters
        ----------
        values : mapping
            New values by setting path; all of them count in every arm.
        """
        shared = {**self._shared, "values": dict(values)}
        return {name: canonical_hash({**shared, "world": own}) for name, own in self._own.items()}


def _content(arm: Scenario) -> dict[str, Any]:
    return {
        "name": arm.name,
        "past": arm.world().burn_in_identity(),
        "programmes": [one.model_dump(mode="json") for one in arm.programmes],
        "policies": [one.model_dump(mode="json") for one in arm.policies],
        "code": {one.type: one.sha256 for one in arm.code()},
    }
