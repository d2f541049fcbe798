"""What Hypothesis makes shows of: fields as people write them, right and wrong.

The strategies of a single format (cues, chapters, cards) stand beside the tests of that format.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

SHOW = {
    "title": "Rivers",
    "url": "https://rivers.example",
    "description": "About water.",
    "language": "fr",
    "author": "Ana",
    "categories": "Science",
    "timezone": "Europe/Paris",
}
LETTERS = st.characters(codec="utf-8", exclude_categories=("C",), exclude_characters="\u2028\u2029")
WORDS = st.text(LETTERS, min_size=1, max_size=30).filter(lambda text: text.strip() != "")
TITLES = st.sampled_from(["No", "1984", "#3 – Quoi ?", "One: two", "'x", "& more", "🎙️ R&D"]) | WORDS
DATES = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1)).flatmap(
    lambda day: st.sampled_from(
        [f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y} 18:30", f"{day:%Y-%m-%d}T06:00:00Z"]
    )
)
DURATIONS = st.integers(60, 20_000).flatmap(
    lambda seconds: st.sampled_from(
        [f"{seconds} s", f"{seconds} min", f"{seconds}:00", str(seconds)]
    )
)
PEOPLE = st.lists(
    st.sampled_from(["Ana", "Ben (host)", "Zoé (producer)", "Lee (narrator)"]), unique=True
)
CHAPTERS = st.lists(
    st.tuples(st.integers(0, 59), TITLES), min_size=1, max_size=5, unique_by=lambda it: it[0]
).map(
    lambda found: [
        {"start": f"{at // 60}:{at % 60:02}", "title": title} for at, title in sorted(found)
    ]
)
MARKDOWN = st.lists(
    st.sampled_from(["A *word*.", "- a\n- b", "1. One", "<b>x</b> & y", "[l](https://x.example)"])
    | WORDS,
    max_size=4,
).map("\n\n".join)


def episodes(number: int) -> st.SearchStrategy[dict[str, object]]:
    """Episodes that can be published; *number* keeps their audio apart."""
    return st.fixed_dictionaries(
        {
            "title": TITLES,
            "date": DATES,
            "audio": st.just(f"https://rivers.example/{number}.mp3"),
        },
        optional={
            "duration": DURATIONS,
            "description": MARKDOWN,
            "chapters": CHAPTERS,
            "people": PEOPLE,
            "season": st.integers(1, 3).map(str),
            "kind": st.sampled_from(["full", "trailer", "bonus"]),
            "explicit": st.sampled_from(["yes", "no"]),
            "tags": st.lists(TITLES, max_size=2),
            "subtitle": TITLES,
        },
    )


SHOWS = st.integers(1, 4).flatmap(
    lambda count: st.tuples(
        st.fixed_dictionaries({}, optional={"title": TITLES, "copyright": TITLES, "hosts": PEOPLE}),
        st.tuples(*(episodes(number) for number in range(count))),
    )
)


@contextmanager
def written(show: dict[str, object], *episodes: dict[str, object]) -> Iterator[Path]:
    """Write a show's folder; JSON is YAML too, and quotes what YAML would bite."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        (root / "episodes").mkdir()
        (root / "show.yaml").write_text(
            json.dumps({**SHOW, **show}, ensure_ascii=False), encoding="utf-8"
        )
        for number, episode in enumerate(episodes, 1):
            (root / "episodes" / f"{number:03}.yaml").write_text(
                json.dumps(episode, ensure_ascii=False), encoding="utf-8"
            )
        yield root


# Lines that people write and that no one can mean as they stand, field by field.
EPISODE_MISTAKES = (
    *("date: 04/15/2024", "date: 15/04/24", "date: 2024/04/15", "date: 15-04-2024", "date: soon"),
    *("date: 31/02/2024", "date: 2024-03-31 02:30", "date: 15 avril", "date: Tue, 15 Apr 2024 10:00"),
    *("duration: 7:74", "duration: -5", "duration: long", "duration: 1:2:3"),
    *("chapters: ['7:74 T']", "chapters: [Intro]", "chapters: ['12 T']", "chapters: 0:00 Intro"),
    *("chapters: [{start: '1:75', title: T}]", "chapters: [{start: '1:5', title: T}]"),
    *("chapters: ['0:00 A', '12:40 B', '1:10 C']", "number: 3 b", "season: one", "season: -1"),
    *("explicit: oui", "draft: maybe", "kind: teaser", "kind: bonsu", "people: Ana (hots)"),
    *("people: [{name: Ana, role: hosst}]", "guests: (host)", "link: rivers.example/1"),
    *("link: https://a b.example", "audio: https://rivers.example/a b.mp3", "slug: a b"),
    *("location: {name: Lyon, country: UK}", "location: {name: Lyon, geo: '45,4'}"),
    *("location: {name: Lyon, osm: 12}", "license: {nam: x}", "funding: give us"),
    *("live: {status: on, start: 15/04/2024}", "social: {protocol: mastodon, uri: 'https://a.example'}"),
    *("pubDate: 15/04/2024", "titel: x", "sumary: x", "podcast_bytes: 1", "numbr: 1", "img: x"),
    *("subtitle: a: b", "subtitle: #3 x", "subtitle: Talk #3", "subtitle: *star*", "subtitle: !wow"),
    *("subtitle: @home", "subtitle: %x", "subtitle: > x", "subtitle: `x`", "subtitle: &amp", "subtitle: 'x"),
    *("number: 1\nnumber: 2", "subtitle: it's: so", 'subtitle: say "a": b', "guid_is_permalink: ja"),
    *("soundbites: {start: 1:10, end: 1:05}", "soundbites: {start: 1:75, duration: 30}"),
)  # fmt: skip
SHOW_MISTAKES = (
    *("language: english", "language: français", "language: xx", "categories: Busines"),
    *("categories: Management", "categories: Business > Managment", "categories: Games & Hobbies"),
    *("categories: Business: Management", "timezone: Paris", "timezone: europe/paris", "timezone: X"),
    *("publish_at: 25:00", "publish_at: 6h", "type: series", "type: daily", "owner: Ana", "medium: vlog"),
    *("medium: podcats", "guid: rivers", "block: [spotfy]", "url: rivers.example", "url: ftp://x"),
    *("url: https://rivers.example/?a=1", "url: https://rivers.example/#a", "locked: maybe"),
    *("update_frequency: {text: W, rrule: FREQ=OFTEN}", "feed: {limit: 0}", "feed: {path: feed.rss}"),
    *("feed: {notes: al}", "chat: {server: 'https://irc.example', protocol: irc}"),
    *("chat: {server: irc.example, protocol: ircc}", "new_feed_url: feed.xml", "image: c.png"),
    *("itunes_author: Ana", "website: https://x.example", "catgories: Arts", "explict: no"),
    *("seasons: {one: First}", "podping: maybe", "title: Talk #3", "title: #3 x", "title: One: two"),
)  # fmt: skip
