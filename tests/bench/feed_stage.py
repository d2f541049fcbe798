"""One process, one feed stage: prints its CPU seconds and memory as JSON. Run by run.py."""

import json
import resource
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from lxml.etree import SubElement, fromstring

from showfeed.model import Audio, Category, Chapter, Episode, MediaFacts, Show

PSC = "http://podlove.org/simple-chapters"
PODCAST = "https://podcastindex.org/namespace/1.0"
TEXT = "A night at the lamp. " * 95


def show_of(episodes: int, listed: int = 12) -> Show:
    """Return a show with notes of 2 KB and so many chapters an episode."""
    first = datetime(2000, 1, 1, tzinfo=UTC)
    chapters = tuple(Chapter(timedelta(minutes=4 * i), f"Part {i}") for i in range(listed))
    facts = MediaFacts(1_000_000, "audio/mpeg", timedelta(minutes=54))
    base = Show(
        title="Lights", url="https://generated.example", description="Measured.", language="en",
        author="The bench", categories=(Category("Science"),), guid="917393e3-1b1e-5cef-ace4-edaa54e1f810",
    )  # fmt: skip
    return replace(
        base,
        episodes=tuple(
            Episode(
                id=f"{n:05}", title=f"Night {n}", date=first + timedelta(days=n), guid=f"guid-{n}",
                audio=Audio(f"media/{n:05}.mp3", facts=facts), description=TEXT, chapters=chapters,
            )
            for n in reversed(range(episodes))
        ),
    )  # fmt: skip


class PlainChapters:
    """A feedgen extension as short as can be: Podlove chapters, and where the JSON ones are."""

    def __init__(self) -> None:
        self.href, self.listed = "", []

    def extend_ns(self) -> dict[str, str]:
        """Tell feedgen the prefixes."""
        return {"psc": PSC, "podcast": PODCAST}

    def extend_rss(self, item):
        """Write an element each."""
        if self.listed:
            attributes = {"url": self.href, "type": "application/json+chapters"}
            SubElement(item, f"{{{PODCAST}}}chapters", attributes)
            parent = SubElement(item, f"{{{PSC}}}chapters", {"version": "1.2"})
            for start, title in self.listed:
                SubElement(parent, f"{{{PSC}}}chapter", {"start": start, "title": title})
        return item


def plain_feedgen(show: Show, notes: list[str], chapters: bool) -> bytes:
    """Write the same items with feedgen alone and its own iTunes extension; chapters if asked."""
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.load_extension("podcast")
    if chapters:
        feed.register_extension("marks", PlainChapters, PlainChapters, atom=False)
    feed.title(show.title)
    feed.link(href=show.url)
    feed.description(show.description)
    for episode, html in zip(show.episodes, notes, strict=True):
        assert episode.audio is not None and episode.audio.facts is not None
        entry = feed.add_entry(order="append")
        entry.title(episode.title)
        entry.link(href=f"{show.url}/episodes/{episode.id}/")
        entry.guid(episode.guid, permalink=False)
        entry.pubDate(episode.date)
        entry.description(html)
        entry.enclosure(f"{show.url}/{episode.audio.href}", "1000000", "audio/mpeg")
        entry.podcast.itunes_duration(3240)
        entry.podcast.itunes_explicit("no")
        entry.podcast.itunes_episode_type("full")
        if chapters:
            entry.marks.href = f"{show.url}/episodes/{episode.id}/chapters.json"
            entry.marks.listed = [
                (f"{hours:02}:{minutes:02}:00", chapter.title)
                for chapter in episode.chapters
                for hours, minutes in [divmod(chapter.start.seconds // 60, 60)]
            ]
    return bytes(feed.rss_str(pretty=True))


def said(feed: bytes) -> list[set[tuple[str, str, str]]]:
    """Return what stands in each item, to prove that the two write the same."""
    return [
        {
            (tag.tag, (tag.text or "").strip().replace("false", "no"), str(sorted(tag.items())))
            for tag in item.iter()
        }
        for item in fromstring(feed).iter("item")
    ]


def main() -> None:
    """Measure the stage named on the command line. Notes are made before the clock starts."""
    from showfeed.outputs import feed, feed_items
    from showfeed.outputs.notes import feed_notes

    which, episodes, chapters = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    show = show_of(episodes, chapters)
    notes = {episode.id: feed_notes(show, episode) for episode in show.episodes}
    # The notes are another stage's work: both write what they are handed.
    feed_items.feed_notes = lambda show, episode: notes[episode.id]
    htmls = [html for html, _ in notes.values()]
    one = replace(show, episodes=show.episodes[:1])
    (artifact,) = feed.render(one)
    if which != "feedgen":
        assert said(artifact.content) == said(plain_feedgen(one, htmls[:1], chapters > 0))
    write = {
        "ours": lambda: list(feed.render(show)),
        "feedgen": lambda: plain_feedgen(show, htmls, False),
        "feedgen-chapters": lambda: plain_feedgen(show, htmls, True),
    }[which]
    if which != "ours":
        plain_feedgen(one, htmls[:1], True)  # imports
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    write()
    took = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": took, "kilobytes": peak - before}))


if __name__ == "__main__":
    main()
