"""The ties of a world, as tables and graphs: read-only views of the half-ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from simulation.people import People
from simulation.tie_arrays import ORIGINS, TieArrays

if TYPE_CHECKING:
    import networkx
    import scipy.sparse

__all__ = ["Ties"]


class Ties:
    """Who is tied to whom, and how.

    Parameters
    ----------
    arrays
        The half-ties.
    people
        Whose they are.
    """

    def __init__(self, arrays: TieArrays, people: People) -> None:
        self.arrays = arrays
        self._people = people

    def __len__(self) -> int:
        """Return the number of ties; one tie is two half-ties."""
        return int(self._people.records["tie_count"].sum(dtype=np.int64)) // 2

    def __repr__(self) -> str:
        """Say how many."""
        return f"<Ties: {len(self)}>"

    def _half_ties(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return row and slot of every half-tie."""
        rows, slots = np.nonzero(self.arrays.neighbour >= 0)
        return rows, slots

    def _frame(self, rows: Any, slots: Any) -> pd.DataFrame:
        arrays, ids = self.arrays, self._people.ids
        at = (rows, slots)
        return pd.DataFrame(
            {
                "person_a": ids[rows],
                "person_b": ids[arrays.neighbour[at]],
                "closeness_a": arrays.closeness[at],
                "closeness_b": arrays.their_closeness[at],
                "trust_a": arrays.trust[at],
                "trust_b": arrays.their_trust[at],
                "contact_rate": arrays.contact_rate[at],
                "kin": arrays.kin[at].astype(bool),
                "online": arrays.online[at].astype(bool),
                "weeks": arrays.weeks[at].astype(np.int64),
                "origin": pd.Categorical.from_codes(
                    arrays.origin[at].astype(np.int64), dtype=pd.CategoricalDtype(list(ORIGINS))
                ),
            }
        )

    def table(self) -> pd.DataFrame:
        """Return one row a tie, ordered by the two ids.

        Returns
        -------
        DataFrame
            ``person_a`` < ``person_b`` (unique ids); ``closeness_a``, ``trust_a`` are what a feels
            for b and the other way round, 0 to 1; ``contact_rate`` is the 8-week mean of weekly
            contact, 0 to 1; ``kin``; ``online`` (the last contact was online); ``weeks`` since the
            tie began; ``origin``.

        Examples
        --------
        >>> from simulation import ConnectivityModel
        >>> model = ConnectivityModel(people=100, rng=1)
        >>> model.run_weeks(4)
        >>> bool((model.ties.table()["person_a"] < model.ties.table()["person_b"]).all())
        True
        """
        rows, slots = self._half_ties()
        ids = self._people.ids
        once = ids[rows] < ids[self.arrays.neighbour[rows, slots]]
        frame = self._frame(rows[once], slots[once])
        return frame.sort_values(["person_a", "person_b"], ignore_index=True)

    def of(self, unique_id: int) -> pd.DataFrame:
        """Return the ties of one person as that person sees them, ``person_a`` being the person.

        Raises
        ------
        DepartedPersonError
            When the person is no longer here.
        """
        row = self._people.row_of(unique_id)
        slots = np.arange(int(self._people.records["tie_count"][row]))
        frame = self._frame(np.full(len(slots), row), slots)
        return frame.sort_values("person_b", ignore_index=True)

    def sparse(self, weight: str = "closeness") -> scipy.sparse.csr_array:
        """Return the half-ties as a sparse matrix over rows of people.

        Parameters
        ----------
        weight
            Any array of the half-ties: ``closeness``, ``trust``, ``contact_rate``, ...

        Returns
        -------
        csr_array, shape (people, people)
            Entry (i, j) is what person i feels for person j.
        """
        import scipy.sparse

        rows, slots = self._half_ties()
        values = getattr(self.arrays, weight)[rows, slots].astype(np.float64)
        n = len(self._people)
        return scipy.sparse.csr_array(
            (values, (rows, self.arrays.neighbour[rows, slots])), shape=(n, n)
        )

    def networkx(self) -> networkx.Graph[int]:
        """Return the ties as a graph: nodes are unique ids, edges carry the table's columns."""
        import networkx

        table = self.table()
        columns: list[str | int] = [name for name in table.columns if not name.startswith("person")]
        graph = networkx.from_pandas_edgelist(table, "person_a", "person_b", columns)
        graph.add_nodes_from(self._people.ids.tolist())
        return graph
