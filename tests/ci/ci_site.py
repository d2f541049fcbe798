"""What an app sees of a site that CI published, for tests."""

from urllib.request import urlopen

import feedparser


def titles(address: str) -> list[str]:
    """Read the feed over HTTP; every enclosure must be there, as long as the feed says."""
    with urlopen(f"{address}/feed.xml") as answer:
        feed = feedparser.parse(answer.read())
    assert not feed.bozo
    for entry in feed.entries:
        with urlopen(entry.enclosures[0].href) as audio:
            assert int(entry.enclosures[0].length) == len(audio.read())
    return [entry.title for entry in feed.entries]
