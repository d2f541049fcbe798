"""The feed tells the size that the audio has.

Apps show it, plan downloads by it, and some take a file of another size for broken.
"""

from collections.abc import Iterator

from showfeed.formats.quoting import quoted
from showfeed.live.answers import Asked, What
from showfeed.problems import Level, Problem

BAD = """\
audio https://media.example/springs.mp3 audio/mpeg 4170000
HEAD 200
content-length: 4170417
GET 206
content-range: bytes 0-1023/4170417
"""
GOOD = BAD.replace("4170417", "4170000")


def check(asked: Asked) -> Iterator[Problem]:
    """Compare the size that the server tells with the feed's."""
    question, answer = asked.question, asked.answer
    if question.what is not What.AUDIO or question.length is None or answer.html:
        return
    size = answer.size
    if size is None and asked.head is not None and asked.head.fine:
        size = asked.head.size
    if answer.fine and size is not None and size != question.length:
        yield asked.problem(
            "served-length",
            f"{quoted(question.url)} has {size:,} bytes, but the feed says {question.length:,}",
            "publish the file that was built, or build again if it was replaced there",
            Level.WARNING,
        )
