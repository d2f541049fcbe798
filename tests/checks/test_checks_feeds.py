"""Every rule of feeds finds its own bad example, at its line, and lets the good one pass."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from showfeed.checks import feeds
from showfeed.formats.feed_names import tag_name
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead, read_feed
from showfeed.sources.feed_rules import FEED_RULES

URL = "https://rivers.example/feed.xml"
NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "psc": "http://podlove.org/simple-chapters",
}
CHANNEL = """\
<title>Rivers</title>
<link>https://rivers.example</link>
<description>About water.</description>
<language>en</language>
<atom:link rel="self" href="https://rivers.example/feed.xml" type="application/rss+xml"/>
<itunes:author>Ana</itunes:author>
<itunes:category text="Science"/>
<itunes:explicit>false</itunes:explicit>
<itunes:image href="https://rivers.example/cover.jpg"/>
<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>
<podcast:locked>yes</podcast:locked>
"""
ITEM = """\
<title>Springs {0}</title>
<link>https://rivers.example/{0}</link>
<description>Where they come from.</description>
<guid isPermaLink="false">urn:rivers:e{0}</guid>
<enclosure url="https://cdn.example/{0}.mp3" length="9" type="audio/mpeg"/>
<pubDate>Mon, {1} Apr 2024 06:00:00 +0000</pubDate>
<itunes:duration>3240</itunes:duration>
<itunes:explicit>false</itunes:explicit>
<podcast:transcript url="https://rivers.example/{0}.vtt" type="text/vtt"/>
"""


def names(fragment: str) -> list[str]:
    """Return the names of a fragment's outermost tags."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    root = etree.fromstring(f"<x {declared}>{fragment}</x>")
    return [tag_name(str(child.tag)) for child in root]


def merged(base: str, rule: ModuleType, fragment: str, part: int = 0) -> str:
    """Put a fragment in the place of the base's tags of the same names."""
    told = (text.split("---\n")[part] for text in (rule.BAD, rule.GOOD) if text)
    replaced = {name for text in told for name in names(text)}
    kept = [line for line in base.splitlines(True) if not {*names(line)} & replaced]
    return "".join(kept) + fragment


def document(rule: ModuleType | None = None, fragment: str = "") -> bytes:
    channel, items = CHANNEL, [ITEM.format(2, 15), ITEM.format(1, "08")]
    scope = getattr(rule, "SCOPE", "")
    declared = {prefix: f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items()}
    version = fragment if scope == "version" else "2.0"
    if scope == "namespaces":
        declared["itunes"] = fragment
    elif scope == "channel" and rule:
        channel = merged(channel, rule, fragment)
    elif scope == "item" and rule:
        items[0] = merged(items[0], rule, fragment)
    elif scope == "items" and rule:
        parts = enumerate(fragment.split("---\n"))
        items = [merged(items[n], rule, part, n) for n, part in parts]
    whole = "".join(f"<item>\n{item}</item>\n" for item in items)
    spaces = " ".join(declared.values())
    return f'<rss version="{version}" {spaces}>\n<channel>\n{channel}{whole}</channel>\n</rss>'.encode()


def found(content: bytes, url: str = URL) -> list[Problem]:
    return list(feeds.check(read_feed(content, url)))


def name_of(rule: ModuleType) -> str:
    return rule.__name__.rpartition(".")[2].replace("_", "-")


def test_a_feed_as_it_should_be_is_clean() -> None:
    assert found(document()) == []


# The examples of the others are told in words: tests of their own make them.
WITH_EXAMPLES = [
    rule for rule in feeds.RULES if rule.SCOPE != "repeated" and name_of(rule) != "feed-notes-long"
]


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=name_of)
def test_a_rule_finds_its_bad_example_and_lets_the_good_one_pass(rule: ModuleType) -> None:
    bad = document(rule, rule.BAD)
    mine = list(rule.check(read_feed(bad, URL)))
    assert mine
    assert {problem.rule for problem in mine} == {name_of(rule)}
    lines = bad.decode().splitlines()
    for problem in mine:
        assert problem.place.path == URL
        assert lines[problem.place.line - 1][problem.place.column - 1] == "<"
        assert problem.hint
        assert "`" in problem.message or len(problem.message) > 10
    good = found(document(rule, rule.GOOD))
    assert [problem for problem in good if problem.level > Level.ADVICE] == []


