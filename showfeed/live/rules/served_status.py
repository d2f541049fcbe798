"""What the feed names is there, for everybody.

An address that answers with a failure or a password is silence in every app, and Apple takes an
episode off its lists when its audio can't be had.
"""

from collections.abc import Iterator

from showfeed.formats.quoting import quoted
from showfeed.live.answers import Asked, Failure, What
from showfeed.problems import Level, Problem

BAD = """\
audio https://media.example/springs.mp3 audio/mpeg 4170000
HEAD 404
GET 404
"""
GOOD = """\
audio https://media.example/springs.mp3 audio/mpeg 4170000
HEAD 200
GET 206
"""
ELSEWHERE = (Failure.CERTIFICATE, Failure.REDIRECTS)  # other rules tell of these
MENDS = {
    401: "let everybody read it: apps have no password",
    402: "let everybody read it: apps can't pay",
    403: "let everybody read it; where a firewall answers, let apps and `showfeed` through",
    404: "publish it, or look the address up",
    410: "publish it, or look the address up",
    429: "the server finds that it is asked too often; raise its limit for apps, or try later",
}


def check(asked: Asked) -> Iterator[Problem]:
    """Look for answers that are no success."""
    answer, question = asked.answer, asked.question
    behind_is_there = asked.direct is not None and asked.direct.fine
    if answer.fine or answer.failure in ELSEWHERE or behind_is_there:
        return
    name = quoted(question.url)
    level = Level.WARNING if question.what in (What.PAGE, What.PICTURE) else Level.ERROR
    if answer.failure:
        yield asked.problem(
            "served-status",
            f"{name} can't be reached: {answer.failure.value}",
            "look whether the server runs and its name is right, and try again",
            level,
        )
        return
    otherwise = "try again; if it stays, ask who runs the server"
    mend = MENDS.get(answer.status, otherwise)
    yield asked.problem(
        "served-status",
        f"{name}, the {question.what.value}, can't be had: the server answers {answer.status}",
        mend,
        level,
    )
