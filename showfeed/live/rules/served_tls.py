"""https works for everybody.

A certificate that is out of date, for another name or signed by nobody known ends every download.
"""

from collections.abc import Iterator

from showfeed.formats.quoting import quoted
from showfeed.live.answers import Asked, Failure
from showfeed.problems import Problem

BAD = """\
feed https://rivers.example/feed.xml application/rss+xml
GET CERTIFICATE
"""
GOOD = """\
feed https://rivers.example/feed.xml application/rss+xml
GET 200
"""


def check(asked: Asked) -> Iterator[Problem]:
    """Look for certificates that nobody trusts."""
    for answer in (asked.got, asked.head):
        if answer is not None and answer.failure is Failure.CERTIFICATE:
            last = answer.hops[-1].to if answer.hops else asked.question.url
            yield asked.problem(
                "served-tls",
                f"{quoted(last)} can't be had by https: {answer.failure.value}",
                "renew the server's certificate, for this very name and with its whole chain",
            )
            return
