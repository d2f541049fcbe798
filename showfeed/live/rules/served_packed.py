"""The feed is sent packed.

gzip makes a feed a fifth as long or less, for every app that asks every hour.
"""

from collections.abc import Iterator

from showfeed.formats.quoting import quoted
from showfeed.live.answers import Asked, What
from showfeed.problems import Level, Problem

BAD = f"""\
feed https://rivers.example/feed.xml application/rss+xml
GET 200
content-type: application/rss+xml

<rss>{"<item/>" * 3000}</rss>
"""
GOOD = BAD.replace("200\n", "200\ncontent-encoding: gzip\n")
SMALL = 20_000  # bytes that nobody minds


def check(asked: Asked) -> Iterator[Problem]:
    """Look for a long feed that comes as it is."""
    answer = asked.answer
    if asked.question.what is not What.FEED or not answer.fine or answer.html:
        return
    packed = answer.headers.get("content-encoding", "identity") != "identity"
    if len(answer.body) > SMALL and not packed:
        yield asked.problem(
            "served-packed",
            f"{quoted(asked.question.url)} is sent with all of its {len(answer.body):,} bytes",
            "let the server pack it with gzip for those who ask",
            Level.ADVICE,
        )
