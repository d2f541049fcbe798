"""One process, one feed stage: prints its CPU seconds and memory as JSON. Run by run.py."""

import json
import resource
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from showfeed.model import Audio, Category, Chapter, Episode, MediaFacts, Show

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


def plain_feedgen(show: Show, notes: list[str]) -> bytes:
    """Write the same core fields with feedgen alone and its own iTunes extension."""
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.load_extension("podcast")
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
    return bytes(feed.rss_str(pretty=True))


def main() -> None:
    """Measure the stage named on the command line. Notes are made before the clock starts."""
    import lxml.etree  # noqa: F401

    from showfeed.outputs import feed
    from showfeed.outputs.notes import feed_notes

    which, episodes, chapters = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    show = show_of(episodes, chapters)
    notes = [feed_notes(show, episode)[0] for episode in show.episodes]
    list(feed.render(replace(show, episodes=show.episodes[:1])))  # imports
    notes_cost = time.process_time()
    for episode in show.episodes:
        feed_notes(show, episode)
    notes_cost = time.process_time() - notes_cost
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    if which == "ours":
        list(feed.render(show))
        took = time.process_time() - start - notes_cost  # its notes are another stage's work
    else:
        plain_feedgen(show, notes)
        took = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": took, "kilobytes": peak - before}))


if __name__ == "__main__":
    main()
