"""A show at a preview's address: what changes in it, and what must not."""

import io
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.cli.preview import Builder, at_address
from showfeed.cli.serve_live import watched
from showfeed.cli.serve_places import qr_code, reach, subscribe_words
from showfeed.model import Audio, Episode, MediaFacts, MediaOptions, Show
from showfeed.outputs import feed

HERE = "http://192.0.2.7:8000"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FACTS = MediaFacts(10, "audio/mpeg")


def a_show(*episodes: Episode, **more: object) -> Show:
    show = Show("A show", "https://a.example/pod", "About.", "en", "Me", episodes=episodes)
    return replace(show, **more)  # type: ignore[arg-type]


def an_episode(name: str, audio: Audio, **more: object) -> Episode:
    episode = Episode(name, name, NOW, audio, guid=f"guid-{name}", description="Words.")
    return replace(episode, **more)  # type: ignore[arg-type]


def feed_of(show: Show) -> str:
    return b"".join(b"".join(a.pieces()) for a in feed.render(show)).decode()


def test_audio_that_is_not_on_this_machine_is_played_from_where_it_is() -> None:
    here = an_episode("here", Audio("media/here.mp3", Path("/x/here.mp3"), FACTS))
    gone = an_episode("gone", Audio("media/gone.mp3", None, FACTS))
    away = an_episode("away", Audio("https://b.example/away.mp3", None, FACTS))
    show = a_show(
        here, gone, away, media=MediaOptions("https://cdn.example/m", "https://op3.dev/e")
    )
    preview = feed_of(at_address(show, HERE))
    assert f'url="{HERE}/media/here.mp3"' in preview
    assert 'url="https://cdn.example/m/media/gone.mp3"' in preview
    assert 'url="https://b.example/away.mp3"' in preview
    assert "op3.dev" not in preview


def test_no_app_is_led_away_and_links_to_the_site_itself_lead_here() -> None:
    episode = an_episode(
        "a", Audio("https://b.example/a.mp3", None, FACTS), link="https://a.example/pod/a/"
    )
    other = an_episode(
        "b", Audio("https://b.example/b.mp3", None, FACTS), link="https://a.example/podium/"
    )
    show = a_show(episode, other, new_feed_url="https://new.example/feed.xml", podping=True)
    preview = feed_of(at_address(show, HERE))
    assert "new.example" not in preview and "podping" not in preview
    assert f"<link>{HERE}/a/</link>" in preview
    assert "<link>https://a.example/podium/</link>" in preview
    assert "guid-a" in preview


def paths(builder: Builder, show: Show) -> set[str]:
    return {artifact.path for artifact in builder.artifacts(show, NOW)}


def test_an_unchanged_episode_is_not_made_anew_and_its_files_are_kept() -> None:
    one = an_episode("one", Audio("https://b.example/1.mp3", None, FACTS))
    two = an_episode("two", Audio("https://b.example/2.mp3", None, FACTS))
    builder = Builder()
    whole = paths(builder, a_show(one, two))
    assert builder.kept == ()
    changed = replace(two, description="Other words.")
    again = paths(builder, a_show(one, changed))
    assert "episodes/two/notes.txt" in again and "episodes/one/notes.txt" not in again
    assert set(builder.kept) | again == whole
    # A field of the show may stand in every file: all is made anew.
    assert paths(builder, a_show(one, changed, copyright="Another")) == whole
    builder.forget()
    assert paths(builder, a_show(one, changed, copyright="Another")) == whole


@given(st.text("abcdefghijklmnop.:/-0123456789", min_size=1, max_size=120))
@settings(deadline=None, max_examples=30)
def test_the_code_in_the_terminal_is_the_code(words: str) -> None:
    shades = {"█": (0, 0), "▀": (0, 1), "▄": (1, 0), " ": (1, 1)}
    rows: list[list[int]] = []
    for line in qr_code(words, colour=True).split("\n"):
        drawn = line.removeprefix("  \x1b[97;40m").removesuffix("\x1b[0m")
        pairs = [shades[block] for block in drawn]
        rows += [[above for above, _ in pairs], [below for _, below in pairs]]
    border = 3
    expected = [list(row) for row in segno.make(words, error="m", micro=False).matrix]
    size = len(expected)
    middle = [row[border : border + size] for row in rows[border : border + size]]
    assert middle == expected
    assert not any(map(any, rows[:border])) and not any(map(any, rows[border + size :]))


def test_a_phone_is_invited_only_where_it_can_come() -> None:
    near = reach("127.0.0.1", 0)
    near.listening.close()
    assert "█" not in subscribe_words(near, a_show())
    assert "--public" in subscribe_words(near, a_show())
    far = replace(near, address=HERE, near=False)
    assert "█" in subscribe_words(far, a_show())
    assert f"{HERE}/feed.xml" in subscribe_words(far, a_show())


def test_only_what_may_change_the_show_is_watched() -> None:
    from watchfiles import Change

    root = Path("/shows/mine")
    for path in ("show.yaml", "episodes/001.yaml", "media/1.mp3", "theme/base.html"):
        assert watched(root, Change.modified, f"{root}/{path}"), path
    for path in (
        ".git/index",
        ".showfeed/serve/feed.xml",
        "public/feed.xml",
        "episodes/.001.yaml.swp",
    ):
        assert not watched(root, Change.modified, f"{root}/{path}"), path
    assert not watched(root, Change.modified, f"{root}/episodes/001.yaml~")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "no_colour", "coloured"),
    [(Terminal(), "", True), (Terminal(), "1", False), (io.StringIO(), "", False)],
)
def test_the_code_has_colour_only_on_a_terminal_that_wants_it(
    stream: io.StringIO, no_colour: str, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = reach("127.0.0.1", 0)
    near.listening.close()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("NO_COLOR", no_colour)
    monkeypatch.setenv("TERM", "xterm")
    told = subscribe_words(replace(near, address=HERE, near=False), a_show())
    assert ("\x1b" in told) == coloured
    assert "█" in told
