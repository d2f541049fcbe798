"""The published feed is the one that this folder makes.

What was merged and not published, or published from elsewhere, shows here. Then `showfeed diff`
tells what subscribers will see.
"""

from collections.abc import Iterator

from showfeed.formats.quoting import quoted
from showfeed.live.answers import Asked, What
from showfeed.live.difference import NotAFeed, difference
from showfeed.problems import Level, Problem

BUILT = b"<rss><channel><item><guid>springs</guid></item></channel></rss>"
BAD = """\
feed https://rivers.example/feed.xml application/rss+xml
GET 200

<rss><channel></channel></rss>
"""
GOOD = BAD.replace("</channel>", "<item><guid>springs</guid></item></channel>")


def check(asked: Asked) -> Iterator[Problem]:
    """Compare the feed that the world gets with the one that would be built."""
    question, answer = asked.question, asked.answer
    if question.what is not What.FEED or not answer.fine or answer.html:
        return
    try:
        differs = difference(answer.body, question.expected or answer.body)
    except NotAFeed:
        yield asked.problem(
            "served-feed",
            f"what {quoted(question.url)} gives can't be read as a feed",
            "publish it anew",
        )
        return
    if differs:
        yield asked.problem(
            "served-feed",
            f"{quoted(question.url)} is not what would be built now: {differs}",
            "run `showfeed diff` to see what changes for subscribers, and publish",
            Level.WARNING,
        )
