"""A label under `speakers` is one of the transcript's.

Another label ties nobody to anything: it is mistyped, or the transcript was made anew.
"""

from collections.abc import Iterator

from showfeed.formats.casting import folded
from showfeed.formats.names import did_you_mean
from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "transcript: words.txt\nspeakers: {Ana: Anna Ex}\n"
GOOD = "transcript: words.txt\nspeakers: {Anna: Anna Ex}\n"


def check(show: Show) -> Iterator[Problem]:
    """Compare the labels with those of the episode's transcripts."""
    for episode in show.episodes:
        there = {label for transcript in episode.transcripts for label in transcript.speakers}
        known = {folded(label) for label in there}
        for label, _ in episode.speakers:
            if folded(label) not in known:
                yield Problem(
                    episode.origin.at("speakers"),
                    "speaker-absent",
                    f"nobody is called `{label}` in the transcript",
                    did_you_mean(
                        label,
                        sorted(there),
                        f"its labels are {', '.join(f'`{name}`' for name in sorted(there)[:6])}"
                        if there
                        else "leave it out: the transcript names nobody",
                    ),
                    Level.WARNING,
                )
