"""showfeed.lock: written whole, read kindly, broken lines told."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.model import MediaFacts
from showfeed.problems import OutsideError
from showfeed.sources.lock import (
    Lock,
    LockedEpisode,
    format_lock,
    parse_lock,
    read_lock,
    write_lock,
)

HEADER = '{"showfeed": 1, "guid": "g"}\n'
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
counts = st.integers(0, 10**10)
facts = st.builds(
    MediaFacts,
    size=counts,
    type=texts,
    duration=st.none() | st.integers(0, 10**9).map(lambda ms: timedelta(milliseconds=ms)),
    digest=texts,
    etag=texts,
    chapters=st.lists(st.tuples(counts, texts), max_size=3).map(tuple),
)
moments = st.datetimes(
    datetime(1000, 1, 1),  # noqa: DTZ001
    datetime(9000, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(seconds=561))]),
)
locks = st.builds(
    lambda guid, found: Lock(guid, {e.id: e for e in found}),
    names,
    st.lists(
        st.builds(
            LockedEpisode,
            names,
            names,
            st.none() | moments,
            st.dictionaries(texts, facts, max_size=2),
            texts,
            st.lists(names, max_size=2).map(tuple),
        ),
        max_size=4,
    ),
)


@settings(max_examples=100, deadline=None)
@given(locks)
def test_a_lock_reads_back_as_it_was(lock: Lock) -> None:
    text = format_lock(lock)
    assert parse_lock(text) == (lock, ())
    assert format_lock(parse_lock(text)[0]) == text
    assert parse_lock("\ufeff" + text.replace("\n", "\r\n"))[0] == lock


def test_each_episode_has_a_line_and_they_are_sorted() -> None:
    moment = datetime(2024, 4, 15, 6, tzinfo=timezone(timedelta(hours=2)))
    sound = MediaFacts(9, "audio/mpeg", timedelta(seconds=61.5), "d", '"e"', ((0, "É"),))
    lock = Lock(
        "g",
        {
            "b": LockedEpisode("b", "2", moment, {"m/b.mp3": sound}),
            "a": LockedEpisode("a", "1", slug="x", pages=("y", "z")),
        },
    )
    assert format_lock(lock) == HEADER + (
        '{"id": "a", "guid": "1", "slug": "x", "pages": ["y", "z"]}\n'
        '{"id": "b", "guid": "2", "published": "2024-04-15T06:00:00+02:00", "media": {"m/b.mp3": '
        '{"size": 9, "type": "audio/mpeg", "seconds": 61.5, "sha256": "d", "etag": "\\"e\\"", '
        '"chapters": [[0, "É"]]}}}\n'
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("<<<<<<< HEAD", "marks of a merge"),
        ("=======", "marks of a merge"),
        ("{", "not as showfeed wrote it"),
        ("[" * 100_000, "not as showfeed wrote it"),
        ("5", "not as showfeed wrote it"),
        ("[]", "not as showfeed wrote it"),
        ('"showfeed"', "not as showfeed wrote it"),
        ('{"id": "b"}', "not as showfeed wrote it"),
        ('{"id": "b", "guid": ""}', "not as showfeed wrote it"),
        ('{"id": "b", "guid": 5}', "not as showfeed wrote it"),
        ('{"id": "b", "guid": "\\ud800"}', "not as showfeed wrote it"),
        ('{"id": "b", "guid": "g", "published": "soon"}', "not as showfeed wrote it"),
        (
            '{"id": "b", "guid": "g", "published": "2024-01-01T00:00:00"}',
            "not as showfeed wrote it",
        ),
        ('{"id": "b", "guid": "g", "published": "0001-01-01T00:00:00+09:00"}', "not as showfeed"),
        ('{"id": "b", "guid": "g", "media": []}', "not as showfeed wrote it"),
        ('{"id": "b", "guid": "g", "media": {"a": {"size": -1, "type": ""}}}', "not as showfeed"),
        ('{"id": "b", "guid": "g", "media": {"a": {"size": true, "type": ""}}}', "not as showfeed"),
        (
            '{"id": "b", "guid": "g", "media": {"a": {"size": 1, "type": "", "seconds": 1e999}}}',
            "not as",
        ),
        (
            '{"id": "b", "guid": "g", "media": {"a": {"size": 1, "type": "", "seconds": 1e99}}}',
            "not as",
        ),
        ('{"id": "b", "guid": "g", "mood": "good"}', "`mood` is not known to this version"),
        ('{"id": "a", "guid": "other"}', "`a` stands in line 2 already"),
        ('{"showfeed": 2, "guid": "g"}', "another version"),
        ('{"showfeed": 1, "guid": "h"}', "again or too late"),
        ('{"showfeed": 1, "guid": ""}', "the show's guid is empty"),
        ('{"showfeed": 1, "guid": "h", "x": 1}', "`x` is not known"),
    ],
)
def test_a_line_that_can_not_be_read_is_told_with_its_place(line: str, words: str) -> None:
    lock, problems = parse_lock(f'{HEADER}{{"id": "a", "guid": "1"}}\n\n{line}\n')
    assert lock.guid == "g" and list(lock.episodes) == ["a"]
    (problem,) = problems
    assert words in problem.message and problem.hint
    assert (problem.place.path, problem.place.line) == ("showfeed.lock", 4)


@pytest.mark.parametrize("text", ["", '{"id": "a", "guid": "1"}\n'])
def test_a_lock_that_lost_its_first_line_is_told(text: str) -> None:
    (problem,) = parse_lock(text)[1]
    assert "first line, with the show's guid, is missing" in problem.message


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=80)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    "showfeed guid id published media a size type seconds chapters".split()
                ),
                inner,
            )
        ),
        max_leaves=8,
    ).map(json.dumps)
)
def test_reading_never_raises_and_what_was_read_can_be_written(text: str) -> None:
    lock, _ = parse_lock(text)
    format_lock(lock).encode("utf-8")


def test_no_lock_is_an_empty_one_and_another_encoding_is_told(tmp_path: Path) -> None:
    assert read_lock(tmp_path) == (Lock(), ())
    (tmp_path / "showfeed.lock").write_bytes(b"\xff\xfe")
    lock, problems = read_lock(tmp_path)
    assert lock == Lock() and "not UTF-8" in problems[0].message


def test_a_lock_that_can_not_be_read_stops_the_work(tmp_path: Path) -> None:
    (tmp_path / "showfeed.lock").mkdir()
    with pytest.raises(OutsideError, match=r"showfeed\.lock can't be read"):
        read_lock(tmp_path)


def test_writing_changes_the_file_only_where_it_must(tmp_path: Path) -> None:
    lock = Lock("g", {"a": LockedEpisode("a", "1")})
    assert write_lock(tmp_path, lock)
    before = (tmp_path / "showfeed.lock").stat()
    assert not write_lock(tmp_path, lock)
    assert (tmp_path / "showfeed.lock").stat() == before
    assert write_lock(tmp_path, Lock("g"))
    assert read_lock(tmp_path) == (Lock("g"), ())
    assert [path.name for path in tmp_path.iterdir()] == ["showfeed.lock"]


def test_a_lock_that_can_not_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_lock(tmp_path / "none", Lock("g"))
    (tmp_path / "showfeed.lock").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_lock(tmp_path, Lock("g"))
    assert [path.name for path in tmp_path.iterdir()] == ["showfeed.lock"]
