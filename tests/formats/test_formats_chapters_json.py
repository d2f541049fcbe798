"""JSON chapters and Podlove Simple Chapters: what is read, written and refused."""

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.chapters_json import format_chapters_json, parse_chapters_json
from showfeed.formats.chapters_psc import parse_psc
from showfeed.model import Chapter, Location, Picture
from showfeed.problems import Malformed

TIME = st.integers(0, 9_999_999_000).map(lambda ms: timedelta(milliseconds=ms))
CHAPTERS = st.lists(
    st.builds(
        Chapter,
        start=TIME,
        title=st.text(
            st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8
        ).filter(lambda title: title == title.strip()),
        end=st.none() | TIME,
        url=st.sampled_from(["", "https://a.example/?b=1&c"]),
        image=st.none() | st.just(Picture("https://a.example/x.png")),
        listed=st.booleans(),
        location=st.none() | st.just(Location("Lyon", geo="geo:45.7,4.8", osm="N1")),
    ),
    max_size=4,
).map(tuple)


@settings(max_examples=60, deadline=None)
@given(CHAPTERS)
def test_json_chapters_read_what_they_wrote(chapters: tuple[Chapter, ...]) -> None:
    assert parse_chapters_json(format_chapters_json(chapters)) == chapters


def test_json_chapters_carry_all_members_and_nothing_idle() -> None:
    chapters = (
        Chapter(timedelta(0), "Été"),
        Chapter(
            timedelta(seconds=1.25),
            "",
            end=timedelta(seconds=60),
            url="https://a.example",
            image=Picture("x.png"),
            listed=False,
            location=Location("Lyon", geo="geo:1,2"),
        ),
    )
    text = format_chapters_json(
        chapters, title="E", show="S", picture=lambda picture: f"https://s.example/{picture.href}"
    )
    assert "Été" in text
    assert '"startTime": 0,' in text
    assert json.loads(text) == {
        "version": "1.2.0",
        "title": "E",
        "podcastName": "S",
        "chapters": [
            {"startTime": 0, "title": "Été"},
            {
                "startTime": 1.25,
                "endTime": 60,
                "img": "https://s.example/x.png",
                "url": "https://a.example",
                "toc": False,
                "location": {"name": "Lyon", "geo": "geo:1,2"},
            },
        ],
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"chapters": 1}',
        '{"chapters": [1]}',
        '{"chapters": [{"title": "x"}]}',
        '{"chapters": [{"startTime": -1}]}',
        '{"chapters": [{"startTime": true}]}',
        '{"chapters": [{"startTime": NaN}]}',
        '{"chapters": [{"startTime": 1e999}]}',
        '{"chapters": [{"startTime": 0, "location": {}, "endTime": "x"}]}',
        "[" * 100_000,
        '{"chapters": ' + "1" * 5000 + "}",
    ],
)
def test_what_is_no_chapters_file_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(Malformed) as refusal:
        parse_chapters_json(text)
    assert refusal.value.hint


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_no_text_raises_anything_else(text: str) -> None:
    for parse in (parse_chapters_json, parse_psc):
        with pytest.raises(Malformed):
            parse(text)


PSC = """<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">
<psc:chapter start="00:01:00.5" title="B &amp; C" href="https://a.example" image="https://a.example/b.png"/>
<psc:chapter start="0" title="A"/></psc:chapters>"""


def test_podlove_chapters_are_read_in_the_order_of_time() -> None:
    assert parse_psc(PSC) == (
        Chapter(timedelta(0), "A"),
        Chapter(
            timedelta(seconds=60.5),
            "B & C",
            url="https://a.example",
            image=Picture("https://a.example/b.png"),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "<chapters/>",
        PSC.replace('title="A"', ""),
        PSC.replace('start="0"', 'start="x"'),
        PSC[:-5],
    ],
)
def test_other_xml_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(Malformed) as refusal:
        parse_psc(text)
    assert refusal.value.hint


def test_entities_reach_no_file_and_do_not_grow(tmp_path) -> None:  # type: ignore[no-untyped-def]
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    outside = f'<!DOCTYPE c [<!ENTITY x SYSTEM "{secret.as_uri()}">]><chapters>&x;<chapter start="0" title="A"/></chapters>'
    with pytest.raises(Malformed, match="document type"):
        parse_psc(outside)
    levels = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<!DOCTYPE c [<!ENTITY a0 "ha">{levels}]><chapters><chapter start="0" title="&a9;"/></chapters>'
    with pytest.raises(Malformed):
        parse_psc(bomb)
