"""What subscribers will see: every kind of change is found, and nothing else."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from feed_shows import SHOWS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from showfeed.compare import Change, Changes, Heard, compare
from showfeed.compare.files import passages
from showfeed.compare.telling import as_json, as_markdown, as_text, code, summary
from showfeed.compare.word_diff import word_diff
from showfeed.model import (
    Audio,
    Block,
    Category,
    Chapter,
    Episode,
    Funding,
    MediaFacts,
    Person,
    Picture,
    Show,
)
from showfeed.problems import Level

MONDAY = datetime(2024, 4, 15, 6, tzinfo=UTC)
HOME = "https://rivers.example"


def episode(number: int = 1, **fields: Any) -> Episode:
    given_fields: dict[str, Any] = {
        "id": str(number),
        "title": f"Springs {number}",
        "date": MONDAY + timedelta(days=number),
        "audio": sound(f"https://cdn.example/{number}.mp3"),
        "guid": f"g{number}",
        "description": "<p>Where they come from.</p>",
        "chapters": (Chapter(timedelta(), "Start"), Chapter(timedelta(minutes=1), "Middle")),
        "people": (Person("Ana"),),
        "image": Picture("https://cdn.example/1.jpg"),
    }
    return Episode(**(given_fields | fields))


def sound(url: str = "https://cdn.example/1.mp3", size: int = 9, minutes: int = 3) -> Audio:
    return Audio(url, facts=MediaFacts(size, "audio/mpeg", timedelta(minutes=minutes)))


def heard(*episodes: Episode, address: str = f"{HOME}/feed.xml", **fields: Any) -> Heard:
    show = Show("Rivers", HOME, "<p>About water.</p>", "en", "Ana", guid="u", episodes=episodes)
    return Heard(replace(show, **fields), address)


def changed(old: Heard, new: Heard) -> list[tuple[str, Level]]:
    return [(change.kind, change.level) for change in compare(old, new).changes]


@given(SHOWS)
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_a_show_is_as_it_is(show: Show) -> None:
    same = compare(Heard(show, "a"), Heard(show, "a"))
    assert same.changes == ()
    assert as_text(same) == "subscribers will see no change"


EPISODE_CHANGES = [
    ({"title": "Deltas"}, "title", Level.ADVICE),
    ({"description": "<p>Where they go.</p>"}, "description", Level.ADVICE),
    ({"description": "<p>Where they <a href='x'>come</a> from.</p>"}, "description", Level.ADVICE),
    ({"subtitle": "New"}, "subtitle", Level.ADVICE),
    ({"date": MONDAY}, "date", Level.ADVICE),
    ({"audio": sound(size=10)}, "audio", Level.WARNING),
    ({"audio": sound(minutes=4)}, "audio", Level.WARNING),
    ({"audio": sound("https://cdn.example/1b.mp3")}, "enclosure", Level.ADVICE),
    ({"audio": None}, "audio", Level.ERROR),
    ({"chapters": ()}, "chapters", Level.WARNING),
    ({"chapters": (Chapter(timedelta(), "Start"), Chapter(timedelta(minutes=2), "Middle"))}, "chapters", Level.ADVICE),
    ({"people": ()}, "people", Level.ADVICE),
    ({"people": (Person("Ana", "Guest"),)}, "people", Level.ADVICE),
    ({"image": Picture("https://cdn.example/2.jpg")}, "image", Level.ADVICE),
    ({"image": None}, "image", Level.ADVICE),
    ({"explicit": True}, "explicit", Level.ADVICE),
    ({"season": 2}, "season", Level.ADVICE),
    ({"block": True}, "block", Level.WARNING),
    ({"link": "https://rivers.example/1"}, "link", Level.ADVICE),
    ({"funding": (Funding("https://a.example", "Give"),)}, "funding", Level.ADVICE),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "kind", "level"), EPISODE_CHANGES)
def test_each_change_of_an_episode_is_found_alone(
    fields: dict[str, Any], kind: str, level: Level
) -> None:
    old, new = heard(episode()), heard(episode(**fields))
    assert changed(old, new) == [(kind, level)]
    assert len(compare(new, old).changes) == 1
    (change,) = compare(old, new).changes
    assert change.subject.guid == "g1"


SHOW_CHANGES: list[tuple[dict[str, Any], list[tuple[str, Level]]]] = [
    ({"title": "Lakes"}, [("title", Level.ADVICE)]),
    ({"guid": "v"}, [("podcast-guid", Level.ERROR)]),
    ({"description": "Lakes"}, [("description", Level.ADVICE)]),
    ({"cover": Picture("https://cdn.example/2.jpg")}, [("image", Level.ADVICE)]),
    ({"people": (Person("Bob"),)}, [("people", Level.ADVICE)]),
    ({"block": (Block(True),)}, [("block", Level.WARNING)]),
    ({"complete": True}, [("complete", Level.WARNING)]),
    ({"new_feed_url": "https://new.example/feed.xml"}, [("new-feed-url", Level.WARNING)]),
    ({"author": "Bob"}, [("author", Level.ADVICE)]),
    ({"language": "fr"}, [("language", Level.ADVICE)]),
    ({"address": "https://new.example/feed.xml"}, [("feed-moved", Level.ERROR)]),
    (
        {"address": "https://new.example/feed.xml", "new_feed_url": "https://new.example/feed.xml"},
        [("new-feed-url", Level.WARNING), ("feed-moved", Level.ADVICE)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), SHOW_CHANGES)
def test_each_change_of_the_show_is_found_alone(
    fields: dict[str, Any], expected: list[tuple[str, Level]]
) -> None:
    assert changed(heard(episode()), heard(episode(), **fields)) == expected


def test_several_things_are_told_and_one_is() -> None:
    now = heard(episode(), categories=(Category("Arts"),), link="https://x.example")
    told = as_text(compare(heard(episode(), categories=(), link=""), now))
    assert "its categories are told now" in told
    assert "its page is told now" in told


def test_new_and_gone_episodes() -> None:
    old, new = heard(episode(2), episode(1)), heard(episode(3), episode(2))
    assert changed(old, new) == [("new", Level.ADVICE), ("gone", Level.ERROR)]
    assert summary(compare(old, new)) == "1 new episode, 1 gone; 1 change would hurt subscribers"


def test_another_guid_is_told_as_such_where_title_audio_or_date_agree() -> None:
    old = heard(episode())
    for fields in (
        {},
        {"title": "Other"},
        {"audio": sound("https://new.example/other.mp3")},
        {"date": MONDAY + timedelta(days=9)},
    ):
        found = compare(old, heard(episode(guid="z", **fields)))
        assert found.changes[0].kind == "guid"
        assert found.hurting
        assert "guid: g1" in found.changes[0].hint
        assert not found.of("new", "gone")
    entirely = heard(episode(guid="z", title="Other", audio=sound("https://new.example/other.mp3")))
    assert {c.kind for c in compare(old, entirely).changes} == {"new", "gone"}


def test_a_measuring_prefix_is_told_as_one() -> None:
    new = heard(episode(audio=sound("https://op3.example/e/cdn.example/1.mp3")))
    (change,) = compare(heard(episode()), new).changes
    assert "measuring prefix" in change.words[0]


def test_a_size_that_is_not_known_is_no_change() -> None:
    bare = episode(audio=Audio("https://cdn.example/1.mp3"), typed_duration=timedelta(minutes=3))
    assert changed(heard(bare), heard(episode())) == []


def test_transcripts_that_come_and_go() -> None:
    forms = (("text/vtt", "fr"), ("text/html", "fr"))
    old, new = heard(episode()), replace(heard(episode()), transcripts={"g1": forms})
    assert changed(old, new) == [("transcript", Level.ADVICE)]
    assert changed(new, old) == [("transcript", Level.WARNING)]
    assert changed(new, replace(new, transcripts={"g1": forms[:1]})) == [
        ("transcript", Level.ADVICE)
    ]


def test_another_order_is_told() -> None:
    old, new = heard(episode(2), episode(1)), heard(episode(1), episode(2))
    assert ("order", Level.ADVICE) in changed(old, new)


def test_a_house_that_moves_is_told_once_not_at_every_address() -> None:
    def at(home: str) -> Heard:
        one = episode(
            link=f"{home}/1/", audio=sound(f"https://op3.example/e/{home[8:]}/1.mp3"),
            description=f"<a href='{home}/1/'>x</a>", image=Picture(f"{home}/1.jpg"),
        )  # fmt: skip
        return heard(one, url=home, address=f"{home}/feed.xml", cover=Picture(f"{home}/c.jpg"))

    found = compare(at(HOME), at("https://new.example/show"))
    assert [change.kind for change in found.changes] == ["home", "feed-moved"]
    assert found.hurting
    led = replace(at("https://new.example/show"), moved=(f"{HOME}/feed.xml",))
    assert not compare(at(HOME), led).hurting


def test_a_title_is_shown_with_the_words_that_changed() -> None:
    old, new = (
        heard(episode(title="All about the water here")),
        heard(episode(title="All about the lakes here")),
    )
    assert "[-water-] {+lakes+}" in as_text(compare(old, new))


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_word_diff_of_short_texts_holds_both(old: str, new: str) -> None:
    old, new = " ".join(old.split()), " ".join(new.split())
    pieces = word_diff(old, new)
    if old == new:
        assert all(sign == "=" for sign, _ in pieces)
    if not any("…" in words for _, words in pieces):
        assert " ".join(w for s, w in pieces if s != "+").split(" ") == old.split(" ")
        assert " ".join(w for s, w in pieces if s != "-").split(" ") == new.split(" ")


HOSTILE = st.text(max_size=40) | st.sampled_from(
    ["`", "``` x", "<img src=x onerror=alert(1)>", "](javascript:alert(1))", "@team", "#1", "a\n\n# b", "|", "\\`", "\x1b[31m", "**b**"]
)  # fmt: skip


@given(HOSTILE.filter(lambda text: bool(text.strip())))
@settings(deadline=None)
def test_no_title_marks_up_a_comment(words: str) -> None:
    html = _html(code(words))
    assert re.fullmatch(r"<p><code>[^<>]*</code></p>\n", html), html


def _html(markdown: str) -> str:
    import cmarkgfm

    rendered: str = cmarkgfm.github_flavored_markdown_to_html(markdown)
    return rendered


@given(HOSTILE, HOSTILE)
@settings(deadline=None)
def test_a_comment_holds_one_list_whatever_titles_say(old: str, new: str) -> None:
    changes = compare(heard(episode(title=old)), heard(episode(title=new), episode(2, title=old)))
    html = _html(as_markdown(changes, new))
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {"p", "strong", "code", "ul", "li", "del"}
    assert "\x1b" not in as_text(changes)
    json.loads(as_json(changes, new))


def test_a_long_comment_is_cut_and_says_so() -> None:
    old = heard()
    new = heard(*(episode(number) for number in range(60)))
    told = as_markdown(compare(old, new), "x")
    assert told.count("\n- ") == 31
    assert "30 more" in told


def test_json_says_what_text_says() -> None:
    changes = Changes(
        (
            Change(
                "x",
                compare(heard(), heard(episode())).changes[0].subject,
                ("was ", "a`b", ", is ", "c"),
            ),
        )
    )
    value = json.loads(as_json(changes, "y"))
    assert value["changes"][0]["message"] == "was a`b, is c"
    assert value["hurts"] is False


def test_of_a_long_text_the_first_passages_are_shown_and_nothing_that_the_cut_parted() -> None:
    words = [f"w{number}" for number in range(5000)]
    for at in (0, 1, 2500, 4998, 4999):
        changed = [*words[:at], "new", *words[at + 1 :]]
        pieces = passages(" ".join(words), " ".join(changed))
        assert [piece for piece in pieces if piece[0] != "="] == [("-", f"w{at}"), ("+", "new")]
    inserted = [*words[:100], *(["new"] * 3), *words[100:4000], "last", *words[4000:]]
    pieces = passages(" ".join(words), " ".join(inserted))
    assert [piece for piece in pieces if piece[0] != "="] == [("+", "new new new")]
    assert pieces[-1] == ("=", "…")
    other = passages(" ".join(words), " ".join(reversed(words)))
    assert {sign for sign, _ in other} >= {"-", "+"}


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
@settings(deadline=None)
def test_passages_tell_of_a_difference_where_there_is_one(old: list[str], new: list[str]) -> None:
    pieces = passages(" ".join(old), " ".join(new))
    assert any(sign != "=" for sign, _ in pieces) == (" ".join(old) != " ".join(new))
