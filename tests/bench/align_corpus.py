"""A corpus for `align` whose truth is known: a text spoken by voices, and what happens to audio.

A turn's true start is where the first word of it that is both written and spoken begins.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from align_texts import written
from align_voices import RATE, Sound, Voice, say


@dataclass(frozen=True)
class Case:
    """What happens to text and audio, in shares of one and seconds."""

    name: str
    jingles: bool = True
    fillers: float = 0.05
    extra: float = 0.02  # sentences spoken and not written
    advert: bool = False
    sentences_missing: float = 0.0  # in the text
    words_missing: float = 0.0  # in the text
    turn_missing_in_text: bool = False
    turn_missing_in_audio: bool = False
    noise_db: float | None = None  # a hiss, so many decibels under the voices
    music_db: float | None = None  # chords throughout
    silence: bool = False  # a minute in the middle of which nothing is heard
    half: bool = False  # only the first half of what is said is written
    first: int = 0  # so many turns are all there is
    echo: bool = False
    kilobits: int = 128


CASES = (
    Case("plain"),
    Case("48 kb/s, echo", echo=True, kilobits=48),
    Case("hiss 10 dB under the voices", noise_db=10.0),
    Case("music 10 dB under the voices", music_db=10.0),
    Case("a turn missing in the text, one in the audio", turn_missing_in_text=True,
         turn_missing_in_audio=True),
    Case("advert of 41 s", advert=True),
    Case("25 % of sentences missing", sentences_missing=0.25),
    Case("advert, 10 % of sentences, 10 % of words missing", advert=True,
         sentences_missing=0.1, words_missing=0.1),
    Case("a minute of silence", silence=True),
    Case("audio twice as long as the text", half=True),
    Case("3 minutes", first=4),
    Case("30 seconds", first=2, jingles=False),
)  # fmt: skip


@dataclass
class Spoken:
    """A recording: its sound, the text that the author has, and when each of it is said.

    *starts* are seconds for each turn, None where it is not in the audio; *sentences* are for
    each turn (index of its first word in the turn, seconds).
    """

    sound: Sound
    turns: list[tuple[str, str]]
    starts: list[float | None]
    sentences: list[list[tuple[int, float]]] = field(default_factory=list)
    gaps: list[tuple[float, float]] = field(default_factory=list)  # sound without text, over 5 s


def sentences_of(text: str) -> list[str]:
    """Part a turn into sentences that one breath can say."""
    parts = [part for part in re.split(r"(?<=[.?!…])\s+", text) if re.search(r"\w", part)]
    found = []
    for part in parts:
        words = part.split()
        found += [" ".join(words[at : at + 40]) for at in range(0, len(words), 40)]
    return found


def jingle(seconds: float, chance: random.Random) -> Sound:
    """Play a few chords."""
    time = np.arange(int(seconds * RATE)) / RATE
    sound = np.zeros(len(time))
    for beat in np.arange(0, seconds, 0.5):
        after = np.clip(time - beat, 0, None)
        for note in chance.sample((220, 262, 330, 392, 440, 523, 659), 3):
            sound += (time >= beat) * np.exp(-3 * after) * np.sin(2 * np.pi * note * after)
    return (0.08 * sound).astype(np.float32)


class Tape:
    """Sound that is being put together."""

    def __init__(self) -> None:
        self.pieces: list[Sound] = []
        self.samples = 0

    @property
    def now(self) -> float:
        return self.samples / RATE

    def add(self, sound: Sound) -> float:
        """Append a sound and return when it begins."""
        began = self.now
        self.pieces.append(sound)
        self.samples += len(sound)
        return began

    def rest(self, seconds: float) -> None:
        self.add(np.zeros(int(seconds * RATE), np.float32))


def record(
    turns: Sequence[tuple[str, str]], voices: dict[str, Voice], language: str, case: Case, seed: int
) -> Spoken:
    """Speak a text as *case* has it."""
    chance = random.Random(f"{seed} {case.name} {language}")
    turns = turns[: case.first or len(turns)]
    tape, spoken = Tape(), Spoken(np.zeros(0, np.float32), [], [])
    beside = written(language.partition("-")[0])
    narrator = next(iter(voices.values()))
    long_ones = [at for at, (_, said) in enumerate(turns) if len(said.split()) >= 25][1:-1]
    dropped = chance.sample(long_ones, 2) if case.turn_missing_in_text else []
    middle, jingle_at = len(turns) // 2, len(turns) // 3
    if case.jingles:
        spoken.gaps.append((tape.add(jingle(12, chance)), tape.now))
    for at, (who, said) in enumerate(turns):
        tape.rest(chance.uniform(0.2, 1.1))
        if case.advert and at == middle:
            began = tape.now
            while tape.now - began < 41:
                for part in sentences_of(beside.advert):
                    if tape.now - began < 41:
                        tape.add(say(narrator, part))
                        tape.rest(0.3)
            spoken.gaps.append((began, tape.now))
            tape.rest(0.5)
        if case.silence and at == middle:
            tape.rest(60)
        if case.jingles and at == jingle_at:
            spoken.gaps.append((tape.add(jingle(6, chance)), tape.now))
        kept: list[str] = []
        marks: list[tuple[int, float]] = []
        silent = case.turn_missing_in_audio and dropped[1:] == [at]
        unwritten = dropped[:1] == [at]
        whole = tape.now
        for part in sentences_of(said):
            if chance.random() < case.fillers and beside.fillers:
                tape.add(say(voices[who], chance.choice(beside.fillers)))
                tape.rest(chance.uniform(0.1, 0.4))
            if chance.random() < case.extra and beside.unspoken:
                tape.add(say(voices[who], chance.choice(beside.unspoken)))
                tape.rest(chance.uniform(0.1, 0.4))
            if not silent:
                began = tape.add(say(voices[who], part))
                tape.rest(chance.uniform(0.12, 0.6))
            if chance.random() < case.sentences_missing:
                continue
            words = part.split()
            stay = [chance.random() >= case.words_missing for _ in words]
            if not silent and stay[0]:  # a first word that is missing has no known time
                marks.append((len(kept), began))
            kept += [word for word, stays in zip(words, stay, strict=True) if stays]
        if unwritten:
            spoken.gaps.append((whole, tape.now))
        elif kept:
            spoken.turns.append((who, " ".join(kept)))
            begins = marks[0][1] if marks and marks[0][0] == 0 else None
            spoken.starts.append(begins)
            spoken.sentences.append(marks)
    if case.jingles:
        tape.rest(0.5)
        spoken.gaps.append((tape.add(jingle(8, chance)), tape.now))
    if case.half:
        whole = len(spoken.turns) // 2
        del spoken.turns[whole:], spoken.starts[whole:], spoken.sentences[whole:]
    spoken.sound = worsened(np.concatenate(tape.pieces), case, seed)
    return spoken


def worsened(sound: Sound, case: Case, seed: int) -> Sound:
    """Add what rooms and microphones add."""
    made = sound.astype(np.float32)
    if case.echo:
        for delay, strength in ((0.07, 0.35), (0.13, 0.25), (0.21, 0.15)):
            late = int(delay * RATE)
            made[late:] += strength * sound[:-late]
    chance = np.random.default_rng(seed)
    power = float(np.mean(sound[np.abs(sound) > 0.01] ** 2))
    if case.music_db is not None:
        bed = jingle(30, random.Random(seed))
        loudness = np.sqrt(power / 10 ** (case.music_db / 10) / np.mean(bed**2))
        made += np.resize(bed, len(made)) * loudness
    level = 45.0 if case.noise_db is None else case.noise_db
    made += chance.normal(0, np.sqrt(power / 10 ** (level / 10)), len(made)).astype(np.float32)
    return np.clip(made, -1, 1).astype(np.float32)
