"""Notes are not escaped twice.

`&lt;p&gt;` shows as `<p>` in the app: it was pasted from the inside of another feed.
(W3C feed validator.)
"""

import re
from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = 'description: "&lt;p&gt;Words.&lt;/p&gt;"\n'
GOOD = 'description: "<p>Words.</p>"\n'

ESCAPED = re.compile(r"&(?:amp;)*lt;/?(?:p|br|a|ul|ol|li|b|i|em|strong|div|span)\b", re.IGNORECASE)


def check(show: Show) -> Iterator[Problem]:
    """Look for tags that were escaped."""
    for part in show.parts:
        if found := ESCAPED.search(part.description):
            yield Problem(
                part.origin.at("description"),
                "description-escaped",
                f"`{found[0]}` shows as it is typed: the text was escaped twice",
                "write Markdown, or tags as they are: `<p>`",
                Level.WARNING,
            )
