"""The YAML of podcast-rss-generator: over real HTTP, built, and heard as that tool's feed is."""

import threading
import uuid
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import feedparser
import pytest
from site_imports import AUDIO, SITES, files, sound

from showfeed.cli import main
from showfeed.importing.generator_yaml import is_generator, read_generator

TEXT = (SITES / "generator" / "podcast_config.yaml").read_text("utf-8")
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nHello.\n"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    root = tmp_path / "host" / "podcast"
    for name in ("episodes/1.mp3", "episodes/2.mp3", "episodes/3.mp3"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(AUDIO.read_bytes())
    (root / "transcripts").mkdir()
    (root / "transcripts" / "1.vtt").write_text(VTT, "utf-8")
    handler = partial(Quiet, directory=str(tmp_path / "host"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_feed_is_heard_as_the_generator_writes_it(host: str, tmp_path: Path) -> None:
    config, folder = tmp_path / "podcast_config.yaml", tmp_path / "show"
    config.write_text(TEXT.replace("https://signal.example", host), "utf-8")
    words = ["import", str(config), str(folder), "--url", "https://signal.example/podcast"]
    assert main(words) == 0
    sound(folder)
    assert main(["build", "--root", str(folder), "--at", "2026-01-01T00:00:00Z"]) == 0
    parsed = feedparser.parse((folder / "public" / "feed.xml").read_bytes())
    assert not parsed.bozo
    heard = [
        (
            e.title,
            e.published,
            e.enclosures[0].href,
            e.enclosures[0].length,
            e.id,
            e.itunes_duration,
        )
        for e in reversed(parsed.entries)
    ]
    size = str(AUDIO.stat().st_size)
    assert heard == [
        (
            *("Episode 1: Static", "Sun, 15 Jan 2023 10:00:00 +0000"),
            *(f"{host}/podcast/episodes/1.mp3", size, f"{host}/podcast/episodes/1.mp3", "16"),
        ),
        (
            *("Episode 2: Carrier", "Sun, 22 Jan 2023 10:00:00 +0000"),
            *(f"{host}/podcast/episodes/2.mp3", size, f"{host}/podcast/episodes/2.mp3", "16"),
        ),
    ]
    by_id = {episode.id: episode for episode in sound(folder).episodes}
    assert sorted(by_id) == ["001-static", "002-carrier", "2099-01-01-not-yet"]
    assert len(by_id["001-static"].transcripts) == 1
    assert by_id["002-carrier"].explicit is True
    assert not by_id["2099-01-01-not-yet"].draft  # its time comes
    before = {path: content for path, content in files(folder).items() if path != "showfeed.lock"}
    assert main([*words, "--yes"]) == 0
    again = {path: content for path, content in files(folder).items() if path != "showfeed.lock"}
    assert again == before


def test_what_the_generator_fills_in_is_filled_in() -> None:
    show = read_generator(TEXT, "podcast_config.yaml", "", {}).show
    assert show.guid == str(
        uuid.uuid5(uuid.NAMESPACE_URL, "https://signal.example/podcast/feed.xml")
    )
    assert (show.locked, show.locked_owner) == (False, "ops@signal.example")
    assert all(episode.guid_is_permalink for episode in show.episodes)
    assert (show.url, show.feed.path) == ("https://signal.example/podcast", "feed.xml")


def test_old_names_are_read() -> None:
    old = (
        "metadata:\n  title: T\n  description: D\n  link: https://a.example\n"
        "  rss_feed_url: https://a.example/podcast.xml\n  itunes_email: a@a.example\n"
        "  itunes_author: Ana\n  itunes_category: Arts\n  itunes_explicit: true\n"
        "  itunes_image: https://a.example/a.jpg\n  podcast_guid: my-own\n"
        "episodes:\n  - title: One\n    description: D\n    publication_date: 2023-02-01T10:00:00\n"
        "    link: http://a.example/1.mp4\n    episode_type: trailer\n"
    )
    show = read_generator(old, "a.yaml", "", {}).show
    assert (show.author, show.explicit, show.guid, show.cover.href) == (
        *("Ana", True, "my-own"),
        "https://a.example/a.jpg",
    )
    (episode,) = show.episodes
    assert (episode.audio.href, episode.kind.value) == ("http://a.example/1.mp4", "trailer")


def test_guids_by_content_are_not_guessed() -> None:
    text = TEXT.replace("explicit: false", "explicit: false\n  use_asset_hash_as_guid: true", 1)
    incoming = read_generator(text, "a.yaml", "", {})
    assert {episode.guid for episode in incoming.show.episodes} == {""}
    (words,) = [r.words for r in incoming.remarks if "use_asset_hash_as_guid" in r.words]
    assert "`showfeed import https://signal.example/podcast/feed.xml`" in words


def test_what_has_no_field_is_told_and_kept() -> None:
    incoming = read_generator(TEXT, "a.yaml", "", {})
    assert incoming.unknown == (("sponsor", 1, "Lantern Works"), ("metadata: mood", 1, "curious"))
    assert "#   sponsor: Lantern Works\n" in incoming.comments["002-carrier"]


@pytest.mark.parametrize(
    "text",
    [
        "metadata:\nepisodes:\n",
        "metadata: 1\nepisodes: {a: b}\n",
        "metadata: {title: [x]}\nepisodes: [1, [2], {title: {}}, null]\n",
        "metadata:\n  rss_feed_url: 'http://['\nepisodes:\n- asset_url: javascript:alert(1)\n",
        "metadata: &a {x: 1}\nepisodes: [*a]\n",
        "metadata:\n\t bad\nepisodes:\n",
    ],
)
def test_a_file_that_is_not_as_it_should_be_harms_nothing(text: str) -> None:
    assert is_generator(text)
    incoming = read_generator(text, "a.yaml", "", {})
    assert all(episode.audio is None for episode in incoming.show.episodes)
