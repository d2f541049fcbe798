"""The best way through a recording and a reading of its text, both of which may have more.

Rows are stretches of sound, states are stretches of the reading, in segments. Before each segment
and after the last there is a gap, in which sound passes that no text is for; from a gap one may
leap to a later one, past text that no sound is for. Whatever is matched counts by how much likelier
a state's phonemes are in a row than in any row (so a gap, which expects nothing, counts nothing).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from showfeed.align.features import Floats, Ints
from showfeed.align.trace import Trace, packed, unpacked

NEVER = np.float32(1e9)
BLOCK = 256  # rows whose costs are worked out at once
NEXT, LEAP = 1, 2  # how a state was reached, if it is not the same one still
CAME_IN, LEAPT, FURTHER, LEFT = 1, 2, 4, 8  # how a gap was reached; whether its segment began


@dataclass(frozen=True)
class States:
    """A reading as states: how much each expects every phoneme, and which word it is of.

    *firsts* and *lasts* are the states of each segment; *breaks* are how much a gap before each
    costs, and after the last: between sentences little, between words much. *dwell* is what each
    row in it costs: an advert comes between sentences.
    """

    expects: Floats  # divided by how frequent the phoneme is
    words: Ints
    firsts: Ints
    lasts: Ints
    breaks: Floats
    dwell: Floats


@dataclass(frozen=True)
class Costs:
    """What departing from the reading costs, in natural logarithms of likelihood."""

    weight: float  # of what is heard: neighbouring rows are not independent
    stay: float  # a state lasts longer: as much as it can gain, or music would be one long vowel
    leap: float = 0.3  # a state is passed over
    omit: float = 4.0  # the text has something that is not in the sound
    omit_state: float = 0.05  # and for each state of it
    least: float = 0.03  # likelihood, so that nothing is impossible
    most: float = 6.0  # and nothing proves too much


def search(heard: Floats, states: States, low: Ints, high: Ints, costs: Costs) -> Ints:
    """Return the state of each row, or -1 - n in the gap before segment n.

    Row i looks at states from low[i] up to high[i]; both must not fall.
    """
    rows, count, segments = len(heard), len(states.words), len(states.firsts)
    best = np.full(count + 2, NEVER, np.float32)  # two before the first: none can come from there
    ends = np.concatenate([[-1], states.lasts])  # the state before each gap
    sizes = np.concatenate([[0], np.cumsum(states.lasts - states.firsts + 1)])
    passed = (costs.omit_state * sizes).astype(np.float32)
    first_gap = np.searchsorted(states.firsts, low)
    after_gap = np.searchsorted(states.firsts, high)
    after_gap[high >= count] = segments + 1
    after_gap = np.maximum(after_gap, first_gap + 1)
    gaps = np.full(segments + 1, NEVER, np.float32)
    gaps[: after_gap[0]] = np.float32(costs.omit) + passed[: after_gap[0]]
    gaps[0] = 0
    trace = Trace(high - low, after_gap - first_gap)
    before = 0
    stay, leap = np.float32(costs.stay), np.float32(costs.leap)
    omit = np.float32(costs.omit)
    for start in range(0, rows, BLOCK):
        stop = min(rows, start + BLOCK)
        left, right = low[start], high[stop - 1]
        cost = heard[start:stop] @ states.expects[left:right].T
        np.clip(cost, np.float32(costs.least), np.float32(costs.most), out=cost)
        np.log(cost, out=cost)
        cost *= np.float32(-costs.weight)
        for row in range(start, stop):
            a, z, g, h = low[row], high[row], first_gap[row], after_gap[row]
            if a > before:
                best[before : a + 2] = NEVER
                before = a
            same, one, two = best[a + 2 : z + 2], best[a + 1 : z + 1], best[a:z]
            lead = same + stay
            how = (one < lead).view(np.uint8)
            np.minimum(lead, one, out=lead)
            leapt = two + leap
            further = leapt < lead
            np.minimum(lead, leapt, out=lead)
            how |= further.view(np.uint8) << 1
            gap = gaps[g:h]
            at = states.firsts[g:h] - a
            at = at[at < z - a]  # a narrow band may begin no segment
            out = gap[: len(at)]
            leaves = out < lead[at]
            lead[at] = np.where(leaves, out, lead[at])
            reached = _gaps(gap, best[ends[g:h] + 2] + states.breaks[g:h], passed[g:h], omit)
            reached[: len(at)] |= leaves.view(np.uint8) << 3
            gap += states.dwell[g:h]
            trace.gaps(row)[:] = reached
            trace.states(row)[:] = packed(how)
            lead += cost[row - start, a - left : z - left]
            best[a + 2 : z + 2] = lead
    end = _last(best, gaps, states, int(first_gap[-1]), costs)
    return _back(trace, states, low, high, first_gap, end)


def _gaps(gap: Floats, coming: Floats, passed: Floats, omit: np.float32) -> NDArray[np.uint8]:
    """Bring gaps a row further, in place, and return how each was reached."""
    comes = coming < gap
    np.minimum(gap, coming, out=gap)
    from_here = gap + omit - passed
    least = np.minimum.accumulate(from_here)
    further = np.zeros(len(gap), np.uint8)
    further[1:] = least[:-1] <= from_here[1:]
    least += passed
    leapt = least < gap
    np.minimum(gap, least, out=gap)
    how = comes.view(np.uint8) | (leapt.view(np.uint8) << 1) | (further << 2)
    return np.asarray(how, np.uint8)


def _last(best: Floats, gaps: Floats, states: States, first_gap: int, costs: Costs) -> int:
    """Return where the way ends: a state, or -1 - n for a gap; text may be left over."""
    sizes = states.lasts - states.firsts + 1
    left_over = costs.omit + costs.omit_state * np.cumsum(sizes[::-1])[::-1]
    left_over = np.concatenate([left_over, [0.0]])
    of_gaps = gaps + left_over
    of_gaps[:first_gap] = NEVER
    of_states = best[states.lasts + 2] + left_over[1:]
    gap, segment = int(of_gaps.argmin()), int(of_states.argmin())
    if of_gaps[gap] < of_states[segment]:
        return -1 - gap
    return int(states.lasts[segment])


def _back(trace: Trace, states: States, low: Ints, high: Ints, first_gap: Ints, end: int) -> Ints:
    """Follow the way back from its end; where the band lets none through, along its edge."""
    rows = len(low)
    path = np.empty(rows, np.int64)
    segment_of = np.searchsorted(states.firsts, np.arange(len(states.words)), side="right") - 1
    at = end
    for row in range(rows - 1, -1, -1):
        reached = trace.gaps(row)
        if at >= 0:
            at = min(max(at, int(low[row])), int(high[row]) - 1)
        else:
            at = -1 - min(max(-1 - at, int(first_gap[row])), int(first_gap[row]) + len(reached) - 1)
        path[row] = at
        if at >= 0:
            segment = int(segment_of[at])
            own = segment - int(first_gap[row])
            if states.firsts[segment] == at and 0 <= own < len(reached) and reached[own] & LEFT:
                at = -1 - segment
                continue
            how = unpacked(trace.states(row), at - int(low[row]))
            at -= 2 if how & LEAP else how & NEXT
            continue
        gap = -1 - at - int(first_gap[row])
        if reached[gap] & LEAPT:
            while reached[gap] & FURTHER:
                gap -= 1
        gap_number = gap + int(first_gap[row])
        at = int(states.lasts[gap_number - 1]) if reached[gap] & CAME_IN else -1 - gap_number
    return path
