"""The feed as other parsers read it, its pages, its batches and its bytes."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from itertools import pairwise
from typing import Any

import feedparser
import podcastparser
import pytest
from lxml import etree

from showfeed.artifacts import Rank
from showfeed.model import (
    AlternateEnclosure,
    Audio,
    Block,
    Category,
    Chapter,
    Chat,
    ContentLink,
    Episode,
    EpisodeKind,
    FeedOptions,
    Funding,
    ImageTag,
    Integrity,
    License,
    LiveStatus,
    LiveStream,
    Location,
    MediaFacts,
    NotesIn,
    Owner,
    Person,
    Picture,
    PictureFacts,
    RemoteItem,
    Show,
    ShowType,
    SocialInteract,
    Soundbite,
    SourceUri,
    Trailer,
    Transcript,
    TranscriptForm,
    Txt,
    UpdateFrequency,
    Value,
    ValueRecipient,
    ValueTimeSplit,
)
from showfeed.outputs import feed, feed_channel, feed_items, feed_style

MONDAY = datetime(2024, 4, 15, 6, tzinfo=timezone(timedelta(hours=2)))
GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
SHOW = Show(
    title="Lights & shadows",
    url="https://lights.example/show",
    description="About **lights**.",
    language="fr-FR",
    author="Anna",
    categories=(Category("Business", "Management"), Category("Science")),
    guid=GUID,
)
ANNA, BOB = Person("Anna"), Person("Bob", "Guest")
PAYEE = ValueRecipient("node", "02d5", 90, "Anna", "7", "c", True)
COVER = Picture("cover.png", facts=PictureFacts(3000, 3000, "image/png", "RGB", 9, "abcdef0123456"))


def episode(number: int, /, **fields: Any) -> Episode:
    """Return a finished episode."""
    facts = MediaFacts(1000 + number, "audio/mp4", timedelta(seconds=3240.4))
    given: dict[str, Any] = {
        "id": f"{number:03}",
        "title": f"Night {number}: “é & <b>”",
        "date": MONDAY + timedelta(days=number),
        "guid": f"guid-{number}",
        "audio": Audio(f"media/{number}.m4a", facts=facts),
        "description": f"Notes of **night** {number}.",
    }
    return Episode(**given | fields)


def show_of(*episodes: Episode, **fields: Any) -> Show:
    return replace(SHOW, episodes=episodes, **fields)


def xml_of(show: Show) -> bytes:
    """Return the feed, which is rendered last."""
    content = list(feed.render(show))[-1].content
    assert isinstance(content, bytes)
    return content


def item_of(given: Episode, **fields: Any) -> str:
    """Return the item of an episode, without indentation."""
    xml = re.sub(r">\n\s*<", "><", xml_of(show_of(given, **fields)).decode())
    return xml[xml.index("<item>") : xml.rindex("</item>")]


def channel_of(**fields: Any) -> str:
    """Return the channel of a show without episodes, without indentation."""
    return re.sub(r">\n\s*<", "><", xml_of(show_of(**fields)).decode())


def test_other_parsers_read_what_was_meant() -> None:
    chapters = (Chapter(timedelta(), "Start"), Chapter(timedelta(minutes=3), "End", listed=False))
    show = show_of(*(episode(n, chapters=chapters) for n in (3, 2, 1)))
    xml = xml_of(show)
    by_feedparser = feedparser.parse(xml)
    by_podcastparser = podcastparser.parse(show.url, io.BytesIO(xml))
    assert not by_feedparser.bozo
    assert by_feedparser.feed.title == by_podcastparser["title"] == show.title
    for given, one, other in zip(
        show.episodes, by_feedparser.entries, by_podcastparser["episodes"], strict=True
    ):
        assert given.date and given.audio and given.audio.facts
        assert one.title == other["title"] == given.title
        assert one.id == other["guid"] == given.guid
        assert datetime(*one.published_parsed[:6], tzinfo=UTC) == given.date
        assert other["published"] == given.date.timestamp()
        assert one.itunes_duration == "3240" and other["total_time"] == 3240
        enclosure = other["enclosures"][0]
        assert one.enclosures[0].href == enclosure["url"]
        assert enclosure["url"] == f"https://lights.example/show/{given.audio.href}"
        assert int(one.enclosures[0].length) == enclosure["file_size"] == given.audio.facts.size
        assert one.enclosures[0].type == enclosure["mime_type"] == "audio/x-m4a"
        assert [chapter["title"] for chapter in other["chapters"]] == ["Start"]


def test_the_document_is_strict_xml_as_apple_asks() -> None:
    xml = xml_of(show_of(episode(1)))
    first, style, root_line = xml.split(b"\n")[:3]
    assert first == b'<?xml version="1.0" encoding="UTF-8"?>'
    assert style.startswith(b'<?xml-stylesheet type="text/css" href="feed.')
    assert root_line.startswith(b"<rss ")
    assert xml.endswith(b"</rss>\n") and not xml.endswith(b"\n\n")
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    assert root.nsmap == {
        "atom": "http://www.w3.org/2005/Atom",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "podcast": "https://podcastindex.org/namespace/1.0",
    }


def test_a_small_show_gives_this_channel() -> None:
    xml = xml_of(show_of(episode(1))).decode()
    start, end = xml.index("  <channel>"), xml.index("    <item>")
    assert (
        xml[start:end]
        == f"""  <channel>
    <title>Lights &amp; shadows</title>
    <link>https://lights.example/show/</link>
    <description><![CDATA[<p>About <strong>lights</strong>.</p>]]></description>
    <atom:link href="https://lights.example/show/feed.xml" rel="self" type="application/rss+xml"/>
    <docs>https://www.rssboard.org/rss-specification</docs>
    <generator>showfeed</generator>
    <language>fr-FR</language>
    <lastBuildDate>Tue, 16 Apr 2024 06:00:00 +0200</lastBuildDate>
    <itunes:author>Anna</itunes:author>
    <itunes:type>episodic</itunes:type>
    <itunes:explicit>false</itunes:explicit>
    <itunes:category text="Business">
      <itunes:category text="Management"/>
    </itunes:category>
    <itunes:category text="Science"/>
    <podcast:guid>{GUID}</podcast:guid>
    <podcast:locked>yes</podcast:locked>
