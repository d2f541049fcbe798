"""Long notes stand beside a description, and after it.

A reader that knows one of the two only must not show nothing. (RSS Advisory Board.)
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import found, items
from showfeed.formats.feed_names import tag_name
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "item"
BAD = "<content:encoded>Long</content:encoded><description>Short</description>"
GOOD = "<description>Short</description><content:encoded>Long</content:encoded>"


def check(feed: FeedRead) -> Iterator[Problem]:
    """Look at which of the two comes first."""
    for item in items(feed):
        names = [tag_name(str(child.tag)) for child in item.element]
        if "content:encoded" not in names:
            continue
        if "description" not in names:
            message, hint = "`<content:encoded>` has no `<description>` before it", "add one"
        elif names.index("description") > names.index("content:encoded"):
            message, hint = "`<description>` stands after `<content:encoded>`", "put it before"
        else:
            continue
        yield found(item, "feed-content", message, hint, Level.WARNING, "content:encoded")
