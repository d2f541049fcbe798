"""Voices for the align benchmark: text → 16 kHz sound. None is the voice that `align` reads with.

espeak-ng variants share its synthesiser with `align` (their figures flatter it); Pico (py-nanotts)
and flite are other synthesisers, made from recordings of people.
"""

import shutil
import subprocess
import tempfile
import wave
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Voice:
    """A synthesiser, its voice, how fast, and how its throat is scaled (1: as it is)."""

    engine: str  # espeak, pico, flite
    name: str
    speed: float = 1.0
    throat: float = 1.0  # under 1: lower pitch and formants, a larger speaker
    pitch: float = 1.0


def engines() -> set[str]:
    """Return the synthesisers that are here."""
    found = {name for name in ("espeak", "flite") if shutil.which(_program(name))}
    try:
        import py_nanotts  # noqa: F401
    except ImportError:
        return found
    return found | {"pico"}


def _program(engine: str) -> str:
    return "espeak-ng" if engine == "espeak" else engine


@lru_cache(maxsize=8192)
def say(voice: Voice, text: str) -> Sound:
    """Speak a sentence; silence before and after it is cut off."""
    # A sound played slower is deeper and longer: speak as much faster.
    speed = voice.speed / voice.throat
    if voice.engine == "pico":
        from py_nanotts import NanoTTS

        raw = NanoTTS().speak(text, voice=voice.name, speed=speed, pitch=voice.pitch)
        rate, sound = RATE, np.frombuffer(raw, np.int16)
    else:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "said.wav")
            if voice.engine == "espeak":
                words = ["-v", voice.name, "-s", str(round(170 * speed)), "-w", str(file)]
                words += ["-p", str(round(50 * voice.pitch)), "--", text]
            else:
                words = ["-voice", voice.name, "--setf", f"duration_stretch={1 / speed:.3f}"]
                words += ["-t", text, "-o", str(file)]
            subprocess.run([_program(voice.engine), *words], check=True, capture_output=True)
            with wave.open(str(file)) as opened:
                rate = opened.getframerate()
                sound = np.frombuffer(opened.readframes(opened.getnframes()), np.int16)
    return trimmed(resampled(sound.astype(np.float32) / 32768, rate * voice.throat))


def resampled(sound: Sound, rate: float) -> Sound:
    """Return a sound of *rate* at ours, by straight lines between its samples."""
    if rate == RATE or not len(sound):
        return sound
    at = np.arange(int(len(sound) * RATE / rate)) * (rate / RATE)
    return np.interp(at, np.arange(len(sound)), sound).astype(np.float32)


def trimmed(sound: Sound) -> Sound:
    """Cut silence off both ends."""
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    return sound[loud[0] : loud[-1] + 1] if len(loud) else sound[:0]
