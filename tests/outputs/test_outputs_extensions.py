"""Every tag of our feedgen extensions, as XML; and the manual's example runs."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from showfeed.outputs.atom_extension import AtomExtension
from showfeed.outputs.itunes_extension import ItunesEntryExtension, ItunesExtension
from showfeed.outputs.podcast_entry_extension import PodcastEntryExtension, source
from showfeed.outputs.podcast_extension import PodcastExtension
from showfeed.outputs.podcast_tags import recipient, remote_item, time_split
from showfeed.outputs.psc_extension import PscEntryExtension, PscExtension

GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
MONDAY = datetime(2024, 4, 15, 6, tzinfo=UTC)
SECOND = timedelta(seconds=1)
A = "https://a.example"


def feed() -> Any:
    """Return a feedgen with all our extensions and one entry."""
    generator = FeedGenerator()
    generator.title("T")
    generator.link(href=A)
    generator.description("D")
    generator.register_extension("atomlinks", AtomExtension)
    generator.register_extension("itunes", ItunesExtension, ItunesEntryExtension)
    generator.register_extension("p20", PodcastExtension, PodcastEntryExtension)
    generator.register_extension("psc", PscExtension, PscEntryExtension)
    generator.add_entry().title("E")
    return generator


def tags(generator: Any, where: str) -> str:
    """Return what the extensions wrote into the channel, or into the item, without indentation."""
    xml = generator.rss_str(pretty=True).decode()
    lines = [line.strip() for line in xml.splitlines()]
    start = lines.index("<item>")
    part = lines[:start] if where == "channel" else lines[start:]
    return "".join(line for line in part if re.match(r"</?(itunes|podcast|psc|atom):", line))


CHANNEL: list[tuple[Callable[[Any], object], str]] = [
    (lambda f: f.p20.guid(GUID), f"<podcast:guid>{GUID}</podcast:guid>"),
    (lambda f: f.p20.locked(True, owner="a@b.example"), '<podcast:locked owner="a@b.example">yes</podcast:locked>'),
    (lambda f: f.p20.locked(False), "<podcast:locked>no</podcast:locked>"),
    (lambda f: f.p20.medium("music"), "<podcast:medium>music</podcast:medium>"),
    (
        lambda f: f.p20.trailer("T", f"{A}/t.mp3", MONDAY, length=0, type="audio/mpeg", season=0),
        f'<podcast:trailer url="{A}/t.mp3" pubdate="Mon, 15 Apr 2024 06:00:00 +0000" length="0" type="audio/mpeg" season="0">T</podcast:trailer>',
    ),
    (lambda f: (f.p20.block(True, id="google"), f.p20.block(False)), '<podcast:block id="google">yes</podcast:block><podcast:block>no</podcast:block>'),
    (
        lambda f: f.p20.remote_item(GUID, feed_url=A, item_guid="i", medium="music", title="T"),
        f'<podcast:remoteItem feedGuid="{GUID}" feedUrl="{A}" itemGuid="i" medium="music" title="T"/>',
    ),
    (lambda f: f.p20.podroll([remote_item(GUID)]), f'<podcast:podroll><podcast:remoteItem feedGuid="{GUID}"/></podcast:podroll>'),
    (
        lambda f: f.p20.publisher(GUID, feed_url=A, title="P"),
        f'<podcast:publisher><podcast:remoteItem feedGuid="{GUID}" feedUrl="{A}" medium="publisher" title="P"/></podcast:publisher>',
    ),
    (
        lambda f: f.p20.update_frequency("Weekly", rrule="FREQ=WEEKLY", dtstart=MONDAY, complete=True),
        '<podcast:updateFrequency complete="true" dtstart="2024-04-15T06:00:00+00:00" rrule="FREQ=WEEKLY">Weekly</podcast:updateFrequency>',
    ),
    (lambda f: f.p20.update_frequency("Never"), "<podcast:updateFrequency>Never</podcast:updateFrequency>"),
    (lambda f: f.p20.podping(True), '<podcast:podping usesPodping="true"/>'),
    (lambda f: f.p20.podping(False), '<podcast:podping usesPodping="false"/>'),
    (lambda f: f.itunes.category("Business", "Management"), '<itunes:category text="Business"><itunes:category text="Management"/></itunes:category>'),
    (lambda f: f.itunes.category("News"), '<itunes:category text="News"/>'),
    (lambda f: f.itunes.owner("a@b.example", "Anna"), "<itunes:owner><itunes:name>Anna</itunes:name><itunes:email>a@b.example</itunes:email></itunes:owner>"),
    (lambda f: f.itunes.owner("a@b.example"), "<itunes:owner><itunes:email>a@b.example</itunes:email></itunes:owner>"),
    (lambda f: f.itunes.type("serial"), "<itunes:type>serial</itunes:type>"),
    (lambda f: f.itunes.new_feed_url(A), f"<itunes:new-feed-url>{A}</itunes:new-feed-url>"),
    (lambda f: f.itunes.complete(), "<itunes:complete>yes</itunes:complete>"),
    (lambda f: (f.itunes.complete(), f.itunes.complete(False)), ""),
    (lambda f: f.atomlinks.link("next", A), f'<atom:link href="{A}" rel="next" type="application/rss+xml"/>'),
]  # fmt: skip

ITEM: list[tuple[Callable[[Any], object], str]] = [
    (
        lambda e: e.p20.transcript(A, "text/vtt", language="fr", rel="captions"),
        f'<podcast:transcript url="{A}" type="text/vtt" language="fr" rel="captions"/>',
    ),
    (lambda e: e.p20.chapters(A), f'<podcast:chapters url="{A}" type="application/json+chapters"/>'),
    (lambda e: e.p20.soundbite(0.5 * SECOND, 90 * SECOND, "S"), '<podcast:soundbite startTime="0.5" duration="90">S</podcast:soundbite>'),
    (lambda e: e.p20.soundbite(0 * SECOND, SECOND), '<podcast:soundbite startTime="0" duration="1"/>'),
    (lambda e: e.p20.season(0, name="Prologue"), '<podcast:season name="Prologue">0</podcast:season>'),
    (lambda e: e.p20.episode(Decimal("100.50"), display="Half"), '<podcast:episode display="Half">100.5</podcast:episode>'),
    (lambda e: (e.p20.episode(1), e.p20.episode(0)), "<podcast:episode>0</podcast:episode>"),
    (
        lambda e: e.p20.alternate_enclosure(
            "audio/opus", [source(f"{A}/o"), source("ipfs://Q", "audio/opus")],
            integrity=("sri", "sha384-x"), length=0, bitrate=Decimal("32000.5"), height=720,
            lang="fr", title="Low", rel="other", codecs="opus", default=True,
        ),
        '<podcast:alternateEnclosure type="audio/opus" length="0" bitrate="32000.5" height="720" lang="fr" title="Low" rel="other" codecs="opus" default="true">'
        f'<podcast:source uri="{A}/o"/><podcast:source uri="ipfs://Q" contentType="audio/opus"/><podcast:integrity type="sri" value="sha384-x"/></podcast:alternateEnclosure>',
    ),
    (lambda e: e.p20.alternate_enclosure("video/mp4", [source(A)]), f'<podcast:alternateEnclosure type="video/mp4"><podcast:source uri="{A}"/></podcast:alternateEnclosure>'),
    (lambda e: e.p20.content_link(A, "Here"), f'<podcast:contentLink href="{A}">Here</podcast:contentLink>'),
    (lambda e: e.itunes.duration(59.6 * SECOND), "<itunes:duration>60</itunes:duration>"),
    (lambda e: e.itunes.duration(0.2 * SECOND), "<itunes:duration>1</itunes:duration>"),
    (lambda e: e.itunes.duration(0 * SECOND), "<itunes:duration>0</itunes:duration>"),
    (lambda e: (e.itunes.season(0), e.itunes.episode(0)), "<itunes:season>0</itunes:season><itunes:episode>0</itunes:episode>"),
    (lambda e: e.itunes.episode_type("bonus"), "<itunes:episodeType>bonus</itunes:episodeType>"),
    (
        lambda e: (
            e.psc.chapter(0 * SECOND, "A & <B> \"C\"\n"),
            e.psc.chapter(3723.5 * SECOND, "É", href=f"{A}?a=1&b=2", image=f"{A}/i.jpeg"),
        ),
        '<psc:chapters version="1.2"><psc:chapter start="00:00:00" title="A &amp; &lt;B&gt; &quot;C&quot;&#10;"/>'
        f'<psc:chapter start="01:02:03.500" title="É" href="{A}?a=1&amp;b=2" image="{A}/i.jpeg"/></psc:chapters>',
    ),
]  # fmt: skip

BOTH: list[tuple[Callable[[Any], object], str]] = [
    (lambda x: x.p20.funding(A, "Give"), f'<podcast:funding url="{A}">Give</podcast:funding>'),
    (
        lambda x: (x.p20.person("Anna", role="host", group="cast", img=f"{A}/i", href=A), x.p20.person("Bob")),
        f'<podcast:person role="host" group="cast" img="{A}/i" href="{A}">Anna</podcast:person><podcast:person>Bob</podcast:person>',
    ),
    (
        lambda x: x.p20.location("Lyon", rel="creator", geo="geo:45.76,4.84", osm="R120965", country="FR"),
        '<podcast:location rel="creator" geo="geo:45.76,4.84" osm="R120965" country="FR">Lyon</podcast:location>',
    ),
    (lambda x: (x.p20.license("ARR"), x.p20.license("own", url=A)), f'<podcast:license url="{A}">own</podcast:license>'),
    (
        lambda x: x.p20.value(
            [recipient("node", "02d", 90, name="Anna", custom_key="7", custom_value="c", fee=True)],
            [
                time_split(SECOND, 2 * SECOND, remote_item(GUID, item_guid="i"), remote_start=SECOND, remote_percentage=0),
                time_split(4 * SECOND, SECOND, recipient("lnaddress", "s@b.example", 0)),
            ],
            suggested=Decimal("0.00000005000"),
        ),
        '<podcast:value type="lightning" method="keysend" suggested="0.00000005">'
        '<podcast:valueRecipient name="Anna" type="node" address="02d" split="90" customKey="7" customValue="c" fee="true"/>'
        f'<podcast:valueTimeSplit startTime="1" duration="2" remoteStartTime="1" remotePercentage="0"><podcast:remoteItem feedGuid="{GUID}" itemGuid="i"/></podcast:valueTimeSplit>'
        '<podcast:valueTimeSplit startTime="4" duration="1"><podcast:valueRecipient type="lnaddress" address="s@b.example" split="0"/></podcast:valueTimeSplit></podcast:value>',
    ),
    (lambda x: x.p20.value([], type="x", method="y"), '<podcast:value type="x" method="y"/>'),
    (
        lambda x: x.p20.social_interact("activitypub", A, account_id="@a", account_url=f"{A}/a", priority=0),
        f'<podcast:socialInteract protocol="activitypub" uri="{A}" accountId="@a" accountUrl="{A}/a" priority="0"/>',
    ),
    (lambda x: x.p20.social_interact("disabled"), '<podcast:socialInteract protocol="disabled"/>'),
    (
        lambda x: x.p20.chat("irc.a.example", "irc", account_id="@a", space="#b"),
        '<podcast:chat server="irc.a.example" protocol="irc" accountId="@a" space="#b"/>',
    ),
    (lambda x: (x.p20.txt("t", purpose="verify"), x.p20.txt("u")), '<podcast:txt purpose="verify">t</podcast:txt><podcast:txt>u</podcast:txt>'),
    (
        lambda x: x.p20.image(A, alt="B", aspect_ratio="16/9", width=16, height=9, type="image/png", purpose=["banner", "social"]),
        f'<podcast:image href="{A}" alt="B" aspect-ratio="16/9" width="16" height="9" type="image/png" purpose="banner social"/>',
    ),
    (lambda x: x.itunes.title("T"), "<itunes:title>T</itunes:title>"),
    (lambda x: x.itunes.author("A"), "<itunes:author>A</itunes:author>"),
    (lambda x: x.itunes.image(f"{A}/c.webp"), f'<itunes:image href="{A}/c.webp"/>'),
    (lambda x: x.itunes.explicit(True), "<itunes:explicit>true</itunes:explicit>"),
    (lambda x: x.itunes.explicit(False), "<itunes:explicit>false</itunes:explicit>"),
    (lambda x: x.itunes.block(), "<itunes:block>yes</itunes:block>"),
    (lambda x: (x.itunes.subtitle("S"), x.itunes.summary("U")), "<itunes:subtitle>S</itunes:subtitle><itunes:summary>U</itunes:summary>"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "expected"), CHANNEL + BOTH)
def test_a_channel_bears_the_tag(call: Callable[[Any], object], expected: str) -> None:
    generator = feed()
    call(generator)
    assert tags(generator, "channel") == expected
    assert tags(generator, "item") == ""


@pytest.mark.parametrize(("call", "expected"), ITEM + BOTH)
def test_an_item_bears_the_tag(call: Callable[[Any], object], expected: str) -> None:
    generator = feed()
    call(generator.entry()[0])
    assert tags(generator, "item") == expected
    assert tags(generator, "channel") == ""


@pytest.mark.parametrize("end", [None, MONDAY + timedelta(hours=1)])
def test_a_live_item_takes_what_an_item_takes(end: datetime | None) -> None:
    generator = feed()
    entry = FeedEntry()
    entry.register_extension("p20", PodcastEntryExtension)
    entry.title("Live")
    entry.p20.person("Anna")
    generator.p20.live_item(entry, "pending", MONDAY, end, [(A, "Watch")])
    xml = re.sub(r">\s+<", "><", generator.rss_str(pretty=True).decode())
    ends = ' end="2024-04-15T07:00:00+00:00"' if end else ""
    assert (
        f'<podcast:liveItem status="pending" start="2024-04-15T06:00:00+00:00"{ends}>'
        "<title>Live</title><podcast:person>Anna</podcast:person>"
        f'<podcast:contentLink href="{A}">Watch</podcast:contentLink></podcast:liveItem>'
    ) in xml


def test_an_atom_feed_stays_as_it_is() -> None:
    generator = feed()
    generator.id(A)
    generator.p20.guid(GUID)
    generator.entry()[0].id("e")
    generator.entry()[0].content("c")
    generator.entry()[0].itunes.explicit(True)
    xml = generator.atom_str().decode()
    assert GUID not in xml and "explicit>" not in xml


def test_the_manual_shows_a_program_that_runs() -> None:
    page = Path(__file__).parents[2].joinpath("docs/extensions.md").read_text("utf-8")
    [code] = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    xml = names["xml"].decode()
    assert '<podcast:person role="guest">Ada</podcast:person>' in xml
    assert '<podcast:transcript url="https://example.com/1.vtt" type="text/vtt"' in xml
    assert "<itunes:explicit>false</itunes:explicit>" in xml
