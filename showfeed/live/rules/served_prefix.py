"""A measuring prefix leads to the audio, and for now only.

A prefix such as OP3's counts a download and redirects to the file. Where it fails, or leads
elsewhere, nobody hears the episode though the file is there. One that redirects for good (301) is
skipped by apps from then on, and counts nothing.
"""

from collections.abc import Iterator

from showfeed.formats.quoting import quoted
from showfeed.live.answers import Answer, Asked
from showfeed.problems import Level, Problem

BAD = """\
audio https://op3.dev/e/media.example/a.mp3 audio/mpeg 4170000 behind=https://media.example/a.mp3
HEAD 503
GET 503
DIRECT 200
"""
GOOD = """\
audio https://op3.dev/e/media.example/a.mp3 audio/mpeg 4170000 behind=https://media.example/a.mp3
HEAD 302 https://media.example/a.mp3
HEAD 200
GET 206
"""
MEND = "look at `prefix` under `media` in show.yaml, or leave it out until it works"


def check(asked: Asked) -> Iterator[Problem]:
    """Look whether the prefix leads to what lies behind it."""
    question = asked.question
    if not question.behind:
        return
    name, behind = quoted(question.url), quoted(question.behind)
    answer = asked.head if asked.head and asked.head.fine else asked.answer
    if asked.direct is not None:
        if asked.direct.fine:
            yield asked.problem(
                "served-prefix",
                f"{name} fails, though the audio is at {behind}: {_said(answer)}",
                MEND,
            )
        return
    if not answer.fine:
        return
    passed = [hop.to for hop in answer.hops]
    if not any(_bare(to) == _bare(question.behind) for to in passed):
        where = f"to {quoted(passed[-1])}" if passed else "nowhere"
        yield asked.problem("served-prefix", f"{name} leads {where}, not to {behind}", MEND)
    elif answer.hops[0].status in (301, 308):
        yield asked.problem(
            "served-prefix",
            f"{name} is redirected for good: apps skip the prefix from then on",
            "tell who runs it that 302 is meant",
            Level.WARNING,
        )


def _bare(url: str) -> str:
    return url.partition("://")[2].partition("?")[0]


def _said(answer: Answer) -> str:
    return answer.failure.value if answer.failure else f"the prefix answers {answer.status}"
