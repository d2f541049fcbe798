"""Recordings to measure, made with voices: espeak-ng speaks with other voices than `align` reads with."""

import shutil
import wave
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from align_corpus import Case, Spoken, record
from align_texts import ENGLISH, FRENCH
from align_voices import RATE, Voice

needs_espeak = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not here")
DULL = Case("quiet", jingles=True, fillers=0.0, extra=0.0)
VOICES = {
    "en": {"Maud": Voice("espeak", "en-us+f4", 0.95), "Iwan": Voice("espeak", "en-gb+m7", 1.1)},
    "fr": {"Maud": Voice("espeak", "fr+f4", 0.95), "Yann": Voice("espeak", "fr+m7", 1.1)},
}
TEXTS = {"en": ENGLISH, "fr": FRENCH}


def spoken(language: str, case: Case = DULL, seed: int = 1) -> Spoken:
    return record(TEXTS[language], VOICES[language], language, case, seed)


def write_wave(file: Path, made: Spoken) -> None:
    with wave.open(str(file), "wb") as opened:
        opened.setnchannels(1)
        opened.setsampwidth(2)
        opened.setframerate(RATE)
        opened.writeframes((made.sound * 32767).astype(np.int16).tobytes())


@cache
def english() -> Spoken:
    """Return a recording of which all is written, but for the music."""
    return spoken("en")


@cache
def french() -> Spoken:
    """Return a recording with a turn that nobody wrote, of a text with one that nobody says."""
    kind = "a turn missing in each"
    case = Case(kind, fillers=0.0, extra=0.0, turn_missing_in_text=True, turn_missing_in_audio=True)
    return spoken("fr", case)
