"""Only one alternate is the default.

An app plays the default instead of the audio; with two it must guess.
(Podcast namespace: alternateEnclosure.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = (
    "alternates:\n"
    '  - {type: audio/opus, default: yes, sources: ["https://rivers.example/a.opus"]}\n'
    '  - {type: audio/aac, default: yes, sources: ["https://rivers.example/a.aac"]}\n'
)
GOOD = (
    "alternates:\n"
    '  - {type: audio/opus, default: yes, sources: ["https://rivers.example/a.opus"]}\n'
    '  - {type: audio/aac, sources: ["https://rivers.example/a.aac"]}\n'
)


def check(show: Show) -> Iterator[Problem]:
    """Count the defaults of each episode."""
    for episode in show.episodes:
        defaults = [alternate for alternate in episode.alternates if alternate.default]
        for alternate in defaults[1:]:
            yield Problem(
                alternate.origin.at("default"),
                "alternate-default",
                f"`{alternate.type}` is a second default, beside `{defaults[0].type}`",
                "leave `default` out here",
                Level.WARNING,
            )
