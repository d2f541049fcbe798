"""Shows as values, whole, for properties of the feed: what can stand in one, and how it is heard."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from showfeed.formats.people import ROLES
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
    Owner,
    Person,
    Picture,
    RemoteItem,
    Show,
    ShowType,
    SocialInteract,
    Soundbite,
    SourceUri,
    Trailer,
    Txt,
    UpdateFrequency,
    Value,
    ValueRecipient,
    ValueTimeSplit,
)

LETTERS = st.characters(
    codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="\ufffe\uffff"
) | st.sampled_from(" <&>'\"]é🎙")
WORDS = st.text(LETTERS, min_size=1, max_size=20).map(lambda t: " ".join(t.split())).filter(bool)
MAYBE = st.just("") | WORDS
URLS = st.sampled_from(
    ["https://a.example/x?y=1&z=2", "https://b.example/%C3%A9.jpg", "https://c.example"]
)
UUIDS = st.uuids().map(str)
OFFSETS = st.sampled_from(
    [UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-5, minutes=-30))]
)
DATES = st.builds(
    lambda seconds, zone: datetime.fromtimestamp(seconds, zone),
    st.integers(10**9, 2 * 10**9),
    OFFSETS,
)
COUNTS = st.integers(0, 5000)
DECIMALS = st.integers(1, 10**6).map(lambda n: Decimal(n) / 100)
TIMES = st.integers(0, 10**7).map(lambda ms: timedelta(milliseconds=ms))
ROLE = st.sampled_from(sorted((role, groups[0]) for role, groups in ROLES.items()))
PEOPLE = st.lists(
    st.builds(lambda name, role, url: Person(name, *role, url), WORDS, ROLE, st.just("") | URLS),
    max_size=3,
).map(tuple)
REMOTE = st.builds(RemoteItem, UUIDS, st.just("") | URLS, MAYBE, st.just(""), MAYBE)
RECIPIENT = st.builds(
    ValueRecipient,
    st.sampled_from(["node", "lnaddress"]),
    WORDS,
    COUNTS,
    MAYBE,
    MAYBE,
    MAYBE,
    st.booleans(),
)
RECIPIENTS = st.lists(RECIPIENT, min_size=1, max_size=2).map(tuple)
SPLIT = st.builds(ValueTimeSplit, TIMES, TIMES, RECIPIENTS) | st.builds(
    lambda start, length, item, later, share: ValueTimeSplit(start, length, (), item, later, share),
    TIMES, TIMES, REMOTE, TIMES, st.none() | st.integers(0, 100),
)  # fmt: skip
VALUES = st.none() | st.builds(
    Value,
    RECIPIENTS,
    st.lists(SPLIT, max_size=2).map(tuple),
    st.just("lightning"),
    st.just("keysend"),
    st.none() | DECIMALS,
)
SIZE = st.none() | COUNTS
IMAGES = st.lists(
    st.builds(
        ImageTag,
        URLS.map(Picture),
        MAYBE,
        st.sampled_from(["", "16/9"]),
        SIZE,
        SIZE,
        st.just(""),
        st.sampled_from([(), ("banner", "social")]),
    ),
    max_size=2,
).map(tuple)
SHARED: dict[str, st.SearchStrategy[Any]] = {
    "people": PEOPLE,
    "locations": st.lists(st.builds(Location, WORDS, st.sampled_from(["", "creator"]), st.just("geo:45.7,4.8")), max_size=2).map(tuple),
    "license": st.none() | st.builds(License, WORDS, st.just("") | URLS),
    "funding": st.lists(st.builds(Funding, URLS, MAYBE), max_size=2).map(tuple),
    "value": VALUES,
    "social": st.lists(
        st.builds(SocialInteract, st.just("activitypub"), URLS, MAYBE, st.just("") | URLS, SIZE), max_size=2
    ).map(tuple),
    "chat": st.none() | st.builds(Chat, WORDS, st.just("irc"), MAYBE, MAYBE),
    "txt": st.lists(st.builds(Txt, WORDS, MAYBE), max_size=2).map(tuple),
    "images": IMAGES,
}  # fmt: skip
CHAPTERS = st.lists(
    st.builds(Chapter, TIMES, WORDS, st.none(), st.just("") | URLS, st.none() | URLS.map(Picture)),
    max_size=4, unique_by=lambda chapter: chapter.start,
).map(lambda found: tuple(sorted(found, key=lambda chapter: chapter.start)))  # fmt: skip
ALTERNATES = st.lists(
    st.builds(
        AlternateEnclosure, st.just("video/mp4"), st.tuples(st.builds(SourceUri, URLS, st.just("") | st.just("a/b"))),
        st.none() | st.builds(Integrity, st.just("sri"), WORDS), SIZE, st.none() | DECIMALS, SIZE, st.sampled_from(["", "fr"]),
        MAYBE, MAYBE, MAYBE, st.booleans(),
    ),
    max_size=2,
).map(tuple)  # fmt: skip
LIVE = st.none() | st.builds(
    LiveStream,
    st.sampled_from(LiveStatus),
    DATES,
    st.none() | DATES,
    st.tuples(st.builds(ContentLink, URLS, MAYBE)),
)
DURATIONS = st.integers(1, 10**5).map(lambda seconds: timedelta(seconds=seconds))


def episodes(number: int) -> st.SearchStrategy[Episode]:
    """Episodes that can be published; *number* keeps guids and audio apart."""
    audio = st.builds(
        lambda size, duration: Audio(f"https://cdn.example/{number}.mp3?a=1&b=2", facts=MediaFacts(size, "audio/mpeg", duration)),
        st.integers(1, 10**9),
        st.none() | DURATIONS,
    )  # fmt: skip
    return st.builds(
        Episode,
        id=st.just(f"{number:03}"),
        title=WORDS,
        date=DATES,
        audio=audio,
        chapters=CHAPTERS,
        description=st.sampled_from(
            ["", "A *word*.\n\n- a\n- b", "[l](https://x.example) & <b>x</b>"]
        ),
        guid=st.builds(lambda words: f"{words}{number}", WORDS),
        guid_is_permalink=st.booleans(),
        number=st.none() | DECIMALS,
        number_display=MAYBE,
        season=st.none() | st.integers(1, 3),
        kind=st.sampled_from(EpisodeKind),
        explicit=st.none() | st.booleans(),
        image=st.none() | URLS.map(Picture),
        subtitle=MAYBE,
        author=MAYBE,
        tags=st.lists(WORDS, max_size=2, unique=True).map(tuple),
        link=st.just("") | URLS,
        soundbites=st.lists(st.builds(Soundbite, TIMES, TIMES, MAYBE), max_size=2).map(tuple),
        alternates=ALTERNATES,
        live=LIVE,
        block=st.booleans(),
        **SHARED,
    )


SHOWS = st.integers(0, 3).flatmap(
    lambda count: st.builds(
        Show,
        title=WORDS,
        url=st.just("https://rivers.example/show"),
        description=st.just("About **water**."),
        language=st.sampled_from(["fr", "en-GB"]),
        author=WORDS,
        categories=st.sampled_from([(), (Category("Arts"), Category("Business", "Careers"))]),
        cover=st.none() | URLS.map(Picture),
        explicit=st.booleans(),
        type=st.sampled_from(ShowType),
        owner=st.none() | st.builds(Owner, st.just("a@b.example"), MAYBE),
        seasons=st.dictionaries(st.integers(1, 3), WORDS),
        link=st.just("") | URLS,
        copyright=MAYBE,
        locked=st.booleans(),
        medium=st.sampled_from(["", "podcast", "music"]),
        trailers=st.lists(
            st.builds(Trailer, WORDS, URLS, DATES, SIZE, st.just("audio/mpeg"), SIZE), max_size=2
        ).map(tuple),
        podroll=st.lists(REMOTE, max_size=2).map(tuple),
        remote_items=st.lists(REMOTE, max_size=2).map(tuple),
        update_frequency=st.none()
        | st.builds(
            UpdateFrequency, WORDS, st.just("FREQ=WEEKLY"), st.none() | DATES, st.booleans()
        ),
        block=st.lists(
            st.builds(Block, st.booleans(), st.sampled_from(["google", "amazon"])), max_size=2
        ).map(tuple),
        guid=UUIDS,
        new_feed_url=st.just("") | URLS,
        complete=st.booleans(),
        podping=st.none() | st.booleans(),
        feed=st.builds(FeedOptions, hubs=st.lists(URLS, max_size=2).map(tuple)),
        episodes=st.tuples(*(episodes(number) for number in range(count))).map(newest_first),
        **SHARED,
    )
)


def newest_first(found: tuple[Episode, ...]) -> tuple[Episode, ...]:
    """Return episodes in a show's order."""
    return tuple(sorted(found, key=lambda e: e.date.timestamp() if e.date else 0, reverse=True))


def without_text(show: Show) -> Show:
    """Return a show without what the feed adds words to: descriptions."""
    bare = (replace(episode, description="") for episode in show.episodes)
    return replace(show, description="", episodes=tuple(bare))