"""
    )


def test_a_whole_channel_bears_every_tag() -> None:
    xml = channel_of(
        cover=COVER, copyright="Anna", explicit=True, type=ShowType.SERIAL, complete=True,
        owner=Owner("a@lights.example", "Anna"), link="https://home.example", medium="music",
        new_feed_url="https://new.example/feed.xml", people=(ANNA,), podping=True,
        block=(Block(True), Block(False, "google")), license=License("CC-BY-4.0"),
        locations=(Location("Lyon", country="FR"),), funding=(Funding("https://g.example", "G"),),
        trailers=(Trailer("T", "https://t.example/t.mp3", MONDAY, 7, "audio/mpeg", 1),),
        podroll=(RemoteItem(GUID, title="A friend"),), remote_items=(RemoteItem(GUID, medium="music"),),
        publisher=RemoteItem(GUID, "https://p.example"), chat=Chat("irc.example", "irc"),
        update_frequency=UpdateFrequency("Weekly", "FREQ=WEEKLY"), txt=(Txt("t", "verify"),),
        value=Value((PAYEE,)), social=(SocialInteract("disabled"),),
    )  # fmt: skip
    art = "https://lights.example/show/cover.abcdef0123.png"
    for expected in (
        "<link>https://home.example</link>",
        "<copyright>Anna</copyright>",
        f"<image><url>{art}</url><title>Lights &amp; shadows</title><link>https://home.example</link></image>",
        f'<itunes:image href="{art}"/>',
        "<itunes:explicit>true</itunes:explicit>",
        "<itunes:type>serial</itunes:type>",
        "<itunes:complete>yes</itunes:complete>",
        "<itunes:block>yes</itunes:block>",
        "<itunes:new-feed-url>https://new.example/feed.xml</itunes:new-feed-url>",
        "<itunes:owner><itunes:name>Anna</itunes:name><itunes:email>a@lights.example</itunes:email></itunes:owner>",
        '<podcast:locked owner="a@lights.example">yes</podcast:locked>',
        "<podcast:medium>music</podcast:medium>",
        f'<podcast:image href="{art}" alt="Lights &amp; shadows" aspect-ratio="1/1" width="3000" height="3000" type="image/png" purpose="artwork"/>',
        '<podcast:person role="host" group="cast">Anna</podcast:person>',
        '<podcast:location country="FR">Lyon</podcast:location>',
        "<podcast:license>CC-BY-4.0</podcast:license>",
        '<podcast:funding url="https://g.example">G</podcast:funding>',
        '<podcast:valueRecipient name="Anna" type="node" address="02d5" split="90" customKey="7" customValue="c" fee="true"/>',
        '<podcast:socialInteract protocol="disabled"/>',
        '<podcast:chat server="irc.example" protocol="irc"/>',
        '<podcast:txt purpose="verify">t</podcast:txt>',
        '<podcast:trailer url="https://t.example/t.mp3" pubdate="Mon, 15 Apr 2024 06:00:00 +0200" length="7" type="audio/mpeg" season="1">T</podcast:trailer>',
        '<podcast:block>yes</podcast:block><podcast:block id="google">no</podcast:block>',
        '<podcast:updateFrequency rrule="FREQ=WEEKLY">Weekly</podcast:updateFrequency>',
        '<podcast:podping usesPodping="true"/>',
        f'<podcast:podroll><podcast:remoteItem feedGuid="{GUID}" title="A friend"/></podcast:podroll>',
        f'<podcast:publisher><podcast:remoteItem feedGuid="{GUID}" feedUrl="https://p.example" medium="publisher"/></podcast:publisher>',
        f'<podcast:remoteItem feedGuid="{GUID}" medium="music"/>',
    ):  # fmt: skip
        assert expected in xml, expected


def test_a_show_that_has_an_artwork_image_keeps_its_own_words() -> None:
    images = (ImageTag(COVER, "Mine", "1/1", 1400, 1400, "image/x", ("artwork",)),)
    xml = channel_of(cover=COVER, images=images)
    assert xml.count("<podcast:image") == 1
    assert 'alt="Mine" aspect-ratio="1/1" width="1400" height="1400" type="image/x"' in xml
    remote = channel_of(cover=Picture("https://c.example/c.jpg"))
    assert (
        '<podcast:image href="https://c.example/c.jpg" alt="Lights &amp; shadows" purpose' in remote
    )


def test_a_show_without_episodes_or_guid_has_no_date_of_its_own() -> None:
    xml = channel_of(guid="")
    assert "lastBuildDate" not in xml and "podcast:guid" not in xml and "<item>" not in xml


def test_a_small_episode_gives_this_item() -> None:
    xml = xml_of(show_of(episode(1))).decode()
    item = re.sub(r"<!\[CDATA\[.*?\]\]>", "…", xml[xml.index("    <item>") :], flags=re.DOTALL)
    assert (
        item
        == """    <item>
      <title>Night 1: “é &amp; &lt;b&gt;”</title>
      <link>https://lights.example/show/episodes/001/</link>
      <description>…</description>
      <guid isPermaLink="false">guid-1</guid>
      <enclosure url="https://lights.example/show/media/1.m4a" length="1001" type="audio/x-m4a"/>
      <pubDate>Tue, 16 Apr 2024 06:00:00 +0200</pubDate>
      <itunes:duration>3240</itunes:duration>
      <itunes:explicit>false</itunes:explicit>
      <itunes:episodeType>full</itunes:episodeType>
    </item>
  </channel>
