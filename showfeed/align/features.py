"""Sound → what an ear makes of it: mel cepstra every 10 ms, and how they change."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

FRAMES = 100  # a second
BANDS, CEPSTRA = 28, 13
LOWEST, HIGHEST = 80.0, 7400.0  # hertz: speech, and what 16 kHz can hold
NEAR = 600  # frames to either side that tell how a voice and a room sound
USUAL, UNSURE = 150, 600  # frames' worth of the whole recording in that
PAUSE = 12  # frames
QUIET = np.float32(1e-7)


@lru_cache(maxsize=4)
def mel_bank(rate: int, size: int) -> Floats:
    """Return the weights of a power spectrum's bins in each mel band."""
    low, high = (2595 * np.log10(1 + hertz / 700) for hertz in (LOWEST, HIGHEST))
    edges = 700 * (10 ** (np.linspace(low, high, BANDS + 2) / 2595) - 1)
    hertz = np.arange(size // 2 + 1) * rate / size
    rising = (hertz - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - hertz) / (edges[2:] - edges[1:-1])[:, None]
    bank = np.maximum(0, np.minimum(rising, falling))
    return np.asarray((bank / np.maximum(bank.sum(1, keepdims=True), 1e-9)).T, np.float32)


@lru_cache(maxsize=1)
def cosines() -> Floats:
    """Return the matrix from log bands to cepstra."""
    at = np.arange(BANDS) + 0.5
    rows = [np.cos(np.pi * order * at / BANDS) * np.sqrt(2 / BANDS) for order in range(CEPSTRA)]
    return np.stack(rows, 1).astype(np.float32)


def cepstra(sound: Floats, rate: int) -> Floats:
    """Return a row every 10 ms; each looks at the 25 ms around it."""
    count, window = int(len(sound) / rate * FRAMES), int(0.025 * rate)
    size = 512 if window <= 512 else 1024
    padded = np.concatenate(
        [np.zeros(window // 2, np.float32), sound, np.zeros(window, np.float32)]
    )
    padded[1:] -= np.float32(0.97) * padded[:-1]
    at = (np.arange(count) * rate / FRAMES).astype(np.int64)
    views = np.lib.stride_tricks.sliding_window_view(padded, window)
    shape, found = np.hamming(window).astype(np.float32), np.empty((count, CEPSTRA), np.float32)
    for start in range(0, count, 2000):
        spectra = np.fft.rfft(views[at[start : start + 2000]] * shape, size, axis=1)
        power = (spectra.real**2 + spectra.imag**2).astype(np.float32)
        found[start : start + 2000] = np.log(power @ mel_bank(rate, size) + QUIET) @ cosines()
    return found


def streamed(blocks: Iterable[Floats], rate: int) -> Iterator[Floats]:
    """Return the cepstra of sound that comes block by block, so that it is never held whole."""
    step = rate  # whole seconds, so that frames stay where they are
    held = np.zeros(0, np.float32)
    for block in blocks:
        held = np.concatenate([held, block])
        if len(held) >= 20 * step:
            whole = len(held) // step * step
            yield cepstra(held[:whole], rate)
            held = held[whole:]
    if len(held):
        yield cepstra(held, rate)


def bands(frames: Floats) -> Floats:
    """Return the logarithms of the bands, as far as cepstra tell them."""
    first = frames.copy()
    first[:, 0] /= 2
    return np.asarray(first @ cosines().T, np.float32)


def as_noisy(frames: Floats, recording: Floats) -> Floats:
    """Return a reading's cepstra as if it had been read where a recording was made.

    What is heard in the recording's quietest moments is under its voices too: a hiss fills the
    bands that tell an s from an f.
    """
    order = np.argsort(recording[:, 0], kind="stable")
    few = max(1, len(order) // 50)
    still = bands(recording[order[few : 6 * few]]).mean(0)
    voices = [np.exp(bands(one[loud(one)][::7])).sum(1).mean() for one in (recording, frames)]
    hiss = np.exp(still) * np.float32(voices[1] / max(voices[0], 1e-9))
    found = np.empty_like(frames)
    for start in range(0, len(frames), 20_000):
        span = slice(start, start + 20_000)
        found[span] = np.log(np.exp(bands(frames[span])) + hiss) @ cosines()
    return found


def slope(frames: Floats, reach: int = 3) -> Floats:
    """Return how fast a value changes."""
    count = len(frames)
    padded = np.pad(frames, reach, mode="edge")
    total = np.zeros_like(frames)
    for by in range(1, reach + 1):
        total += by * (
            padded[reach + by : reach + by + count] - padded[reach - by : reach - by + count]
        )
    return np.asarray(total / np.float32(2 * sum(by * by for by in range(1, reach + 1))))


def around(values: Floats) -> Floats:
    """Return the mean of the values near each value."""
    count = len(values)
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    at = np.arange(count)
    low, high = np.maximum(0, at - NEAR), np.minimum(count, at + NEAR + 1)
    return np.asarray((sums[high] - sums[low]) / (high - low), np.float32)


def loud(frames: Floats) -> NDArray[np.bool_]:
    """Tell which frames are not silence."""
    level = frames[:, 0]
    low, high = np.percentile(level, 5), np.percentile(level, 95)
    return np.asarray(level > low + 0.4 * (high - low))


def hushed(frames: Floats) -> NDArray[np.bool_]:
    """Tell which frames are in a pause: quiet for longer than within a word."""
    level = np.convolve(np.pad(frames[:, 0], 2, mode="edge"), np.full(5, 0.2), "valid")
    low, high = np.percentile(level, 5), np.percentile(level, 95)
    quiet = np.concatenate([[False], level < low + 0.2 * (high - low), [False]])
    edges = np.flatnonzero(np.diff(quiet.astype(np.int8)))
    pause = np.zeros(len(frames), np.bool_)
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        pause[begin:end] = end - begin >= PAUSE
    return pause


def heard(frames: Floats, speech: NDArray[np.bool_] | None = None) -> Floats:
    """Return cepstra freed of voice and room, with their slopes and the slopes of those.

    *speech* are the frames that tell how voice and room sound; else those that are loud.
    """
    trusted = UNSURE if speech is None else USUAL
    if not len(frames):
        return np.zeros((0, 3 * CEPSTRA), np.float32)
    speech = loud(frames) if speech is None else speech
    if not speech.any():
        speech = np.ones(len(frames), np.bool_)
    usual, varied = frames[speech].mean(0), frames[speech].var(0)
    weight = speech.astype(np.float32)
    # Where little is said nearby (music), the whole recording tells.
    known = np.float32(trusted / (2 * NEAR + 1))
    total = around(weight) + known
    found = np.empty((len(frames), 3 * CEPSTRA), np.float32)
    for at in range(CEPSTRA):  # one by one: all at once would take more than is returned
        one = np.ascontiguousarray(frames[:, at])
        mean = (around(one * weight) + known * usual[at]) / total
        square = usual[at] * usual[at]
        spread = (around(one * one * weight) + known * (varied[at] + square)) / total
        spread -= mean * mean
        least = np.float32(0.05) * varied[at] + QUIET
        level = (one - mean) / np.sqrt(np.maximum(spread, least))
        first = slope(level)
        found[:, at], found[:, CEPSTRA + at] = level, first
        found[:, 2 * CEPSTRA + at] = slope(first)
    return found
