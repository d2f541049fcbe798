"""Speak sentences with espeak-ng's library; run as a program of its own, for showfeed is MIT.

    python espeak.py LIBRARY DATA VOICES RATE

The first of VOICES that there is speaks. A line of JSON a sentence comes in. For each goes out: a
line of JSON (samples, words, phonemes), then its samples, 16 bits each. Nothing of showfeed is
imported here, nor this anywhere in it.
"""

import ctypes
import json
import sys
from typing import Any

SYNCHRONOUS, PHONEME_EVENTS, UTF8 = 2, 1, 1
WORD, PHONEME, ENDED = 1, 7, 0
RATE = 1  # espeak_PARAMETER


class Event(ctypes.Structure):
    """espeak_EVENT of speak_lib.h."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("name", ctypes.c_char * 8),
    )


CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event)
)


class Speaker:
    """espeak-ng with one voice; what it says is gathered until taken."""

    def __init__(self, library: str, folder: str, voice: str, rate: int) -> None:
        self.espeak = ctypes.CDLL(library)
        where = folder.encode() or None
        self.sample_rate = self.espeak.espeak_Initialize(SYNCHRONOUS, 0, where, PHONEME_EVENTS)
        if self.sample_rate <= 0:
            raise SystemExit("espeak-ng does not start: its data can't be found")
        self.callback = CALLBACK(self.take)  # kept: C holds no reference
        self.espeak.espeak_SetSynthCallback(self.callback)
        by_name = self.espeak.espeak_SetVoiceByName
        if all(by_name(name.encode()) != 0 for name in voice.split(",")):
            raise SystemExit(f"espeak-ng has no voice `{voice}`")
        self.espeak.espeak_SetParameter(RATE, rate, 0)
        self.samples = bytearray()
        self.words: list[tuple[int, int]] = []
        self.phonemes: list[tuple[str, int]] = []

    def take(self, samples: Any, count: int, events: Any) -> int:
        """Keep what espeak-ng hands over; 0 asks for more."""
        if samples and count > 0:
            self.samples += ctypes.string_at(samples, count * 2)
        at = 0
        while events[at].type != ENDED:
            event = events[at]
            if event.type == WORD:
                self.words.append((event.text_position - 1, event.sample))
            elif event.type == PHONEME:
                self.phonemes.append((event.name.decode("utf-8", "replace"), event.sample))
            at += 1
        return 0

    def say(self, text: str) -> None:
        """Speak a sentence."""
        self.samples, self.words, self.phonemes = bytearray(), [], []
        spoken = text.encode("utf-8") + b"\0"
        self.espeak.espeak_Synth(spoken, len(spoken), 0, 1, 0, UTF8, None, None)


def main(words: list[str]) -> None:
    """Answer sentences until there are no more."""
    library, folder, voice, rate = words
    speaker = Speaker(library, folder, voice, int(rate))
    out = sys.stdout.buffer
    out.write(json.dumps({"rate": speaker.sample_rate}).encode() + b"\n")
    for line in sys.stdin.buffer:
        speaker.say(json.loads(line))
        told = {
            "samples": len(speaker.samples) // 2,
            "words": speaker.words,
            "phonemes": speaker.phonemes,
        }
        out.write(json.dumps(told).encode() + b"\n" + bytes(speaker.samples))
        out.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