</rss>
"""
    )


def test_a_whole_item_bears_every_tag() -> None:
    split = ValueTimeSplit(timedelta(), timedelta(seconds=1), (PAYEE,))
    remote = replace(split, recipients=(), remote_item=RemoteItem(GUID))
    xml = item_of(
        episode(
            1, guid_is_permalink=True, number=Decimal("1.50"), number_display="1b", season=0,
            kind=EpisodeKind.BONUS, explicit=True, image=COVER, subtitle="Sub", summary="Sum",
            author="Zoé", tags=("ethics", "start"), block=True, images=(ImageTag(COVER),),
            transcripts=(Transcript(TranscriptForm.VTT, "", timed=True),),
            chapters=(Chapter(timedelta(), "A & b", url="https://c.example", image=COVER),),
            soundbites=(Soundbite(timedelta(seconds=1.5), timedelta(seconds=30), "Bite"),),
            alternates=(
                AlternateEnclosure("a/b", (SourceUri("ipfs://Q"),), Integrity("sri", "x")),
                AlternateEnclosure("c/d", (SourceUri("ipfs://R"),)),
            ),
            value=Value((PAYEE,), (split, remote)), links=(ContentLink("https://w.example", "W"),),
        ),
        seasons={0: "Prologue"},
    )  # fmt: skip
    folder = "https://lights.example/show/episodes/001"
    for expected in (
        '<guid isPermaLink="true">guid-1</guid>',
        "<category>ethics</category><category>start</category>",
        "<itunes:explicit>true</itunes:explicit>",
        "<itunes:episodeType>bonus</itunes:episodeType>",
        "<itunes:season>0</itunes:season>",
        '<itunes:image href="https://lights.example/show/images/cover.abcdef0123.png"/>',
        "<itunes:author>Zoé</itunes:author>",
        "<itunes:subtitle>Sub</itunes:subtitle><itunes:summary>Sum</itunes:summary>",
        "<itunes:block>yes</itunes:block>",
        '<podcast:season name="Prologue">0</podcast:season>',
        '<podcast:episode display="1b">1.5</podcast:episode>',
        f'<podcast:transcript url="{folder}/transcript.vtt" type="text/vtt" language="fr-FR" rel="captions"/>',
        f'<podcast:transcript url="{folder}/transcript.txt" type="text/plain" language="fr-FR"/>',
        f'<podcast:chapters url="{folder}/chapters.json" type="application/json+chapters"/>',
        '<podcast:soundbite startTime="1.5" duration="30">Bite</podcast:soundbite>',
        '<podcast:source uri="ipfs://Q"/><podcast:integrity type="sri" value="x"/>',
        f'<podcast:remoteItem feedGuid="{GUID}"/></podcast:valueTimeSplit>',
        'width="3000" height="3000" type="image/png"/>',
        '<podcast:contentLink href="https://w.example">W</podcast:contentLink>',
        '<psc:chapter start="00:00:00" title="A &amp; b" href="https://c.example" image="https://',
    ):  # fmt: skip
        assert expected in xml, expected
    assert "<itunes:episode>" not in xml


def test_whole_numbers_are_apples_too() -> None:
    xml = item_of(episode(1, number=Decimal("10")))
    assert "<itunes:episode>10</itunes:episode>" in xml
    assert "<podcast:episode>10</podcast:episode>" in xml


def test_only_silent_chapters_are_no_podlove_chapters() -> None:
    xml = xml_of(show_of(episode(1, chapters=(Chapter(timedelta(), "", listed=False),)))).decode()
    assert "psc" not in xml and "<podcast:chapters " in xml


@pytest.mark.parametrize(
    ("people", "credited"),
    [
        ((), []),
        ((BOB,), ["Anna", "Bob"]),
        ((Person("Zoé", "Co-Host"), BOB), ["Zoé", "Bob"]),
    ],
)
def test_a_host_does_not_vanish_beside_a_guest(
    people: tuple[Person, ...], credited: list[str]
) -> None:
    xml = item_of(episode(1, people=people), people=(ANNA,))
    assert sorted(re.findall(r"<podcast:person[^>]*>([^<]*)<", xml)) == sorted(credited)


@pytest.mark.parametrize(
    ("audio", "attributes"),
    [
        (Audio("https://m.example/a.opus?x=1"), 'length="0" type="audio/ogg"'),
        (Audio("https://m.example/a"), 'length="0" type="audio/mpeg"'),
        (Audio("a.mp3", facts=MediaFacts(5, "audio/mp3")), 'length="5" type="audio/mpeg"'),
    ],
)
def test_an_enclosure_has_three_attributes_always(audio: Audio, attributes: str) -> None:
    xml = item_of(episode(1, audio=audio))
    assert attributes in xml and "itunes:duration" not in xml


def test_an_item_without_audio_is_still_an_item() -> None:
    assert "<enclosure" not in item_of(episode(1, audio=None))


LONG = "\n\n".join(f"Paragraph {n}. " + "é" * 400 for n in range(9))


@pytest.mark.parametrize("where", list(NotesIn))
@pytest.mark.parametrize("description", [LONG, "Short *and*\nsweet &amp; fine."])
def test_notes_stand_where_the_show_wants_them(where: NotesIn, description: str) -> None:
    show = show_of(episode(1, description=description), feed=FeedOptions(notes=where))
    [item] = etree.fromstring(xml_of(show)).iter("item")
    told = item.findtext("description") or ""
    whole = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or ""
    assert 0 < len(told.encode()) <= 4000
    if where is NotesIn.CONTENT:
        assert "<" not in told and whole.count("Paragraph") == description.count("Paragraph")
        assert told.startswith(("Paragraph 0.", "Short and\nsweet & fine."))
    else:
        assert bool(whole) == (description is LONG and where is NotesIn.BOTH)
        assert "</p>" in told


def test_an_episode_without_description_has_one_nevertheless() -> None:
    xml = item_of(
        episode(1, description="", subtitle="Sub"), feed=FeedOptions(notes=NotesIn.CONTENT)
    )
    assert "<description>Sub</description>" in xml


def test_what_would_end_cdata_is_escaped_instead() -> None:
    assert feed_items.markup("<p>]]></p>") == "<p>]]></p>"


def test_characters_that_xml_forbids_never_reach_the_feed() -> None:
    chapters = (Chapter(timedelta(), "C\x0bhapter\ud800"),)
    xml = item_of(episode(1, title="A\x00b\ufffe\tc", chapters=chapters))
    assert "<title>Ab\tc</title>" in xml and 'title="Chapter"' in xml
    assert isinstance(feed_items.markup("a\x08"), etree.CDATA)


def test_a_live_episode_is_a_live_item_of_the_first_page() -> None:
    live = LiveStream(
        LiveStatus.LIVE,
        MONDAY,
        MONDAY + timedelta(hours=1),
        (ContentLink("https://w.example", "W"),),
    )
    chapters = (Chapter(timedelta(), "Start"),)
    show = show_of(
        episode(9, live=live, chapters=chapters), episode(2, live=replace(live, end=None)), episode(1), episode(0),
        feed=FeedOptions(limit=1),
    )  # fmt: skip
    second, first = (re.sub(r">\n\s*<", "><", a.content.decode()) for a in feed.render(show))  # type: ignore[union-attr]
    assert (
        '<podcast:liveItem status="live" start="2024-04-15T06:00:00+02:00" end="2024-04-15T07:00:00+02:00"><title>Night 9'
        in first
    )
    assert first.count("<podcast:liveItem ") == 2 and first.count("<item>") == 1
    assert (
        '<podcast:contentLink href="https://w.example">W</podcast:contentLink></podcast:liveItem>'
        in first
    )
    assert "psc:chapter " in first
    assert "liveItem" not in second
    assert "<lastBuildDate>Tue, 16 Apr" in first  # not the stream's: it is to come
    etree.fromstring(first.encode())


def test_pages_lead_to_each_other() -> None:
    show = show_of(*(episode(n) for n in (5, 4, 3, 2, 1)), feed=FeedOptions("rss.xml", 2))
    artifacts = list(feed.render(show))
    assert [a.path for a in artifacts] == ["rss/3.xml", "rss/2.xml", "rss.xml"]
    assert {a.rank for a in artifacts} == {Rank.FEED}
    base, seen = "https://lights.example/show", []
    for artifact in reversed(artifacts):
        assert isinstance(artifact.content, bytes)
        read = feedparser.parse(artifact.content)
        links = {link.rel: link.href for link in read.feed.links if link.rel != "alternate"}
        assert links["self"] == f"{base}/{artifact.path}"
        assert (links["first"], links["last"]) == (f"{base}/rss.xml", f"{base}/rss/3.xml")
        seen.append((links.get("previous"), links.get("next"), [e.id for e in read.entries]))
    assert [ids for _, _, ids in seen] == [["guid-5", "guid-4"], ["guid-3", "guid-2"], ["guid-1"]]
    assert seen[0][0] is None and seen[2][1] is None
    for (_, after, _), (before, _, _) in pairwise(seen):
        assert after and before and after != before


def test_batches_give_the_bytes_of_one_large_feed() -> None:
    chapters = (Chapter(timedelta(), "<A>"),)
    show = show_of(*(episode(n, chapters=chapters if n % 3 else ()) for n in range(450)))
    large = feed.empty(show, chaptered=True)
    feed_channel.describe(large, show, show.episodes)
    for given in show.episodes:
        feed_items.describe(large.add_entry(order="append"), show, given)
    assert xml_of(show) == feed.text(large, feed_style.instruction(show))
    assert xml_of(show) == xml_of(show)
