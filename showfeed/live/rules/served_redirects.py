"""Redirects are few, and end where they should.

Podcast Index follows nine; each one costs every listener a moment. Subscribers stay at an address
that is redirected for now (302), and move where it is redirected for good (301).
"""

from collections.abc import Iterator

from showfeed.formats.quoting import quoted
from showfeed.live.answers import Answer, Asked, Failure, What
from showfeed.problems import Level, Problem

BAD = """\
feed https://rivers.example/feed.xml application/rss+xml
GET 302 https://www.rivers.example/feed.xml
GET 200
"""
GOOD = """\
feed https://www.rivers.example/feed.xml application/rss+xml
GET 200
"""
MANY = 5
FOR_GOOD = (301, 308)


def check(asked: Asked) -> Iterator[Problem]:
    """Count redirects, and look where they lead."""
    # Audio is first asked about with HEAD, which then is redirected in place of GET.
    answers = [answer for answer in (asked.head, asked.got) if answer and answer.hops]
    if not answers:
        return
    answer = max(answers, key=lambda answer: len(answer.hops))
    name, last = quoted(asked.question.url), quoted(answer.hops[-1].to)
    if answer.failure is Failure.REDIRECTS:
        first_time = len({hop.to for hop in answer.hops}) == len(answer.hops)
        yield asked.problem(
            "served-redirects",
            f"{name} is redirected more than 9 times, last to {last}"
            if first_time
            else f"{name} is redirected in a circle, over {last}",
            "lead it straight to the file",
        )
    elif len(answer.hops) > MANY:
        yield asked.problem(
            "served-redirects",
            f"{name} is redirected {len(answer.hops)} times until {last}",
            "lead it there in fewer steps; some apps give up after 5",
            Level.WARNING,
        )
    yield from _to_plain(asked, answer)
    if asked.question.what is What.FEED and answer.fine:
        yield from _of_feed(asked, answer)


def _to_plain(asked: Asked, answer: Answer) -> Iterator[Problem]:
    """Find a step from https down to http."""
    before = asked.question.url
    for hop in answer.hops:
        if before.startswith("https://") and hop.to.startswith("http://"):
            yield asked.problem(
                "served-redirects",
                f"{quoted(asked.question.url)} is redirected to {quoted(hop.to)}, which is not "
                "encrypted: web players and many apps refuse it",
                f"redirect to `https{hop.to[4:]}`",
                Level.WARNING,
            )
            return
        before = hop.to


def _of_feed(asked: Asked, answer: Answer) -> Iterator[Problem]:
    """Tell what a feed's redirect means to subscribers."""
    name, last = quoted(asked.question.url), quoted(answer.hops[-1].to)
    if all(hop.status in FOR_GOOD for hop in answer.hops):
        message = f"the feed {name} moved for good to {last}"
        hint = "write in `url` where it is now, and keep the old address redirected"
    else:
        message = f"the feed {name} is redirected to {last} for now only: nobody moves with it"
        hint = "if it moved, redirect with 301 and write the new place in `url`"
    yield asked.problem("served-redirects", message, hint, Level.WARNING)
