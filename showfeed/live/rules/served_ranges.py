"""Audio is sent in parts to those who ask for a part.

Without byte ranges nobody can jump in an episode or go on with a download. Apple refuses such
audio.
"""

from collections.abc import Iterator

from showfeed.formats.quoting import quoted
from showfeed.live.answers import Asked, What
from showfeed.problems import Problem

BAD = """\
audio https://media.example/springs.mp3 audio/mpeg 4170000
HEAD 200
GET 200
content-length: 4170000
"""
GOOD = """\
audio https://media.example/springs.mp3 audio/mpeg 4170000
HEAD 200
GET 206
content-range: bytes 0-1023/4170000
"""


def check(asked: Asked) -> Iterator[Problem]:
    """Look whether a part was sent, and called by its name."""
    answer, name = asked.answer, quoted(asked.question.url)
    if asked.question.what is not What.AUDIO or not answer.fine or answer.html:
        return
    mend = "switch byte ranges on at the server, or serve the audio from one that has them"
    if answer.status != 206:
        yield asked.problem(
            "served-ranges", f"{name} comes whole where a part of it was asked for", mend
        )
        return
    said = answer.headers.get("content-range", "")
    start, _, whole = said.partition("/")
    if not start.startswith("bytes 0-") or not (whole == "*" or whole.isdigit()):
        yield asked.problem(
            "served-ranges",
            f"{name} comes in parts, but which part it is stands wrong: {quoted(said)}",
            mend,
        )
