"""HEAD is answered for audio and pictures.

Apple asks with HEAD first, and takes neither art nor audio from a server that refuses it.
"""

from collections.abc import Iterator

from showfeed.formats.quoting import quoted
from showfeed.live.answers import Asked, What
from showfeed.problems import Problem

BAD = """\
audio https://media.example/springs.mp3 audio/mpeg 4170000
HEAD 405
GET 206
"""
GOOD = BAD.replace("HEAD 405", "HEAD 200")


def check(asked: Asked) -> Iterator[Problem]:
    """Look for files that GET gives and HEAD does not."""
    head, got = asked.head, asked.got
    if asked.question.what is What.PAGE or head is None or got is None:
        return
    if got.fine and not head.fine:
        said = head.failure.value if head.failure else f"the server answers {head.status}"
        yield asked.problem(
            "served-head",
            f"{quoted(asked.question.url)} can't be asked about with HEAD: {said}",
            "let the server answer HEAD as it does GET; storage needs a public address, not one "
            "signed for GET",
        )
