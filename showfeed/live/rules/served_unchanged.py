"""A feed that did not change is not sent again.

Apps ask for a feed every hour. With `ETag` or `Last-Modified` the server can answer 304, “as you
have it”, in a few bytes. Apple asks hosts for it.
"""

from collections.abc import Iterator

from showfeed.formats.quoting import quoted
from showfeed.live.answers import Asked, What
from showfeed.problems import Level, Problem

BAD = """\
feed https://rivers.example/feed.xml application/rss+xml
GET 200
etag: "1"
AGAIN 200
etag: "1"
"""
GOOD = BAD.replace("AGAIN 200", "AGAIN 304")


def check(asked: Asked) -> Iterator[Problem]:
    """Look whether the feed has a mark to know it by, and whether the server knows it again."""
    answer, again = asked.answer, asked.again
    if asked.question.what is not What.FEED or not answer.fine or answer.html:
        return
    name = quoted(asked.question.url)
    if again is None:
        yield asked.problem(
            "served-unchanged",
            f"{name} comes without `ETag` and `Last-Modified`: apps load it whole every time",
            "let the server send one of them",
            Level.WARNING,
        )
    elif again.status != 304 and not again.failure:
        yield asked.problem(
            "served-unchanged",
            f"{name} is sent again though it did not change: the server answers {again.status}",
            "let the server answer 304 to `If-None-Match` and `If-Modified-Since`",
            Level.WARNING,
        )
