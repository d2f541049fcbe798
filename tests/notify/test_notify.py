"""Telling the world over real HTTP: a tiny hub, and stand-ins for podping and the Podcast Index."""

import json
import socket
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from showfeed.cli import main
from showfeed.model import Audio, Episode, FeedOptions, LiveStatus, LiveStream, NotifyOptions, Show
from showfeed.notify import Outcome, Patience, Services, notify, wanted

NEW, OLD = b"<rss>new</rss>", b"<rss>old</rss>"
TOKEN = "secret-token-1"


@dataclass
class World:
    """All that is out there, on one port: the site, the hub, podping, the index."""

    url: str = ""
    feed: bytes = NEW
    changes_after: int = 0  # how often the site still gives the old feed
    trouble: dict[str, list[int]] = field(default_factory=dict)  # path → statuses before it works
    headers: dict[str, str] = field(default_factory=dict)
    index: dict[str, str] = field(default_factory=lambda: {"status": "true", "description": "ok"})
    told: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    distributed: list[bytes] = field(default_factory=list)  # what the hub sends its subscribers
    authorized: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    tries: int = 0
    slept: list[float] = field(default_factory=list)

    def show(self, **changes: object) -> Show:
        whole = Show("Rivers", self.url, "d", "en", "Ana", podping=True,
                     feed=FeedOptions(hubs=(f"{self.url}/hub",)),
                     notify=NotifyOptions(podcast_index=True))  # fmt: skip
        return replace(whole, **changes)

    def notify(self, show: Show | None = None, **options: object) -> tuple[Outcome, ...]:
        return notify(
            show or self.show(),
            NEW,
            **{
                "token": TOKEN,
                "services": Services(f"{self.url}/podping/", f"{self.url}/index"),
                "patience": Patience(answer=2, sleep=self.slept.append),
                **options,
            },
        )


