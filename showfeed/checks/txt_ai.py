"""Whether a machine made it is told with true or false.

Other words after `ai-content` mean nothing to apps. (Podcast namespace: txt.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Problem

SCOPE = "episode"
BAD = "txt: {purpose: ai-content, text: partly}\n"
GOOD = 'txt: {purpose: ai-content, text: "true"}\n'


def check(show: Show) -> Iterator[Problem]:
    """Look for other words than true and false."""
    for txt in (*show.txt, *(txt for episode in show.episodes for txt in episode.txt)):
        if txt.purpose == "ai-content" and txt.text not in ("true", "false"):
            yield Problem(
                txt.origin.at("text"),
                "txt-ai",
                f"`{txt.text}` is neither true nor false",
                "write `true` when any of it was made by a machine, else `false`",
            )
