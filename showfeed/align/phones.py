"""How each phoneme sounds: learnt from labelled frames, and heard again in others."""

from dataclasses import dataclass, replace

import numpy as np

from showfeed.align.features import Floats, Ints

SILENCE = 0  # the number of what is no phoneme
DIRECTIONS = 24  # of linear discriminant analysis
RARE = 20  # frames: fewer teach little
BLOCK = 20_000
HUSH = 4.0  # how much likelier silence is in a pause (natural logarithm)


@dataclass(frozen=True)
class Phones:
    """Means of the phonemes where they differ most; *bias* makes them as frequent as expected."""

    directions: Floats
    means: Floats
    share: Floats  # of the reading, by phoneme
    sharpness: float
    bias: Floats

    def chances(self, features: Floats, pause: Floats | None = None) -> Floats:
        """Return the chance of each phoneme in each frame; *pause* is 1 where there is one."""
        at = features @ self.directions
        score = 2 * (at @ self.means.T)
        score -= (at * at).sum(1, keepdims=True)
        score -= (self.means * self.means).sum(1)
        score *= np.float32(self.sharpness / 2)
        score += np.log(self.share) + self.bias
        if pause is not None:  # a stop is as silent as a pause, but short
            score[:, SILENCE] += np.float32(HUSH) * pause
        score -= score.max(1, keepdims=True)
        np.exp(score, out=score)
        score /= score.sum(1, keepdims=True)
        return np.asarray(score, np.float32)


def learnt(features: Floats, labels: Ints, share: Floats, sharpness: float) -> Phones:
    """Learn from frames and the phoneme of each: Fisher's linear discriminants."""
    kinds, width = len(share), features.shape[1]
    middle = features.mean(0)
    within, between = np.zeros((width, width)), np.zeros((width, width))
    means = np.tile(middle, (kinds, 1)).astype(np.float64)
    for kind in range(kinds):
        mine = features[labels == kind]
        if len(mine) < 2:
            continue
        means[kind] = mine.mean(0)
        centred = mine - means[kind].astype(np.float32)
        within += centred.T @ centred
        apart = means[kind] - middle
        between += len(mine) * np.outer(apart, apart)
    within /= len(features)
    within += 0.02 * np.trace(within) / width * np.eye(width)
    values, vectors = np.linalg.eigh(within)
    whitened = vectors / np.sqrt(values)
    _, turned = np.linalg.eigh(whitened.T @ (between / len(features)) @ whitened)
    directions = whitened @ turned[:, ::-1][:, :DIRECTIONS]
    return Phones(
        directions.astype(np.float32),
        (means @ directions).astype(np.float32),
        share,
        sharpness,
        np.zeros(kinds, np.float32),
    )


def shares(labels: Ints, kinds: int) -> Floats:
    """Return how much of a reading each phoneme takes."""
    count = np.maximum(np.bincount(labels, minlength=kinds), RARE).astype(np.float32)
    return np.asarray(count / count.sum(), np.float32)


def balanced(phones: Phones, features: Floats, pause: Floats) -> Phones:
    """Make each phoneme as frequent in a recording as it is in the reading.

    Otherwise a phoneme that resembles the recording's voice is heard everywhere, and a search
    would rest on it for ever. Silence is left as frequent as it is.
    """
    every = max(1, len(features) // 50_000)
    sample, still = features[::every], pause[::every]
    expected = phones.share[1:] / phones.share[1:].sum()
    for _ in range(8):
        mean = phones.chances(sample, still).mean(0)
        bias = phones.bias.copy()
        ratio = expected * (1 - mean[SILENCE]) / np.maximum(mean[1:], 1e-4)
        bias[1:] += np.float32(0.8) * np.log(np.maximum(ratio, 1e-6))
        phones = replace(phones, bias=bias)
    return phones


def chances(phones: Phones, features: Floats, pause: Floats, step: int) -> Floats:
    """Return the chance of each phoneme in every *step* frames together."""
    count = len(features) // step
    found = np.empty((count, len(phones.share)), np.float32)
    block = BLOCK // step
    for start in range(0, count, block):
        span = slice(start * step, min((start + block), count) * step)
        part = phones.chances(features[span], pause[span])
        rows = min(block, count - start)
        found[start : start + rows] = part[: rows * step].reshape(rows, step, -1).mean(1)
    return found


def coarser(chances: Floats, step: int) -> Floats:
    """Return the mean of every *step* rows."""
    count = len(chances) // step
    return np.asarray(chances[: count * step].reshape(count, step, -1).mean(1), np.float32)
