"""Shows as values, with every field of the model: what a folder can say, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone
from decimal import Decimal

from hypothesis import strategies as st

from showfeed.formats.people import ROLES
from showfeed.formats.taxonomy import CATEGORIES
from showfeed.model import (
    AlternateEnclosure,
    Audio,
    Block,
    CaptionOptions,
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
    MediaOptions,
    NotesIn,
    NotifyOptions,
    Owner,
    Person,
    Picture,
    PublishTarget,
    Redirect,
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

LETTERS = st.characters(codec="utf-8", exclude_categories=("C",), exclude_characters="\u2028\u2029")
ODD = [
    "No",
    "null",
    "~",
    "1984",
    "#3 – Quoi ?",
    "One: two",
    "Talk #3",
    "'x",
    '"y"',
    "- a",
    "[x",
    "x:",
]
TEXT = (st.sampled_from(ODD) | st.text(LETTERS, min_size=1, max_size=20)).map(
    lambda text: " ".join(text.split()) or "x"
)
MAYBE = st.just("") | TEXT
MARKDOWN = st.lists(
    st.sampled_from(["# A", "- a: b #c", "\ttab", "  indented", "", "…", "'", "```", "| a | b |"])
    | TEXT,
    min_size=1,
    max_size=5,
).map(lambda lines: "\n".join(lines).strip() or "x")
URL = st.sampled_from(
    ["https://a.example/", "https://b.example/x?y=1&z=2#t", "http://c.example/%20"]
)
NO_URL = st.just("") | URL
UUID = st.uuids().map(str)
ZONES = st.sampled_from(
    [UTC, *(timezone(timedelta(minutes=m)) for m in (-570, -300, 60, 120, 345))]
)
FIRST, LAST = (datetime(year, 1, 1) for year in (1950, 2900))  # noqa: DTZ001
DATES = st.datetimes(FIRST, LAST, timezones=ZONES)
TIMES = st.integers(0, 20_000_000).map(lambda ms: timedelta(milliseconds=ms))
WHOLE = st.integers(0, 99_999)
PICTURES = URL.map(Picture)


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


def few(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(strategy, max_size=2).map(tuple)


ROLE = st.sampled_from([(role, group) for role, groups in ROLES.items() for group in groups])
KEYS = st.sampled_from(["ana", "ben", "zoé", "x: y", "1"])
NAMES = st.sampled_from(["Ana Silva", "Ben", "Doe, Jane", "X (y)", "No", "Zoé #1"])
ALIASES = few(st.sampled_from(["A", "B: c"]))
REGISTERED = st.tuples(NAMES, ROLE, NO_URL, NO_URL, ALIASES).map(
    lambda made: Person(made[0], *made[1], *made[2:4], None, "", made[4])
)
REGISTRIES = st.dictionaries(KEYS, REGISTERED, max_size=3).map(
    lambda found: {
        key: replace(who, key=key)
        for number, (key, who) in enumerate(found.items())
        if who.name not in [other.name for other in list(found.values())[:number]]
    }
)
# Whom no registry knows: their names are others than its own.
STRANGER = st.tuples(st.sampled_from(["Lee", "Q, R", "Null (x)", "12"]), ROLE, NO_URL, NO_URL).map(
    lambda made: Person(made[0], *made[1], *made[2:])
)
LOCATION = st.builds(
    Location,
    TEXT,
    st.sampled_from(["", "subject", "creator"]),
    st.sampled_from(["", "geo:45.76,4.84"]),
    st.sampled_from(["", "R120965"]),
    st.sampled_from(["", "FR", "NO"]),
)
FUNDING = st.builds(Funding, URL, MAYBE)
LICENSE = st.builds(License, TEXT, NO_URL)
REMOTE = st.builds(RemoteItem, UUID, NO_URL, MAYBE, st.sampled_from(["", "music"]), MAYBE)
RECIPIENT = st.builds(
    ValueRecipient,
    st.just("lnaddress"),
    st.just("a@b.example"),
    WHOLE,
    MAYBE,
    MAYBE,
    MAYBE,
    st.booleans(),
)
RECIPIENTS = st.lists(RECIPIENT, min_size=1, max_size=2).map(tuple)
SPLIT = st.builds(
    ValueTimeSplit, TIMES, TIMES, few(RECIPIENT), maybe(REMOTE), TIMES, maybe(st.integers(0, 100))
)
DECIMALS = st.integers(0, 10**9).map(lambda n: Decimal(n) / 1000)
VALUE = st.builds(Value, RECIPIENTS, few(SPLIT), TEXT, TEXT, maybe(DECIMALS))
SOCIAL = st.builds(
    SocialInteract, st.just("activitypub"), URL, MAYBE, NO_URL, maybe(WHOLE)
) | st.just(SocialInteract("disabled"))
CHAT = st.builds(Chat, st.just("irc.a.example:6667"), st.just("irc"), MAYBE, MAYBE)
TXT = st.builds(Txt, MARKDOWN, MAYBE)
IMAGE = st.builds(
    ImageTag,
    PICTURES,
    MAYBE,
    st.sampled_from(["", "16/9"]),
    maybe(st.integers(1, 999)),
    maybe(st.integers(1, 999)),
    st.sampled_from(["", "image/png"]),
    few(st.sampled_from(["artwork", "banner"])),
)
ALTERNATE = st.builds(
    AlternateEnclosure,
    st.just("audio/opus"),
    st.lists(
        st.builds(
            SourceUri,
            st.sampled_from(["https://a.example/x", "ipfs://x"]),
            st.sampled_from(["", "video/mp4"]),
        ),
        min_size=1,
        max_size=2,
    ).map(tuple),
    maybe(st.builds(Integrity, st.just("sri"), TEXT)),
    maybe(WHOLE),
    maybe(DECIMALS),
    maybe(WHOLE),
    st.sampled_from(["", "no"]),
    MAYBE,
    MAYBE,
    MAYBE,
    st.booleans(),
)
LINKS = few(st.builds(ContentLink, URL, MAYBE))
LIVE = st.builds(LiveStream, st.sampled_from(LiveStatus), DATES, maybe(DATES), LINKS)
CHAPTER = st.builds(
    Chapter, TIMES, MAYBE, maybe(TIMES), NO_URL, maybe(PICTURES), st.booleans(), maybe(LOCATION)
)
TRANSCRIPTS = st.lists(
    st.sampled_from(["", "fr", "en"]).map(
        lambda language: Transcript(
            TranscriptForm.VTT,
            "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ana>Hello.\n",
            language,
            timed=True,
            end=2000,
            speakers=("Ana",),
            longest=2000,
        )
    ),
    max_size=3,
).map(tuple)


SPEAKERS = st.dictionaries(
    st.sampled_from(["SPEAKER_00", "A: b"]), st.sampled_from(["Nobody Else", ""]), max_size=2
).map(lambda found: tuple(found.items()))


def once(people: list[Person]) -> tuple[Person, ...]:
    return tuple({(who.name, who.role): who for who in people}.values())


@st.composite
def episodes(draw: st.DrawFn, number: int, registry: dict[str, Person]) -> Episode:
    known = [
        replace(who, role=role[0], group=role[1])
        for who, role in draw(st.lists(st.tuples(st.sampled_from(list(registry.values())), ROLE), max_size=2) if registry else st.just([]))
    ]  # fmt: skip
    in_audio = draw(st.booleans())
    duration = draw(maybe(st.integers(0, 300)))
    return Episode(
        id=f"{number:03}" + draw(st.sampled_from(["", "-a", ".fr"])),
        title=draw(TEXT),
        date=draw(maybe(DATES)),
        audio=draw(maybe(URL.map(Audio) | st.just(Audio("media/a: b.mp3")))),
        typed_duration=None if duration is None else timedelta(minutes=duration),
        typed_to_minutes=duration is not None and draw(st.booleans()),
        chapters=() if in_audio else draw(few(CHAPTER)),
        chapters_in_audio=in_audio,
        transcripts=draw(TRANSCRIPTS),
        description=draw(st.just("") | MARKDOWN),
        guid=draw(MAYBE),
        guid_is_permalink=draw(st.booleans()),
        number=draw(maybe(DECIMALS)),
        number_display=draw(MAYBE),
        season=draw(maybe(WHOLE)),
        kind=draw(st.sampled_from(EpisodeKind)),
        recorded=draw(maybe(DATES)),
        draft=draw(st.booleans()),
        explicit=draw(maybe(st.booleans())),
        image=draw(maybe(PICTURES)),
        images=draw(few(IMAGE)),
        subtitle=draw(MAYBE),
        summary=draw(MAYBE),
        author=draw(MAYBE),
        people=once([*known, *draw(few(STRANGER))]),
        speakers=draw(SPEAKERS),
        anonymous_speakers=draw(maybe(st.booleans())),
        tags=draw(few(TEXT)),
        link=draw(NO_URL),
        slug=draw(st.sampled_from(["", "1984", "my.slug"])),
        moved_from=draw(few(st.builds(Redirect, OLD_PATH))),
        soundbites=draw(few(st.builds(Soundbite, TIMES, TIMES, MAYBE))),
        alternates=draw(few(ALTERNATE)),
        locations=draw(few(LOCATION)),
        license=draw(maybe(LICENSE)),
        funding=draw(few(FUNDING)),
        value=draw(maybe(VALUE)),
        social=draw(few(SOCIAL)),
        chat=draw(maybe(CHAT)),
        txt=draw(few(TXT)),
        live=draw(maybe(LIVE)),
        links=draw(LINKS),
        block=draw(st.booleans()),
        embed=draw(maybe(st.booleans())),
    )


OLD_PATH = st.sampled_from(["2024", "2024/04/où ça", "a:b/c%20d", "100%.html", "it's #1?", "no"])
REDIRECTS = st.dictionaries(
    OLD_PATH, st.sampled_from(["", "archive", "no", "https://b.example/?a=1#c"]), max_size=2
).map(lambda led: tuple(Redirect(*pair) for pair in led.items()))


@st.composite
def shows(draw: st.DrawFn) -> Show:
    registry = draw(REGISTRIES)
    cast = tuple(who for who in registry.values() if who.role in ("Host", "Co-Host"))
    hosts = draw(st.lists(STRANGER, max_size=2).map(once))
    rhythm = st.builds(
        UpdateFrequency,
        TEXT,
        st.sampled_from(["", "FREQ=WEEKLY;BYDAY=MO"]),
        maybe(DATES),
        st.booleans(),
    )
    categories = [
        Category(name, below) for name, subs in CATEGORIES.items() for below in ("", *subs)
    ]
    return Show(
        title=draw(TEXT),
        url=draw(st.sampled_from(["https://a.example", "https://a.example/show"])),
        description=draw(MARKDOWN),
        language=draw(st.sampled_from(["no", "fr", "en-GB"])),
        author=draw(TEXT),
        categories=draw(st.lists(st.sampled_from(categories), min_size=1, max_size=2).map(tuple)),
        cover=draw(maybe(PICTURES)),
        explicit=draw(st.booleans()),
        timezone=draw(st.sampled_from(["UTC", "Europe/Paris"])),
        publish_at=draw(st.sampled_from([time(0, 0), time(6, 5)])),
        type=draw(st.sampled_from(ShowType)),
        owner=draw(maybe(st.builds(Owner, st.just("a@b.example"), MAYBE))),
        registry=registry,
        people=tuple(Person(who.name, "Host", "Cast", who.url, who.image) for who in hosts) or cast,
        seasons=draw(st.dictionaries(WHOLE, TEXT, max_size=2)),
        link=draw(NO_URL),
        copyright=draw(MAYBE),
        license=draw(maybe(LICENSE)),
        locked=draw(st.booleans()),
        locked_owner=draw(st.sampled_from(["", "a@b.example"])),
        funding=draw(few(FUNDING)),
        locations=draw(few(LOCATION)),
        medium=draw(st.sampled_from(["", "music", "musicL"])),
        trailers=draw(
            few(st.builds(Trailer, TEXT, URL, DATES, maybe(WHOLE), st.sampled_from(["", "audio/mpeg"]), maybe(WHOLE)))
        ),
        podroll=draw(few(REMOTE)),
        remote_items=draw(few(REMOTE)),
        publisher=draw(maybe(REMOTE)),
        update_frequency=draw(maybe(rhythm)),
        value=draw(maybe(VALUE)),
        chat=draw(maybe(CHAT)),
        social=draw(few(SOCIAL)),
        block=draw(
            st.sampled_from(
                [(), (Block(True),), (Block(False),), (Block(True, "google"), Block(False, "amazon"))]
            )
        ),
        txt=draw(few(TXT)),
        guid=draw(st.just("") | UUID),
        new_feed_url=draw(NO_URL),
        redirects=draw(REDIRECTS),
        complete=draw(st.booleans()),
        podping=draw(maybe(st.booleans())),
        images=draw(few(IMAGE)),
        feed=draw(st.builds(FeedOptions, st.sampled_from(["feed.xml", "a/b.xml"]), maybe(st.integers(1, 99)), st.sampled_from(NotesIn), few(URL))),
        notify=draw(st.builds(NotifyOptions, maybe(st.booleans()), st.booleans())),
        media=draw(st.builds(MediaOptions, st.sampled_from(["", "https://m.example/a"]), NO_URL, st.booleans())),
        captions=draw(st.builds(CaptionOptions, st.integers(1, 2), st.integers(16, 80), st.integers(3, 20))),
        anonymous_speakers=draw(st.booleans()),
        publish=draw(st.sampled_from([(), (PublishTarget("No: 1", "folder", (("path", "x #y"),)),)])),
        episodes=tuple(draw(episodes(number, registry)) for number in range(draw(st.integers(0, 2)))),
    )  # fmt: skip
