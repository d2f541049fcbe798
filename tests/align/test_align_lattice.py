"""The search keeps to its band, however narrow that is."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.align.lattice import Costs, States, search

COSTS = Costs(weight=0.5, stay=0.3)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(1, 6), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 6)), min_size=1, max_size=30),
    st.integers(0, 1000),
)
def test_every_row_gets_a_state_of_its_band_or_a_gap(
    sizes: list[int], steps: list[tuple[int, int]], seed: int
) -> None:
    chance = np.random.default_rng(seed)
    count = sum(sizes)
    ends = np.cumsum(sizes)
    states = States(
        chance.uniform(0, 6, (count, 4)).astype(np.float32),
        np.arange(count),
        ends - sizes,
        ends - 1,
        np.full(len(sizes) + 1, 2, np.float32),
        np.zeros(len(sizes) + 1, np.float32),
    )
    low = np.minimum(np.cumsum([by for by, _ in steps]) - steps[0][0], count - 1)
    high = np.minimum(np.maximum.accumulate(low + [wide for _, wide in steps]), count)
    high[-1] = count
    heard = chance.dirichlet(np.ones(4), len(steps)).astype(np.float32)
    path = search(heard, states, low.astype(np.int64), high.astype(np.int64), COSTS)
    assert len(path) == len(steps)
    said = path >= 0
    assert (path[said] < count).all()
    assert (path[~said] >= -1 - len(sizes)).all()
    forward = path[said]
    assert (np.diff(forward) >= 0).all()
