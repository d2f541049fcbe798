"""Tags are spelt as their namespace spells them.

A tag in the wrong case, or misspelt, is silently ignored by every app.
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import channels, items
from showfeed.formats.feed_names import IN_CHANNEL, IN_ITEM, RETIRED
from showfeed.formats.names import did_you_mean
from showfeed.problems import Level, Place, Problem
from showfeed.sources.feed import FeedRead
from showfeed.sources.feed_tags import Tag

SCOPE = "item"
BAD = "<itunes:episodetype>full</itunes:episodetype>"
GOOD = "<itunes:episodeType>full</itunes:episodeType>"

KNOWN = ("", "itunes", "podcast", "content", "psc")


def check(feed: FeedRead) -> Iterator[Problem]:
    """Compare every tag with those that there are; a misspelt one is told once."""
    told: set[str] = set()
    for channel in channels(feed)[:1]:
        yield from of_tag(channel, IN_CHANNEL, told)
    for item in items(feed):
        yield from of_tag(item, IN_ITEM, told)


def of_tag(parent: Tag, known: frozenset[str], told: set[str]) -> Iterator[Problem]:
    """Compare the children of a tag with those that may stand in it."""
    for name, place in parent.names():
        if name in told or name.startswith("{"):
            continue
        if name in RETIRED:
            told.add(name)
            message = f"`<{name}>` is not read any more"
            yield Problem(place, "feed-unknown", message, RETIRED[name], Level.ADVICE)
        elif name not in known and name.rpartition(":")[0] in KNOWN:
            told.add(name)
            yield unknown(name, place, parent, known)


def unknown(name: str, place: Place, parent: Tag, known: frozenset[str]) -> Problem:
    """Say that there is no such tag, and which may be meant."""
    other = IN_CHANNEL if known is IN_ITEM else IN_ITEM
    where = "an episode" if known is IN_ITEM else "the show"
    if name in other:
        message = f"`<{name}>` has no place in {where}"
        hint = "it belongs to " + ("the show" if known is IN_ITEM else "an episode")
        return Problem(place, "feed-unknown", message, f"{hint}: move it there", Level.ERROR)
    exact = next((one for one in sorted(known) if one.lower() == name.lower()), "")
    hint = f"write `{exact}`" if exact else did_you_mean(name, sorted(known), "apps ignore it")
    return Problem(
        place, "feed-unknown", f"there is no tag `<{name}>` for {where}", hint, Level.WARNING
    )