@pytest.fixture
def world() -> Iterator[World]:
    here = World()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(parse_qs(urlsplit(self.path).query))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
            self.answer(parse_qs(body))

        def answer(self, query: dict[str, list[str]]) -> None:
            here.tries += 1
            here.agents.add(self.headers["User-Agent"])
            path = urlsplit(self.path).path
            words = {name: value for name, (value,) in query.items()}
            if here.trouble.get(path):
                status = here.trouble[path].pop(0)
                if not status:
                    self.close_connection = True
                    return
                self.send(status, b"<b>busy\n</b>", **here.headers)
            elif path == "/feed.xml":
                here.changes_after -= 1
                self.send(200, OLD if here.changes_after >= 0 else here.feed)
            elif path == "/hub":
                assert (self.command, words["hub.mode"]) == ("POST", "publish")
                with urllib.request.urlopen(words["hub.url"]) as feed:  # as a hub does
                    here.distributed.append(feed.read())
                here.told.append((path, words))
                self.send(204, b"")
            elif path == "/podping/":
                here.authorized.append(self.headers.get("Authorization", ""))
                right = self.headers.get("Authorization") == TOKEN
                if right:
                    here.told.append((path, words))
                self.send(
                    200 if right else 401, b"Success!" if right else b"No token " + TOKEN.encode()
                )
            elif path == "/index":
                here.told.append((path, words))
                self.send(200, json.dumps(here.index).encode())
            else:
                self.send(404, b"")

        def send(self, status: int, body: bytes, **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if status != 204:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    here.url = f"http://127.0.0.1:{server.server_port}"
    yield here
    server.shutdown()
    server.server_close()


def test_everybody_is_told_and_the_hub_hands_on_the_new_feed(world: World) -> None:
    outcomes = world.notify()
    feed = f"{world.url}/feed.xml"
    assert [str(outcome) for outcome in outcomes] == [
        "hub 127.0.0.1: told",
        "podping: told (update)",
        "Podcast Index: told",
    ]
    assert all(outcome.told for outcome in outcomes)
    assert world.told == [
        ("/hub", {"hub.mode": "publish", "hub.url": feed}),
        ("/podping/", {"url": feed, "reason": "update", "medium": "podcast"}),
        ("/index", {"url": feed}),
    ]
    assert world.distributed == [NEW]
    (agent,) = {a for a in world.agents if not a.startswith("Python-urllib")}
    assert agent.startswith("showfeed/")
    assert world.slept == []


def test_nobody_is_told_of_a_feed_that_did_not_change(world: World) -> None:
    assert world.notify(changed=False) == ()
    assert world.tries == 0


def test_who_names_nobody_tells_nobody(world: World) -> None:
    quiet = world.show(podping=None, feed=FeedOptions(), notify=NotifyOptions())
    assert wanted(quiet) == ()
    assert world.notify(quiet) == ()
    assert world.tries == 0


@pytest.mark.parametrize(
    ("tag", "setting", "told"),
    [(True, None, True), (True, False, False), (None, True, True), (False, None, False)],
)
def test_podping_is_told_as_the_feed_says_unless_the_setting_differs(
    world: World, tag: bool | None, setting: bool | None, told: bool
) -> None:
    show = world.show(podping=tag, notify=NotifyOptions(podping=setting), feed=FeedOptions())
    assert wanted(show) == (("podping",) if told else ())
    world.notify(show)
    assert [path for path, _ in world.told] == (["/podping/"] if told else [])


def test_the_world_is_told_only_when_it_gets_the_new_feed(world: World) -> None:
    world.changes_after = 2
    waits: list[bool] = []
    outcomes = world.notify(waiting=lambda: waits.append(world.told == []))
    assert [outcome.told for outcome in outcomes] == [True] * 3
    assert world.slept == [2, 5]
    assert waits == [True, True]


@pytest.mark.parametrize(
    ("trouble", "words", "slept"),
    [
        ([], "is not the new feed yet", [2, 5, 10, 20, 30, 60]),
        ([404] * 20, "answers 404", [2, 5, 10, 20, 30, 60]),
        ([503] * 20, "answers 503", [2, 5]),
        ([0] * 20, "can't be reached", [2, 5]),
    ],
)
def test_nobody_is_told_where_the_new_feed_never_shows(
    world: World, trouble: list[int], words: str, slept: list[float]
) -> None:
    world.feed = OLD
    world.trouble["/feed.xml"] = trouble
    (outcome,) = world.notify()
    assert (outcome.whom, outcome.told) == ("feed", False)
    assert "nobody was told" in outcome.words
    assert words in outcome.words
    assert world.told == []
    assert world.slept == slept


def test_a_service_in_trouble_is_tried_again_and_a_few_times_only(world: World) -> None:
    world.trouble = {"/hub": [503], "/podping/": [0, 429], "/index": [500] * 9}
    hub, podping, index = world.notify()
    assert (hub.told, podping.told, index.told) == (True, True, False)
    assert index.words == "it answers 500: busy"
    assert world.slept == [1, 1, 5, 1, 5]
    assert len(world.trouble["/index"]) == 6


def test_a_service_is_given_the_time_that_it_asks_for_within_reason(world: World) -> None:
    world.headers = {"Retry_After": "12"}
    world.trouble = {"/hub": [429]}
    assert world.notify()[0].told
    assert world.slept == [12]
    world.headers = {"Retry_After": "86400"}
    world.trouble = {"/hub": [429]}
    assert world.notify()[0].told
    assert world.slept == [12, 30]


def test_one_failure_keeps_nobody_else_from_hearing(world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    hubs = (f"http://127.0.0.1:{port}/hub", f"{world.url}/nothing", f"{world.url}/hub")
    outcomes = world.notify(world.show(feed=FeedOptions(hubs=hubs)))
    assert [outcome.told for outcome in outcomes] == [False, False, True, True, True]
    assert outcomes[0].words == "no answer; it will find the change by itself, only later"
    assert "no hub is there" in outcomes[1].words


@pytest.mark.parametrize("token", ["", "wrong", "with space", "two\nlines", "é"])
def test_a_token_that_is_none_is_told_without_showing_it(world: World, token: str) -> None:
    outcomes = world.notify(token=token)
    assert [outcome.told for outcome in outcomes] == [True, False, True]
    assert "PODPING_TOKEN" in outcomes[1].words
    shown = " ".join(map(str, outcomes))
    assert TOKEN not in shown
    assert not token or token not in shown


def test_the_token_goes_to_podping_alone_and_follows_no_redirect(world: World) -> None:
    other = f"{world.url}/elsewhere"
    world.trouble = {"/podping/": [302]}
    world.headers = {"Location": other}
    outcomes = world.notify()
    assert [outcome.told for outcome in outcomes] == [True, False, True]
    assert outcomes[1].words == f"it moved to `{other}`"
    assert world.authorized == []


def test_podping_hears_of_a_live_episode_and_of_the_medium(world: World) -> None:
    now = datetime(2026, 5, 1, tzinfo=UTC)
    episode = Episode("a", "A", now, Audio("a.mp3"), live=LiveStream(LiveStatus.LIVE, now))
    world.notify(world.show(episodes=(episode,), medium="music"))
    assert world.told[1][1] | {"url": ""} == {"url": "", "reason": "live", "medium": "music"}
    world.told.clear()
    world.notify(world.show(episodes=(episode,)), reason="liveEnd")
    assert world.told[1][1]["reason"] == "liveEnd"


def test_an_index_that_does_not_know_the_show_says_so(world: World) -> None:
    world.index = {"status": "false", "description": "Feed not found."}
    assert str(world.notify()[2]) == "Podcast Index: it answers: Feed not found."


SHOW = """\
title: Rivers
url: {url}
description: About water.
language: en
author: Ana
categories: Science
feed: {{hub: "{url}/hub"}}
"""


@pytest.fixture
def root(tmp_path: Path, world: World) -> Path:
    (tmp_path / "show.yaml").write_text(SHOW.format(url=world.url), encoding="utf-8")
    (tmp_path / "public").mkdir()
    (tmp_path / "public/feed.xml").write_bytes(NEW)
    return tmp_path


def test_the_command_tells_who_heard(
    world: World, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["notify", "--root", str(root)]) == 0
    assert capsys.readouterr().out == "hub 127.0.0.1: told\n"
    world.trouble["/hub"] = [400]
    assert main(["notify", "--root", str(root), "--json"]) == 3
    assert json.loads(capsys.readouterr().out) == {
        "outcomes": [{"whom": "hub 127.0.0.1", "told": False, "words": "it answers 400: busy"}]
    }


def test_the_command_takes_the_token_from_the_environment(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with (root / "show.yaml").open("a") as file:
        file.write("podping: yes\n")
    monkeypatch.delenv("PODPING_TOKEN", raising=False)
    assert main(["notify", "--root", str(root)]) == 3
    assert "podping: not told: PODPING_TOKEN is not set" in capsys.readouterr().out


def test_the_command_tells_nobody_of_the_feed_that_was_published_before(
    world: World, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = root / "kept.xml"
    assert main(["notify", "--root", str(root), "--keep", str(kept)]) == 0
    assert kept.read_bytes() == NEW
    assert main(["notify", "--root", str(root), "--since", str(kept)]) == 0
    assert "nobody needs to be told" in capsys.readouterr().out
    assert main(["notify", "--root", str(root), "--since", str(kept), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"outcomes": []}
    kept.write_bytes(OLD)
    assert main(["notify", "--root", str(root), "--since", str(kept)]) == 0
    assert capsys.readouterr().out == "hub 127.0.0.1: told\n"


def test_the_command_keeps_nothing_where_nothing_is_to_be_had_or_told(
    world: World, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, words = root / "kept.xml", (root / "show.yaml").read_text(encoding="utf-8")
    for address, told in (("http://127.0.0.1:1", "can't be reached"), (f"{world.url}/none", "")):
        text = words.replace(f"url: {world.url}\n", f"url: {address}\n")
        (root / "show.yaml").write_text(text, encoding="utf-8")
        kept.write_bytes(b"old")
        assert main(["notify", "--root", str(root), "--keep", str(kept)]) == 0
        assert kept.read_bytes() == b""
        assert told in capsys.readouterr().err
    (root / "show.yaml").write_text(words.partition("feed:")[0], encoding="utf-8")
    assert main(["notify", "--root", str(root), "--keep", str(kept)]) == 0
    assert main(["notify", "--root", str(root), "--since", str(root / "none")]) == 0
    assert "names nobody to tell" in capsys.readouterr().out


def test_the_command_asks_for_one_of_keep_and_since(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["notify", "--root", str(root), "--since", str(root / "none")]
    assert main([*asked, "--keep", "a"]) == 2
    assert main(asked) == 2
    assert "run `showfeed notify --keep FILE` before" in capsys.readouterr().err
    assert main(["notify", "--root", str(root), "--keep", str(root)]) == 3


def test_the_command_says_what_is_missing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notify", "--root", str(root), "--reason", "new"]) == 2
    (root / "public/feed.xml").unlink()
    assert main(["notify", "--root", str(root)]) == 1
    assert "run `showfeed build` and publish it" in capsys.readouterr().err
    words = (root / "show.yaml").read_text(encoding="utf-8")
    (root / "show.yaml").write_text(words.partition("feed:")[0], encoding="utf-8")
    assert main(["notify", "--root", str(root)]) == 1
    assert "names nobody to tell" in capsys.readouterr().err
    (root / "show.yaml").write_text("title: x\n", encoding="utf-8")
    assert main(["notify", "--root", str(root)]) == 1


def test_the_feed_names_its_hubs_and_itself_on_the_first_page_alone() -> None:
    import feedparser

    from showfeed.outputs import feed

    now = datetime(2026, 5, 1, tzinfo=UTC)
    episodes = tuple(Episode(str(n), "A", now, Audio(f"https://x.example/{n}.mp3")) for n in (1, 2))
    hubs = ("https://hub.example/", "https://other.example/hub")
    show = Show("t", "https://x.example", "d", "en", "a", episodes=episodes,
                feed=FeedOptions(limit=1, hubs=hubs))  # fmt: skip
    second, first = (feedparser.parse(artifact.content) for artifact in feed.render(show))
    links = [(link["rel"], link["href"]) for link in first.feed.links]
    assert [href for rel, href in links if rel == "hub"] == list(hubs)
    assert ("self", "https://x.example/feed.xml") in links
    assert not [link for link in second.feed.links if link["rel"] == "hub"]
