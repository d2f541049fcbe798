"""Feeds of others: what is right is read to the letter, what is wrong as far as sense goes."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest

from showfeed.model import (
    AlternateEnclosure,
    Block,
    Category,
    Chapter,
    Episode,
    EpisodeKind,
    Integrity,
    LiveStatus,
    MediaFacts,
    Owner,
    Person,
    Picture,
    ShowType,
    Soundbite,
    SourceUri,
)
from showfeed.problems import Level
from showfeed.sources.feed import FeedRead, joined, read_feed

URL = "https://host.example/rivers/feed.xml"
NAMESPACES = (
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:podcast="https://podcastindex.org/namespace/1.0" '
    'xmlns:psc="http://podlove.org/simple-chapters" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:own="https://own.example/ns"'
)
GUID = '<guid isPermaLink="false">a</guid>'
MP3 = '<enclosure url="https://cdn.example/1.mp3" length="9" type="audio/mpeg"/>'


def rss(channel: str, *items: str, before: str = "") -> bytes:
    inner = "".join(f"\n<item>{item}</item>" for item in items)
    return f'{before}<rss version="2.0" {NAMESPACES}>\n<channel>{channel}{inner}</channel></rss>'.encode()


def read(channel: str = "", *items: str, url: str = URL) -> FeedRead:
    return read_feed(rss(channel, *items), url)


def item(text: str) -> Episode:
    got = read("<title>T</title>", text)
    assert got.show is not None
    (episode,) = got.show.episodes
    return episode


def rules(got: FeedRead) -> set[str]:
    return {problem.rule for problem in got.problems}


def test_the_channel_is_read() -> None:
    got = read(
        "<title> Rivers &amp; lakes </title><link>https://rivers.example</link><language>en-GB</language>"
        "<description><![CDATA[<p>About <b>water</b>.</p>]]></description><copyright>Ana</copyright>"
        "<itunes:author>Ana</itunes:author><itunes:explicit>true</itunes:explicit>"
        "<itunes:type>serial</itunes:type><itunes:complete>Yes</itunes:complete>"
        '<itunes:image href="https://host.example/c.jpg"/><itunes:block>Yes</itunes:block>'
        '<itunes:category text="Society &amp; Culture"><itunes:category text="Documentary"/>'
        '<itunes:category text="Philosophy"/></itunes:category><itunes:category text="Science"/>'
        "<itunes:owner><itunes:email>a@b.example</itunes:email><itunes:name>A B</itunes:name></itunes:owner>"
        "<itunes:new-feed-url>https://new.example/feed.xml</itunes:new-feed-url>"
        '<podcast:guid>Verbatim</podcast:guid><podcast:locked owner="a@b.example">no</podcast:locked>'
    )
    show = got.show
    assert show is not None
    assert (show.title, show.link, show.language) == (
        "Rivers & lakes",
        "https://rivers.example",
        "en-GB",
    )
    assert (show.url, show.feed.path) == ("https://host.example/rivers", "feed.xml")
    assert show.description == "<p>About <b>water</b>.</p>"
    assert (show.author, show.copyright, show.explicit, show.complete) == ("Ana", "Ana", True, True)
    assert show.type is ShowType.SERIAL
    assert show.cover == Picture("https://host.example/c.jpg")
    assert show.block == (Block(True),)
    assert show.categories == (
        Category("Society & Culture", "Documentary"),
        Category("Society & Culture", "Philosophy"),
        Category("Science"),
    )
    assert show.owner == Owner("a@b.example", "A B")
    assert show.new_feed_url == "https://new.example/feed.xml"
    assert (show.guid, show.locked, show.locked_owner) == ("Verbatim", False, "a@b.example")
    assert got.problems == ()
    assert got.unknown == ()
    assert show.origin.at("title").line == 2


def test_an_item_is_read() -> None:
    episode = item(
        "<title>Springs</title><link>https://rivers.example/1?a=1&amp;b=2</link>"
        '<guid isPermaLink="false"> https://Old.example/?p=1 </guid>'
        "<pubDate>Mon, 15 Apr 2024 06:00:00 +0200</pubDate>"
        '<enclosure url="https://cdn.example/%C3%A9 x.mp3?u=1&amp;v=2" length="123" type="audio/mpeg"/>'
        "<description>Short</description><content:encoded><![CDATA[<p>Much longer</p>]]></content:encoded>"
        "<itunes:duration>1:02:03</itunes:duration><itunes:episode>7</itunes:episode>"
        "<itunes:season>2</itunes:season><itunes:episodeType>bonus</itunes:episodeType>"
        '<itunes:explicit>false</itunes:explicit><itunes:image href="https://cdn.example/1.jpg"/>'
        "<itunes:subtitle>Sub</itunes:subtitle><itunes:summary>Short</itunes:summary>"
        "<itunes:keywords>a, b,,a</itunes:keywords><itunes:block>no</itunes:block>"
        '<podcast:episode display="Seven">7.5</podcast:episode>'
        '<podcast:person role="Guest" href="https://bob.example" img="https://bob.example/b.jpg">Bob</podcast:person>'
        "<podcast:person>Ana</podcast:person>"
        '<podcast:soundbite startTime="73.5" duration="30">Best</podcast:soundbite>'
        '<podcast:alternateEnclosure type="video/mp4" length="99" bitrate="1000.5" default="true">'
        '<podcast:source uri="ipfs://x"/><podcast:integrity type="sri" value="sha256-x"/></podcast:alternateEnclosure>'
        '<psc:chapters version="1.2"><psc:chapter start="1:05" title="Later"/>'
        '<psc:chapter start="0" title="Start" href="https://a.example"/></psc:chapters>'
    )
    assert (episode.title, episode.link) == ("Springs", "https://rivers.example/1?a=1&b=2")
    assert (episode.guid, episode.guid_is_permalink) == ("https://Old.example/?p=1", False)
    assert episode.date == datetime(2024, 4, 15, 6, tzinfo=timezone(timedelta(hours=2)))
    assert episode.date.utcoffset() == timedelta(hours=2)
    assert episode.audio is not None
    assert episode.audio.href == "https://cdn.example/%C3%A9 x.mp3?u=1&v=2"
    length = timedelta(hours=1, minutes=2, seconds=3)
    assert episode.audio.facts == MediaFacts(123, "audio/mpeg", length)
    assert (episode.duration, episode.typed_duration) == (length, None)
    assert episode.description == "<p>Much longer</p>"
    assert (episode.number, episode.number_display, episode.season) == (Decimal("7.5"), "Seven", 2)
    assert (episode.kind, episode.explicit, episode.block) == (EpisodeKind.BONUS, False, False)
    assert (episode.subtitle, episode.summary, episode.tags) == ("Sub", "", ("a", "b"))
    assert episode.people == (
        Person("Bob", "Guest", "Cast", "https://bob.example", "https://bob.example/b.jpg"),
        Person("Ana"),
    )
    assert episode.soundbites == (
        Soundbite(timedelta(seconds=73.5), timedelta(seconds=30), "Best"),
    )
    assert episode.alternates == (
        AlternateEnclosure(
            "video/mp4",
            (SourceUri("ipfs://x"),),
            Integrity("sri", "sha256-x"),
            99,
            Decimal("1000.5"),
            default=True,
        ),
    )
    assert episode.chapters == (
        Chapter(timedelta(), "Start", url="https://a.example"),
        Chapter(timedelta(seconds=65), "Later"),
    )


def test_files_elsewhere_are_told() -> None:
    got = read(
        "",
        f'{GUID}<podcast:chapters url="https://a.example/c.json" type="application/json+chapters"/>'
        '<podcast:transcript url="https://a.example/t.vtt" type="text/vtt" language="fr" rel="captions"/>'
        '<podcast:transcript url="https://a.example/t.srt" type="application/srt"/>',
    )
    (files,) = got.items
    assert files.chapters is not None
    assert (files.chapters.url, files.chapters.type) == (
        "https://a.example/c.json",
        "application/json+chapters",
    )
    assert [(f.url, f.language, f.rel) for f in files.transcripts] == [
        ("https://a.example/t.vtt", "fr", "captions"),
        ("https://a.example/t.srt", "", ""),
    ]


def test_what_has_no_field_is_told_with_its_number_and_an_example() -> None:
    got = read(
        "<own:mood>good</own:mood>",
        f"{GUID}<own:mood>bad</own:mood><comments>https://a.example</comments>",
        '<guid>b</guid><own:star stars="5"/>',
    )
    assert [(tag.name, tag.count, tag.example) for tag in got.unknown] == [
        ("{https://own.example/ns}mood", 2, "good"),
        ("comments", 1, "https://a.example"),
        ("{https://own.example/ns}star", 1, 'stars="5"'),
    ]
    assert got.unknown[1].place.line == 3


def test_live_items_are_episodes() -> None:
    got = read(
        '<podcast:liveItem status="LIVE" start="2024-04-15T20:00:00+02:00" end="2024-04-15T21:00:00+02:00">'
        f'<title>Live</title>{GUID}{MP3}<podcast:contentLink href="https://a.example">Here</podcast:contentLink>'
        "</podcast:liveItem>",
    )
    assert got.show is not None
    (episode,) = got.show.episodes
    assert episode.live is not None
    assert episode.live.status is LiveStatus.LIVE
    assert episode.live.start.isoformat() == "2024-04-15T20:00:00+02:00"
    assert [(link.href, link.text) for link in episode.live.links] == [
        ("https://a.example", "Here")
    ]


def test_old_namespaces_and_cases_are_understood() -> None:
    content = (
        b'<rss version="2.0" xmlns:i="https://www.iTunes.com/DTDs/Podcast-1.0.dtd" '
        b'xmlns:p="https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md">'
        b"<channel><i:author>Ana</i:author><p:guid>g</p:guid><Language>fr</Language></channel></rss>"
    )
    show = read_feed(content, URL).show
    assert show is not None
    assert (show.author, show.guid, show.language) == ("Ana", "g", "fr")


def test_a_missing_guid_is_the_address_of_the_audio_as_in_apps() -> None:
    got = read("", MP3)
    assert got.show is not None
    assert got.show.episodes[0].guid == "https://cdn.example/1.mp3"
    assert "feed-guid" in rules(got)


def test_a_guid_is_a_permalink_unless_it_says_no() -> None:
    assert item("<guid>https://a.example/1</guid>").guid_is_permalink
    assert item('<guid isPermaLink="TRUE">x</guid>').guid_is_permalink
    assert not item('<guid isPermalink="false">x</guid>').guid_is_permalink
    assert "feed-guid" in rules(read("", '<guid isPermalink="false">x</guid>'))


@pytest.mark.parametrize(
    ("tags", "url", "kind", "size"),
    [
        ('<media:content url="https://a.example/1.m4a" fileSize="5" type="audio/mp4"/>', "1.m4a", "audio/mp4", 5),
        ('<media:group><media:content url="https://a.example/1.mp3" fileSize="6"/></media:group>', "1.mp3", "audio/mpeg", 6),
        ('<atom:link rel="enclosure" href="https://a.example/1.mp3" length="7" type="audio/mpeg"/>', "1.mp3", "audio/mpeg", 7),
        ('<enclosure url="https://a.example/1.mp3" length="8"/>', "1.mp3", "audio/mpeg", 8),
    ],
)  # fmt: skip
def test_media_rss_and_atom_stand_in_for_an_enclosure(
    tags: str, url: str, kind: str, size: int
) -> None:
    audio = item(GUID + tags).audio
    assert audio is not None
    assert audio.facts is not None
    assert (audio.href.rpartition("/")[2], audio.facts.type, audio.facts.size) == (url, kind, size)


@pytest.mark.parametrize("length", ["", "0", "-1", "1,234", "unknown", "9" * 40])
def test_a_size_that_is_none_is_not_known(length: str) -> None:
    episode = item(
        f'{GUID}<enclosure url="https://a.example/1.mp3" length="{length}" type="audio/mpeg"/><itunes:duration>60</itunes:duration>'
    )
    assert episode.audio is not None
    assert episode.audio.facts is None
    assert episode.duration == timedelta(minutes=1)


def test_a_second_enclosure_is_another_encoding() -> None:
    episode = item(
        f'{GUID}{MP3}<enclosure url="https://a.example/1.ogg" length="4" type="audio/ogg"/>'
    )
    assert [(a.type, a.sources[0].uri, a.length) for a in episode.alternates] == [
        ("audio/ogg", "https://a.example/1.ogg", 4)
    ]


def test_pages_are_put_together_and_every_episode_stands_once() -> None:
    link = '<atom:link rel="next" href="feed.xml?page=2"/><atom:link rel="self" href="{}"/>'
    dated = "<guid>{}</guid><pubDate>Mon, {} Apr 2024 06:00:00 GMT</pubDate><own:x/>"
    first = read(link.format(URL), dated.format("b", 15), dated.format("a", "08"))
    assert first.next_page == "https://host.example/rivers/feed.xml?page=2"
    second = read(link.format(URL), dated.format("a", "08"), dated.format("z", "01"))
    whole = joined([first, second])
    assert whole.show is not None
    assert [episode.guid for episode in whole.show.episodes] == ["b", "a", "z"]
    assert len(whole.items) == 3
    assert [(tag.name, tag.count) for tag in whole.unknown] == [("{https://own.example/ns}x", 4)]


@pytest.mark.parametrize("rel", ["next", "prev-archive"])
@pytest.mark.parametrize("href", [URL, "javascript:alert(1)", "file:///etc/passwd", ""])
def test_a_page_that_leads_nowhere_is_no_page(rel: str, href: str) -> None:
    assert read(f'<atom:link rel="{rel}" href="{href}"/>').next_page == ""


MENDED = [
    ("Caf&eacute; &nbsp;&copy;", "Café \xa0©", "feed-entity"),
    ("R&D & more &notaname;", "R&D & more &notaname;", "feed-ampersand"),
    ("a\x0bb\x00c&#x1;d", "abcd", "feed-character"),
    ("smile &#55356;&#56826;", "smile \U0001f1fa", "feed-character"),
    ("half &#55356; only", "half  only", "feed-character"),
    ("&#x110000;x", "x", "feed-character"),
]


@pytest.mark.parametrize(("written", "title", "rule"), MENDED)
def test_what_is_clear_is_mended(written: str, title: str, rule: str) -> None:
    got = read(f"<title>{written}</title>", f"<title>{written}</title>{GUID}")
    assert got.show is not None
    assert got.show.title == title
    assert got.show.episodes[0].title == title
    assert rules(got) == {rule}
    (problem,) = got.problems
    assert problem.place.line == 2
    assert "such places" in problem.message


def test_what_stands_in_cdata_is_left_alone() -> None:
    got = read(
        "<title>&nbsp;</title><description><![CDATA[a &nbsp; b & <br> c \x0b]]></description>"
    )
    assert got.show is not None
    assert got.show.description == "a &nbsp; b & <br> c"
    assert rules(got) == {"feed-entity", "feed-character"}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b'<?xml version="1.0" encoding="UTF-8"?><rss><channel><title>Caf\xe9 \x80</title></channel></rss>', "feed-encoding"),
        (b'<?xml version="1.0" encoding="windows-1252"?><rss><channel><title>Caf\xe9 \x80</title></channel></rss>', "feed-encoding"),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><title>Café €</title></channel></rss>".encode(), "feed-encoding"),
        ("\ufeff<rss><channel><title>Café €</title></channel></rss>".encode(), "feed-encoding"),
        ("\ufeff<rss><channel><title>Café €</title></channel></rss>".encode("utf-16-le"), "feed-encoding"),
        (b'<?xml version="1.0" encoding="bz2"?><rss><channel><title>Caf\xe9 \x80</title></channel></rss>', "feed-encoding"),
        ('\n\n<?xml version="1.0"?><rss><channel><title>Café €</title></channel></rss>'.encode(), "feed-xml"),
        ('<br />Warning: x in <b>y</b>\n<?xml version="1.0"?><rss><channel><title>Café €</title></channel></rss>'.encode(), "feed-xml"),
    ],
)  # fmt: skip
def test_encodings_and_beginnings_are_put_right(content: bytes, rule: str) -> None:
    got = read_feed(content, "feed.xml")
    assert got.show is not None
    assert got.show.title == "Café €"
    assert rules(got) == {rule}


def test_a_feed_that_breaks_off_is_read_up_to_there() -> None:
    whole = rss("<title>T</title>", f"<title>One</title>{GUID}", "<title>Two</title><guid>b</guid>")
    got = read_feed(whole[: whole.index(b"<guid>b")], URL)
    assert got.show is not None
    assert [episode.title for episode in got.show.episodes] == ["One", "Two"]
    assert {"feed-xml", "feed-guid"} <= rules(got)


def test_a_prefix_without_namespace_is_understood_and_told() -> None:
    content = b"<rss><channel><itunes:author>Ana</itunes:author></channel></rss>"
    got = read_feed(content, URL)
    assert got.show is not None
    assert got.show.author == "Ana"
    assert rules(got) == {"feed-namespace"}


def test_html_that_stands_bare_stays_html() -> None:
    episode = item(f"{GUID}<description>One <b>bold</b> &amp; <i>two</i></description>")
    assert episode.description == "One <b>bold</b> &amp; <i>two</i>"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "a web page"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>', "Atom"),
        (b"", "no podcast feed"),
        (b"{}", "no podcast feed"),
        (b"<rss/>", "no podcast feed"),
        (b"ID3\x04\x00\xff\xfb" * 9, "no podcast feed"),
    ],
)
def test_what_is_no_feed_is_said_to_be_none(content: bytes, words: str) -> None:
    got = read_feed(content, URL)
    assert got.show is None
    (problem,) = got.problems
    assert words in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "<itunes:duration>soon</itunes:duration>",
        "<pubDate>yesterday</pubDate>",
        "<itunes:season>one</itunes:season>",
        "<itunes:episode>1.5</itunes:episode>",
        "<itunes:episodeType>teaser</itunes:episodeType>",
        "<itunes:explicit>maybe</itunes:explicit>",
        "<podcast:person> </podcast:person>",
        '<podcast:soundbite startTime="-1" duration="x"/>',
        "<podcast:transcript/>",
        "<podcast:value/>",
        '<psc:chapters><psc:chapter start="x" title="T"/></psc:chapters>',
        '<enclosure url="javascript:alert(1)" length="1" type="audio/mpeg"/>',
        '<itunes:image href="file:///etc/passwd"/>',
        "<link>javascript:alert(1)</link>",
        '<podcast:alternateEnclosure type="video/mp4"/>',
    ],
)
def test_what_makes_no_sense_is_told_with_its_line_and_left_out(text: str) -> None:
    got = read("", GUID, f"{GUID.replace('>a', '>b')}{text}")
    assert got.show is not None
    episode = next(e for e in got.show.episodes if e.guid == "b")
    assert got.problems
    for problem in got.problems:
        assert problem.place.line == 4
        assert problem.place.column > 1
        assert problem.hint
    assert (episode.link, episode.image, episode.audio, episode.chapters, episode.people) == (
        "",
        None,
        None,
        (),
        (),
    )


def test_entities_and_document_types_open_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("password")
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = (
        f'<?xml version="1.0"?>\n<!DOCTYPE rss SYSTEM "file://{secret}" [<!ENTITY x SYSTEM "file://{secret}">'
        f'<!ENTITY % y SYSTEM "http://127.0.0.1:9/y.dtd"> %y; <!ENTITY l0 "lol]>">{lol}]>\n'
    )
    got = read_feed(rss("<title>a&x;b&l9;</title>", before=head), URL)
    assert got.show is not None
    assert got.show.title == "a&x;b&l9;"
    assert "feed-doctype" in rules(got)
    assert got.show.origin.at("title").line == 4


@pytest.mark.parametrize(
    "content",
    [
        b"<rss><channel>" + b"<a>" * 200_000,
        b"<rss><channel><title>" + b"<![CDATA[" * 400_000,
        b"<rss><channel><title>" + b"<!--" * 400_000,
        b"<rss><channel><title>" + b"&" * 400_000,
        b"<!DOCTYPE rss [" + b"<!ENTITY a '" * 200_000,
        b"<rss><channel><item>" * 100_000,
        b'<rss version="2.0"><channel><title>' + b"x" * 12_000_000 + b"</title></channel></rss>",
        b"\x00" * 1_000_000,
        bytes(range(256)) * 4000,
    ],
    ids=["deep", "cdata", "comments", "ampersands", "doctype", "items", "long", "nul", "bytes"],
)
def test_hostile_feeds_are_read_in_seconds_and_harm_nothing(content: bytes) -> None:
    got = read_feed(content, URL)
    assert got.problems


def test_a_feed_beyond_the_limit_is_not_read() -> None:
    got = read_feed(b"<rss><channel>" + b" " * 25_000_000, URL)
    assert got.show is None
    assert [problem.rule for problem in got.problems] == ["feed-size"]


def test_levels_follow_what_apps_do() -> None:
    got = read(
        "",
        f"{GUID}<itunes:explicit>clean</itunes:explicit><pubDate>Tue, 15 Apr 2024 06:00:00 GMT</pubDate>",
    )
    assert {problem.rule: problem.level for problem in got.problems} == {
        "feed-flag": Level.WARNING,
        "feed-date": Level.ERROR,
    }
    assert got.show is not None
    assert got.show.episodes[0].date == datetime(2024, 4, 15, 6, tzinfo=UTC)


HALF = [
    ('<podcast:trailer url="https://a.example/t.mp3">T</podcast:trailer>', "feed-attribute"),
    ('<podcast:trailer url="https://a.example/t.mp3" pubdate="soon">T</podcast:trailer>', "feed-date"),
    ("<itunes:type>daily</itunes:type>", "feed-kind"),
    ('<podcast:updateFrequency dtstart="soon">Weekly</podcast:updateFrequency>', "feed-date"),
    ('<podcast:remoteItem feedUrl="https://a.example"/>', "feed-attribute"),
    ("<podcast:location> </podcast:location>", "feed-location"),
    ('<podcast:socialInteract protocol="activitypub"/>', "feed-attribute"),
    ('<podcast:socialInteract uri="https://a.example"/>', "feed-attribute"),
    ('<podcast:chat server="a.example"/>', "feed-attribute"),
    ('<podcast:image href="https://a.example/1.jpg" width="-3" height="x"/>', "feed-number"),
    ('<podcast:value type="lightning"><podcast:valueRecipient address="x" split="some"/></podcast:value>', "feed-value"),
    (
        '<podcast:value><podcast:valueRecipient address="x" split="1"/>'
        '<podcast:valueTimeSplit startTime="1" duration="2"/></podcast:value>',
        "feed-value",
    ),
    (
        '<podcast:value><podcast:valueRecipient address="x" split="1"/>'
        '<podcast:valueTimeSplit duration="2"/></podcast:value>',
        "feed-attribute",
    ),
    (
        '<podcast:value><podcast:valueRecipient address="x" split="1"/></podcast:value>'
        '<podcast:value type="amp"><podcast:valueRecipient address="y" split="1"/></podcast:value>',
        "feed-value",
    ),
    ('<podcast:person role="Juggler">Ana</podcast:person>', "feed-person"),
    ('<podcast:liveItem status="live"><guid>l</guid></podcast:liveItem>', "feed-attribute"),
    ('<podcast:liveItem status="on" start="2024-04-15T20:00:00Z"><guid>l</guid></podcast:liveItem>', "feed-live"),
    ('<podcast:liveItem status="live" start="soon"><guid>l</guid></podcast:liveItem>', "feed-date"),
    ("<podcast:podping usesPodping='perhaps'/>", "feed-flag"),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "rule"), HALF)
def test_what_is_half_there_in_the_channel_is_told(tag: str, rule: str) -> None:
    got = read(tag)
    assert got.show is not None
    assert rule in rules(got)
    assert all(problem.hint for problem in got.problems)
    assert not got.show.trailers
    assert not got.show.remote_items


def test_an_unknown_role_stays_as_it_is() -> None:
    got = read('<podcast:person role="juggler" group="circus">Ana</podcast:person>')
    assert got.show is not None
    assert got.show.people == (Person("Ana", "Juggler", "Circus"),)


def test_others_stand_in_where_apple_has_nothing() -> None:
    got = read(
        "<managingEditor>ana@rivers.example (Ana Ex)</managingEditor>"
        "<image><url>https://a.example/small.jpg</url><title>T</title><link>x</link></image>"
        "<itunes:summary>About water.</itunes:summary>",
        f'{GUID}<media:thumbnail url="https://a.example/1.jpg"/><atom:link href="https://a.example/1"/>'
        "<itunes:summary>Springs</itunes:summary>"
        '<media:content url="https://a.example/1.mp3" fileSize="5" type="audio/mpeg" duration="61"/>',
    )
    show = got.show
    assert show is not None
    assert (show.author, show.owner) == ("Ana Ex", Owner("ana@rivers.example", "Ana Ex"))
    assert show.cover == Picture("https://a.example/small.jpg")
    assert show.description == "About water."
    (episode,) = show.episodes
    assert episode.link == "https://a.example/1"
    assert episode.description == "Springs"
    assert episode.duration == timedelta(seconds=61)
    assert [image.picture.href for image in episode.images] == ["https://a.example/1.jpg"]


def test_capitals_are_understood_and_told() -> None:
    got = read("", f"{GUID}<itunes:episodeType>Bonus</itunes:episodeType>")
    assert got.show is not None
    assert got.show.episodes[0].kind is EpisodeKind.BONUS
    assert rules(got) == {"feed-kind"}


def test_a_relative_address_is_made_whole_and_told() -> None:
    got = read(
        "<link>/about</link>", f'{GUID}<enclosure url="media/1.mp3" length="5" type="audio/mpeg"/>'
    )
    assert got.show is not None
    assert got.show.link == "https://host.example/about"
    audio = got.show.episodes[0].audio
    assert audio is not None
    assert audio.href == "https://host.example/rivers/media/1.mp3"
    assert rules(got) == {"feed-url"}


@pytest.mark.parametrize(
    "url", ["feed.xml", "/tmp/x/feed.xml", "https://[broken", "https://a.example", ""]
)
def test_a_feed_is_read_wherever_it_was_found(url: str) -> None:
    got = read("<link>https://rivers.example/x/</link>", GUID, url=url)
    assert got.show is not None
    assert got.show.url.startswith("https://")


def test_podloves_chapters_beside_the_feed_are_told() -> None:
    link = '<atom:link rel="http://podlove.org/simple-chapters" href="https://a.example/c.xml"/>'
    (files,) = read("", GUID + link).items
    assert files.chapters is not None
    assert files.chapters.url == "https://a.example/c.xml"


def test_pages_of_which_one_is_none_leave_the_others_whole() -> None:
    first, none = read("<title>T</title>", GUID), read_feed(b"<html/>", URL)
    whole = joined([first, none])
    assert whole.show is not None
    assert len(whole.show.episodes) == 1
    assert "feed-root" in {problem.rule for problem in whole.problems}
    assert joined([none, first]).show is None


def test_a_late_line_keeps_its_number() -> None:
    filler = "\n" * 70_000
    got = read(f"<title>T</title>{filler}", f"{GUID}<itunes:duration>soon</itunes:duration>")
    (problem,) = got.problems
    assert problem.place.line == 70_003


def one_line(items: int, broken: str = "") -> str:
    """A feed as some programs write it: no line break anywhere."""
    made = "".join(
        f"<item><title>T{n}</title><description><![CDATA[<p><link>{'word ' * 99}</p>]]></description>"
        f"<itunes:title>T{n}</itunes:title><!-- <link>no</link> --><link>http://a.example/{n}</link>"
        f"{broken}<itunes:mood>x</itunes:mood></item>"
        for n in range(items)
    )
    return (
        "<?xml version='1.0'?><rss xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' "
        f"version='2.0'><channel><title>Rivers</title>{made}</channel></rss>"
    )


@pytest.mark.parametrize("broken", ["", "a & b"])
def test_in_a_feed_of_one_line_each_tag_has_its_own_place(broken: str) -> None:
    text = one_line(40, broken)
    read = read_feed(text.encode(), "feed.xml")
    assert read.show is not None and read.tags is not None
    for channel in read.tags.tags("channel"):
        items = channel.tags("item")
        assert len(items) == 40
        for number, item in enumerate(items):
            for name in ("title", "itunes:title", "link", "itunes:mood"):
                place = item.where(name)
                start = text.index(f"<title>T{number}</title>")
                mark = f"<{name}>" if name != "link" else "<link>http"
                assert (place.line, place.column) == (1, text.index(mark, start) + 1)


def test_a_feed_of_one_line_takes_no_longer_than_one_of_many() -> None:
    def taken(text: str) -> float:
        started = process_time()
        assert read_feed(text.encode(), "feed.xml").show is not None
        return process_time() - started

    one = one_line(3000)  # about 2 MB; each place was looked for from its beginning once
    many = one.replace("><item>", ">\n<item>").replace("><link>http", ">\n<link>http")
    assert taken(one) < 4 * taken(many) + 1
