"""Voices for the align benchmark: text → 16 kHz sound. None is the voice that `align` reads with.

espeak-ng variants share its synthesiser with `align` (their figures flatter it); Pico (py-nanotts),
flite and festival are other synthesisers, made from recordings of people.
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
ENCODINGS = {
    "msu_ru_nsh_clunits": "utf-8",
    "czech_dita": "iso-8859-2",
    "czech_machac": "iso-8859-2",
}
Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Voice:
    """A synthesiser, its voice, how fast, and how its throat is scaled (1: as it is)."""

    engine: str  # espeak, pico, flite, festival
    name: str
    speed: float = 1.0
    throat: float = 1.0  # under 1: lower pitch and formants, a larger speaker
    pitch: float = 1.0


def engines() -> set[str]:
    """Return the synthesisers that are here."""
    found = {name for name in ("espeak", "flite", "festival") if shutil.which(_program(name))}
    try:
        import py_nanotts  # noqa: F401
    except ImportError:
        return found
    return found | {"pico"}


def _program(engine: str) -> str:
    return {"espeak": "espeak-ng", "festival": "text2wave"}.get(engine, engine)


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
        rate, sound = _by_program(voice, speed, text)
    return trimmed(resampled(sound.astype(np.float32) / 32768, rate * voice.throat))


def _by_program(voice: Voice, speed: float, text: str) -> tuple[int, NDArray[np.int16]]:
    """Have a program write what it says into a file; return its rate and samples."""
    with tempfile.TemporaryDirectory() as folder:
        file, said = Path(folder, "said.wav"), text.encode()
        words = {
            "espeak": ["-v", voice.name, "-s", str(round(170 * speed)), "-w", str(file),
                       "-p", str(round(50 * voice.pitch)), "--stdin"],
            "flite": ["-voice", voice.name, "--setf", f"duration_stretch={1 / speed:.3f}",
                      "-t", text, "-o", str(file)],
            "festival": ["-o", str(file), "-eval", f"(voice_{voice.name})"],
        }[voice.engine]  # fmt: skip
        if voice.engine == "festival":  # its voices expect their own letters
            said = text.encode(ENCODINGS.get(voice.name, "iso-8859-15"), "replace")
            words += ["-eval", f"(Parameter.set 'Duration_Stretch {1 / speed:.3f})"]
        subprocess.run(
            [_program(voice.engine), *words], check=True, capture_output=True, input=said
        )
        with wave.open(str(file)) as opened:
            return opened.getframerate(), np.frombuffer(
                opened.readframes(opened.getnframes()), np.int16
            )


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