@pytest.mark.parametrize("rule", feeds.RULES, ids=name_of)
def test_a_rule_says_why(rule: ModuleType) -> None:
    assert rule.__doc__
    assert rule.GOOD


def test_long_notes_and_heavy_feeds_are_told() -> None:
    long = document().replace(b"Where they come from.", b"<![CDATA[<p>" + b"x" * 4001 + b"</p>]]>")
    assert "feed-notes-long" in {problem.rule for problem in found(long)}
    many = document().replace(b"</channel>", b"<item/>" * 1000 + b"</channel>")
    heavy = [p for p in found(many) if p.rule == "feed-heavy"]
    assert "1,002 episodes" in heavy[0].message
    wide = document().replace(b"About water.", b"About water." + b"x" * 2_000_000)
    assert any("bytes" in p.message for p in found(wide) if p.rule == "feed-heavy")


CASES = [
    ('<enclosure url="https://a.example/1.mp3" length="0" type="audio/mpeg"/>', "feed-enclosure", Level.WARNING),
    ('<enclosure url="https://a.example/1.mp3" length="-1" type="audio/mpeg"/>', "feed-enclosure", Level.ERROR),
    ('<enclosure url="https://a.example/1.mp3" length="9" type="mp3"/>', "feed-enclosure", Level.ERROR),
    ('<enclosure url="https://a.example/1.m4a" length="9" type="audio/mpeg"/>', "feed-enclosure", Level.WARNING),
    ('<enclosure url="https://a.example/1.mp3" length="9" type="audio/flac"/>', "feed-enclosure", Level.WARNING),
    ("<description>&lt;script&gt;x&lt;/script&gt;</description>", "feed-html", Level.ERROR),
    ("<description>&lt;p onclick='x'&gt;x&lt;/p&gt;</description>", "feed-html", Level.ERROR),
    ("<description>&lt;a href='/about'&gt;x&lt;/a&gt;</description>", "feed-html", Level.WARNING),
    ("<description>&lt;h2&gt;x&lt;/h2&gt;</description>", "feed-html", Level.ADVICE),
    ("<description>One\n\nTwo</description>", "feed-html", Level.ADVICE),
    ("<itunes:keywords>a</itunes:keywords>", "feed-unknown", Level.ADVICE),
    ("<podcast:locked>yes</podcast:locked>", "feed-unknown", Level.ERROR),
    ("<itunes:sumary>x</itunes:sumary>", "feed-unknown", Level.WARNING),
    ('<podcast:transcript url="https://a.example/1.srt" type="application/srt"/>', "feed-transcript", Level.WARNING),
    ('<podcast:transcript url="https://a.example/1.txt" type="text/plain" rel="captions"/>', "feed-transcript", Level.WARNING),
    ('<podcast:transcript url="https://a.example/1.vtt" type="text/vtt" language="français"/>', "feed-transcript", Level.ERROR),
    ('<podcast:chapters url="https://a.example/1.json" type="application/json"/>', "feed-chapters-type", Level.ADVICE),
    ('<podcast:location osm="12">Lyon</podcast:location>', "feed-values", Level.ERROR),
    ('<podcast:location geo="45,4" country="UK">Lyon</podcast:location>', "feed-values", Level.ERROR),
    ('<podcast:chat server="a.example" protocol="ircc"/>', "feed-values", Level.WARNING),
    ("<title>#3 Springs</title>", "title-number", Level.WARNING),
    ("<content:encoded>x</content:encoded>", "", Level.ADVICE),
]  # fmt: skip


@pytest.mark.parametrize(("fragment", "rule", "level"), CASES)
def test_each_case_in_an_item(fragment: str, rule: str, level: Level) -> None:
    (name,) = names(fragment)
    kept = [line for line in ITEM.format(2, 15).splitlines(True) if name not in names(line)]
    content = document().replace(
        ITEM.format(2, 15).encode(), "".join([*kept, fragment, "\n"]).encode()
    )
    got = {(problem.rule, problem.level) for problem in found(content)}
    got.discard(("feed-twice", Level.ERROR))
    got.discard(("feed-transcript-none", Level.ADVICE))
    assert ((rule, level) in got) if rule else not got


def test_hints_speak_of_xml() -> None:
    content = document().replace(b"<title>Springs 2", b"<title>#3 Springs 2")
    (problem,) = found(content)
    assert "<itunes:episode>" in problem.hint
    for rule, hint in feeds.HINTS.items():
        assert rule in {name_of(module) for module in feeds.OF_SHOWS}, rule
        assert ".yaml" not in hint


