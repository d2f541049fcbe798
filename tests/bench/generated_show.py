"""A show of any size, the same in every run: 12 chapters, 2 KB of description, 9,000 words."""

import random
import uuid
from pathlib import Path

WORDS = [
    "harbour",
    "lamp",
    "keeper",
    "storm",
    "granite",
    "stair",
    "lens",
    "signal",
    "reef",
    "tide",
    "watch",
    "fog",
    "horn",
    "night",
    "ship",
    "island",
    "rope",
    "barrel",
    "oil",
    "wick",
    "clock",
    "log",
    "light",
    "wind",
    "gull",
    "chart",
    "pilot",
    "mast",
    "shore",
    "bell",
]
SHOW = """\
title: Generated lights
url: https://generated.example
description: A show made to be measured.
language: en
author: The bench
categories: Science
"""


def sentence(chance: random.Random, words: int) -> str:
    """Return a sentence of so many words."""
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def clock(milliseconds: int) -> str:
    """Return WebVTT's form of a time."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def timed_transcript(chance: random.Random, count: int = 1125) -> str:
    """Return WebVTT of cues of 8 words, by two voices in turn; 9,000 words unless said."""
    cues = ["WEBVTT\n"]
    for number in range(count):
        start, voice = number * 2700, ("Ana", "Ben")[number // 9 % 2]
        cues.append(
            f"\n{clock(start)} --> {clock(start + 2600)}\n<v {voice}>{sentence(chance, 8)}\n"
        )
    return "".join(cues)


def untimed_transcript(chance: random.Random, count: int = 120) -> str:
    """Return turns of 75 words, by two speakers in turn; 9,000 words unless said."""
    turns = []
    for number in range(count):
        text = " ".join(sentence(chance, 15) for _ in range(5))
        turns.append(f"{('Ana', 'Ben')[number % 2]}: {text}\n")
    return "\n".join(turns)


def episode(number: int, chance: random.Random, transcript: str) -> str:
    """Return an episode's YAML."""
    chapters = "".join(f"  - {i * 4:02}:00 {sentence(chance, 4).rstrip('.')}\n" for i in range(12))
    paragraphs = "\n\n".join(f"  {sentence(chance, 60)} **Listen** again." for _ in range(5))
    year, month, day = 2000 + number // 336 % 26, number // 28 % 12 + 1, number % 28 + 1
    return (
        f"title: {sentence(chance, 6).rstrip('.')}\ndate: {day:02}/{month:02}/{year}\n"
        f"duration: 54 min\naudio: media/{number:05}.mp3\nnumber: {number + 1}\n"
        f"chapters:\n{chapters}transcript: {transcript}\ndescription: |\n{paragraphs}\n"
    )


def write_show(root: Path, episodes: int, *, timed: bool) -> None:
    """Write the show; its audio is known to the lock only, as in a repository without audio."""
    chance = random.Random(1)
    (root / "episodes").mkdir(parents=True)
    (root / "show.yaml").write_text(SHOW)
    lock = ['{"showfeed": 1, "guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810"}']
    for number in range(episodes):
        ending, text = (
            ("vtt", timed_transcript(chance)) if timed else ("txt", untimed_transcript(chance))
        )
        name = f"{number:05}.{ending}"
        (root / "episodes" / name).write_text(text)
        (root / f"episodes/{number:05}.yaml").write_text(episode(number, chance, name))
        lock.append(
            f'{{"id": "{number:05}", "guid": "{uuid.uuid5(uuid.NAMESPACE_URL, name)}", '
            f'"published": "2000-01-01T00:00:00+00:00", "media": {{"media/{number:05}.mp3": '
            f'{{"size": 50000000, "type": "audio/mpeg", "seconds": 3240.0, "sha256": "{number:064}"}}}}}}'
        )
    (root / "showfeed.lock").write_text("\n".join(lock) + "\n")
