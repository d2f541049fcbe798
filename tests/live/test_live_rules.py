"""Every rule of what is served finds its own bad example, and lets the good one pass."""

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.cli.explain import explanation, name_of
from showfeed.live import rules
from showfeed.live.answers import Answer, Asked, Failure, Hop, Question, What
from showfeed.live.difference import NotAFeed, difference
from showfeed.live.recorded import format_recorded, parse_recorded
from showfeed.live.rules import served_feed
from showfeed.problems import Level, Place

EVERY = pytest.mark.parametrize("rule", rules.RULES, ids=name_of)
PLACE = Place("episodes/001.yaml", 3, 8)


def example(rule: ModuleType, text: str) -> Asked:
    asked = parse_recorded(text, getattr(rule, "BUILT", b""))
    return replace(asked, question=replace(asked.question, place=PLACE))


@EVERY
def test_a_rule_finds_its_bad_example_where_it_stands(rule: ModuleType) -> None:
    problems = list(rule.check(example(rule, rule.BAD)))
    assert problems
    for problem in problems:
        assert (problem.rule, problem.place) == (name_of(rule), PLACE)
        assert problem.message
        assert problem.hint
        assert "\n" not in problem.message + problem.hint


@EVERY
def test_a_rule_lets_its_good_example_pass(rule: ModuleType) -> None:
    assert list(rule.check(example(rule, rule.GOOD))) == []


@EVERY
def test_a_rule_is_explained_with_why_and_an_exchange(rule: ModuleType) -> None:
    words = explanation(name_of(rule))
    assert "What it finds:" in words
    first, blank, *why = (rule.__doc__ or "").split("\n")
    assert first.endswith(".")
    assert not blank
    assert "".join(why).strip()


@EVERY
def test_examples_are_written_as_they_are_read(rule: ModuleType) -> None:
    for text in (rule.BAD, rule.GOOD):
        assert format_recorded(parse_recorded(text)) == text


def test_every_rule_that_there_is_runs() -> None:
    stems = {file.stem for file in Path(rules.__file__).parent.glob("*.py")} - {"__init__"}
    assert {rule.__name__.rpartition(".")[2] for rule in rules.RULES} == stems
    assert list(rules.RULES) == sorted(rules.RULES, key=name_of)


WORDS = st.text(st.characters(codec="ascii", exclude_characters="\r\n"), max_size=40)
ANSWERS = st.builds(
    Answer,
    status=st.sampled_from([0, 200, 206, 301, 302, 304, 404, 416, 500, 599]),
    headers=st.dictionaries(
        st.sampled_from(
            [
                *("content-type", "content-length", "content-range", "etag", "location"),
                *("access-control-allow-origin", "content-encoding", "last-modified"),
            ]
        ),
        WORDS,
    ),
    body=st.binary(max_size=60) | st.sampled_from([b"<rss/>", b"<html><title>x", b"ID3"]),
    hops=st.lists(
        st.builds(Hop, st.sampled_from([301, 302, 308]), WORDS), max_size=12
    ).map(tuple),
    failure=st.none() | st.sampled_from(Failure),
)  # fmt: skip
ASKED = st.builds(
    Asked,
    question=st.builds(
        Question,
        what=st.sampled_from(What),
        url=WORDS,
        place=st.just(PLACE),
        type=st.sampled_from(["", "audio/mpeg", "text/html", "text/vtt"]),
        length=st.none() | st.integers(0, 10**12),
        behind=st.just("") | WORDS,
        expected=st.sampled_from([b"", b"<rss><channel/></rss>"]),
    ),
    **{name: st.none() | ANSWERS for name in ("head", "got", "again", "direct")},
)


@settings(deadline=None, max_examples=300)
@given(ASKED)
def test_whatever_a_server_says_is_told_in_one_line_each(asked: Asked) -> None:
    for problem in rules.check(asked):
        assert problem.place == PLACE
        assert problem.hint
        assert (problem.message + problem.hint).isprintable()


def feed(*items: str, head: str = "") -> bytes:
    inner = "".join(f"<item><guid>{item}</guid><title>{item}</title></item>" for item in items)
    return f"<rss><channel>{head}{inner}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("published", "built", "words"),
    [
        (feed("a"), feed("a"), ""),
        (feed("a"), feed("a").replace(b"><item", b">\n  <item"), ""),
        (feed("a"), feed("c", "b", "a"), "2 episodes are not published yet"),
        (feed("b", "a"), feed("a"), "1 episode is published but not in this folder"),
        (
            feed("a"),
            feed("a").replace(b"<title>a", b"<title>b"),
            "1 episode is published as it was before a change",
        ),
        (feed("a"), feed("a", head="<link/>"), "what it says of the show is another"),
        (feed("a", "b"), feed("b", "a"), "the episodes are in another order"),
    ],
)
def test_a_difference_is_told_in_episodes(published: bytes, built: bytes, words: str) -> None:
    assert difference(published, built) == words


def test_a_namespace_more_on_the_feed_changes_no_episode() -> None:
    more = feed("a").replace(b"<rss>", b'<rss xmlns:psc="http://podlove.org/simple-chapters">')
    assert "episode" not in difference(feed("a"), more)


@pytest.mark.parametrize("document", [b"", b"<rss/>", b"hello", b"<rss><channel>", b"\xff\xfe"])
def test_what_is_no_feed_is_told_apart(document: bytes) -> None:
    with pytest.raises(NotAFeed):
        difference(document, feed("a"))
    question = Question(What.FEED, "https://x.example/feed.xml", expected=feed("a"))
    (problem,) = served_feed.check(Asked(question, got=Answer(200, body=document)))
    assert problem.level is Level.ERROR


def test_an_entity_is_not_expanded() -> None:
    bomb = b'<!DOCTYPE r [<!ENTITY a "x">]><rss><channel>&a;</channel></rss>'
    with pytest.raises(NotAFeed):
        difference(bomb, feed("a"))