def test_every_rule_that_reading_a_feed_can_bear_has_its_reason() -> None:
    folder = Path(feeds.__file__).parents[2] / "sources"
    for file in folder.glob("feed*.py"):
        for rule in re.findall(r'"(feed-[a-z]+)"', file.read_text(encoding="utf-8")):
            assert rule in FEED_RULES, f"{file.name}: {rule}"


SHOWS = Path(__file__).parents[1] / "shows"
FEEDS = sorted(f for f in SHOWS.glob("*/expected/**/*.xml") if f.name != "sitemap.xml")


@pytest.mark.parametrize("file", FEEDS, ids=lambda f: "/".join(f.parts[-3:]))
def test_our_own_feeds_are_clean(file: Path) -> None:
    problems = [p for p in found(file.read_bytes(), str(file)) if p.level > Level.ADVICE]
    # The least of all shows has no cover; its own check says so too.
    assert [p for p in problems if "no cover" not in p.message] == []


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_that_stands_in_a_feed_stops_the_check(noise: bytes) -> None:
    found(noise)
    found(document().replace(b"About water.", noise))
    found(document().replace(b'length="9"', b'length="' + noise + b'"'))
    for part in (
        b"https://rivers.example/2",
        b"urn:rivers:e2",
        b"3240",
        b"text/vtt",
        b"yes",
        b"Mon, 15",
    ):
        found(document().replace(part, noise))


ODD = [
    "https://a℀b.example/x",
    "https://[",
    "http://a:b/c",
    "https://",
    "//[x",
    "javascript:x",
    "https://a.example:99999/x",
    "[",
    "https://x y",
]


@pytest.mark.parametrize("odd", ODD)
def test_no_address_stops_the_check(odd: str) -> None:
    for file in sorted(SHOWS.glob("everything/expected/feed*.xml")):
        whole = file.read_text(encoding="utf-8")
        addresses = set(re.findall(r"https://[^\"<\]]+", whole.partition("<channel>")[2]))
        everywhere = whole
        for address in addresses:
            found(whole.replace(address, odd).encode(), URL)
            everywhere = everywhere.replace(address, odd)
        found(everywhere.encode(), odd)


def dated(*moments: str) -> FeedRead:
    items = "".join(
        f"<item><title>T</title><pubDate>{moment}</pubDate></item>" for moment in moments
    )
    live = f"<podcast:liveItem><pubDate>{moments[0]}</pubDate></podcast:liveItem>"
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    text = f"<rss version='2.0' {spaces}><channel><title>R</title>{live}{items}</channel></rss>"
    return read_feed(text.encode(), URL)


def test_what_is_dated_ahead_is_told_as_of_when_the_feed_was_read() -> None:
    feed = dated("Mon, 15 Apr 2024 06:00:00 GMT", "Mon, 08 Apr 2024 06:00:00 GMT")
    for asked, told in (
        (None, 0),  # and the feed does not say when it was made
        (datetime(2024, 4, 10, tzinfo=UTC), 1),
        (datetime(2024, 4, 1, tzinfo=UTC), 2),
        (datetime(2024, 4, 15, 5, 55, tzinfo=UTC), 0),  # a clock may be slow
    ):
        problems = feeds.check(replace(feed, asked=asked))
        assert sum(p.rule == "feed-future" for p in problems) == told
        assert not [p for p in problems if p.rule == "feed-build-date"]


@pytest.mark.parametrize(
    ("guid", "found"),
    [
        ("https://dts.podtrac.com/redirect.mp3/a.example/1.mp3", True),
        ("www.podtrac.com/pts/redirect.mp3/a.example/1.mp3", True),
        ("https://PDST.fm/e/chrt.fm/track/1/a.example/1.mp3", True),
        ("https://op3.dev", False),
        ("https://notop3.dev/e/1", False),
        ("https://a.example/op3.dev.mp3", False),
        ("917393e3-1b1e-5cef-ace4-edaa54e1f810", False),
    ],
)
def test_a_guid_with_a_measuring_prefix_is_told(guid: str, found: bool) -> None:
    text = f"<rss version='2.0'><channel><item><guid>{guid}</guid></item></channel></rss>"
    problems = feeds.check(read_feed(text.encode(), URL))
    assert any(p.rule == "feed-guid-prefix" for p in problems) is found
