"""How a search reached each state and gap, kept small until its way is followed back."""

import numpy as np
from numpy.typing import NDArray

from showfeed.align.features import Ints


class Trace:
    """How states (four in a byte, see `packed`) and gaps were reached, row by row.

    Two blocks of memory, not two arrays a row, for they are the most that a search holds.
    """

    def __init__(self, states: Ints, gaps: Ints) -> None:
        """Make room, given how many of both each row looks at."""
        self._states_at = np.concatenate([[0], np.cumsum(-(-states // 4))])
        self._gaps_at = np.concatenate([[0], np.cumsum(gaps)])
        self._states = np.empty(self._states_at[-1], np.uint8)
        self._gaps = np.empty(self._gaps_at[-1], np.uint8)

    def states(self, row: int) -> NDArray[np.uint8]:
        """Return the place for a row's states."""
        return self._states[self._states_at[row] : self._states_at[row + 1]]

    def gaps(self, row: int) -> NDArray[np.uint8]:
        """Return the place for a row's gaps."""
        return self._gaps[self._gaps_at[row] : self._gaps_at[row + 1]]


def packed(how: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the lowest two bits of each value, four in a byte: a quarter after another."""
    quarter = -(-len(how) // 4)
    found = how[:quarter].copy()
    for part in (1, 2, 3):
        some = how[part * quarter : (part + 1) * quarter]
        found[: len(some)] |= some << np.uint8(2 * part)
    return found


def unpacked(held: NDArray[np.uint8], at: int) -> int:
    """Return one of the values that were packed.

    >>> [unpacked(packed(np.array([1, 2, 0, 3, 2], np.uint8)), at) for at in range(5)]
    [1, 2, 0, 3, 2]
    """
    part, place = divmod(at, len(held))
    return int(held[place]) >> (2 * part) & 3
