"""Identity and media facts: guids are given out once, audio is measured once."""

import os
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from showfeed.model import (
    Audio,
    Chapter,
    Episode,
    LiveStatus,
    LiveStream,
    MediaFacts,
    Redirect,
    Show,
)
from showfeed.problems import Level, Origin, Place, Problem
from showfeed.sources.identity import podcast_guid
from showfeed.sources.lock import Lock, format_lock
from showfeed.sources.settle import Settled, settle

NOW = datetime(2026, 6, 1, tzinfo=UTC)
FRAME = b"\xff\xfb\x90\xc4" + bytes(413)


def episode(id_: str, **changes: Any) -> Episode:
    places = {n: Place(f"episodes/{id_}.yaml", 9, 1) for n in ("audio", "guid", "chapters")}
    made = Episode(
        id=id_,
        title=id_,
        date=datetime(2026, 1, 1, tzinfo=UTC),
        audio=Audio(f"media/{id_}.mp3"),
        origin=Origin(Place(f"episodes/{id_}.yaml"), places),
    )
    return replace(made, **changes)


def show(*episodes: Episode, **changes: Any) -> Show:
    made = Show("Show", "https://show.example", "Words", "en", "Somebody", episodes=episodes)
    return replace(made, **changes)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "media").mkdir()
    (tmp_path / "episodes").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / f"media/{name}.mp3").write_bytes(name.encode() and FRAME * (ord(name) - 90))
    return tmp_path


def settled(root: Path, said: Show, lock: Lock | None = None, **options: Any) -> Settled:
    return settle(said, lock or Lock(), root, moment=options.pop("moment", NOW), **options)


def rules(found: Settled) -> list[str]:
    return [problem.rule for problem in found.problems]


def only(found: Settled) -> Problem:
    (problem,) = found.problems
    assert problem.hint
    return problem


def test_a_new_show_gets_its_guid_from_its_feed_s_address(root: Path) -> None:
    found = settled(root, show())
    assert found.show.guid == found.lock.guid == podcast_guid("http://show.example/feed.xml//")


@pytest.mark.parametrize(
    ("address", "guid"),
    [
        ("https://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        ("https://example.com/feed/", "4136005d-a5b9-534d-b32a-e88894e1ae4a"),
    ],
)
def test_the_published_examples_of_guids_come_out(address: str, guid: str) -> None:
    assert podcast_guid(address) == guid


def test_guids_stay_whatever_else_changes(root: Path) -> None:
    first = settled(root, show(episode("a"), episode("b", guid="old")))
    assert [e.guid for e in first.show.episodes] == [
        str(uuid.uuid5(uuid.UUID(first.show.guid), "a")),
        "old",
    ]
    later = show(
        episode("a", title="Other", audio=Audio("media/c.mp3")),
        episode("b"),
        url="https://moved.example",
    )
    second = settled(root, later, first.lock)
    assert second.show.guid == first.show.guid
    assert [e.guid for e in second.show.episodes] == [e.guid for e in first.show.episodes]
    assert not second.problems
    assert settled(root, later, second.lock).lock == second.lock


def test_a_show_whose_guid_is_any_text_gives_guids_too(root: Path) -> None:
    found = settled(root, show(episode("a"), guid="from another host"))
    assert found.show.guid == "from another host"
    assert uuid.UUID(found.show.episodes[0].guid).version == 5


def test_another_guid_of_the_show_is_an_error_until_accepted(root: Path) -> None:
    lock = settled(root, show(guid="one")).lock
    found = settled(root, show(guid="two"), lock)
    assert only(found).rule == "guid-changed" and found.show.guid == "one"
    accepted = settled(root, show(guid="two"), lock, accept=True)
    assert accepted.lock.guid == "two" and not accepted.problems
    assert settled(root, show(guid="one"), lock).problems == ()


def test_another_guid_of_an_episode_is_an_error_until_accepted(root: Path) -> None:
    lock = settled(root, show(episode("a", guid="one"))).lock
    changed = show(episode("a", guid="two"))
    found = settled(root, changed, lock)
    assert only(found).rule == "guid-changed" and "guid: one" in only(found).hint
    assert only(found).place == Place("episodes/a.yaml", 9, 1)
    assert found.lock == lock
    accepted = settled(root, changed, lock, accept=True)
    assert accepted.lock.episodes["a"].guid == "two" and not accepted.problems


def test_a_lost_episode_is_told_with_all_ways_out(root: Path) -> None:
    first = settled(root, show(episode("a"), episode("b")))
    later = datetime(2026, 2, 2, tzinfo=UTC)
    lock_file = format_lock(first.lock)
    found = settled(
        root,
        show(episode("a"), episode("n", date=later, audio=Audio("media/b.mp3")), episode("c")),
        _read(lock_file),
    )
    problem = only(found)
    guid = first.show.episodes[1].guid
    assert problem.rule == "episode-lost" and problem.level is Level.ERROR
    assert problem.place == Place("showfeed.lock", 3, 1)
    assert "git checkout HEAD -- episodes/b.yaml" in problem.hint
    assert f"`guid: {guid}` in episodes/c.yaml or episodes/n.yaml" in problem.hint
    assert "--accept" in problem.hint
    assert "b" in found.lock.episodes


def _read(text: str) -> Lock:
    from showfeed.sources.lock import parse_lock

    return parse_lock(text)[0]


def test_a_lost_episode_without_a_new_one_is_told_too(root: Path) -> None:
    lock = settled(root, show(episode("a"))).lock
    found = settled(root, show(), lock)
    assert "in its new file" in only(found).hint


def test_a_loss_that_is_accepted_is_forgotten(root: Path) -> None:
    lock = settled(root, show(episode("a"), episode("b"))).lock
    found = settled(root, show(episode("a")), lock, accept=True)
    assert list(found.lock.episodes) == ["a"] and not found.problems


def test_a_renamed_file_with_the_guid_takes_over_the_line(root: Path) -> None:
    first = settled(root, show(episode("a")))
    guid = first.show.episodes[0].guid
    renamed = show(episode("z", guid=guid, audio=Audio("media/a.mp3")))
    found = settled(root, renamed, first.lock)
    assert not found.problems and list(found.lock.episodes) == ["z"]
    assert found.lock.episodes["z"].guid == guid
    without = show(episode("z", audio=Audio("media/a.mp3")))
    assert settled(root, without, found.lock).show.episodes[0].guid == guid


def test_an_old_page_leads_to_the_new_one_for_ever(root: Path) -> None:
    first = settled(root, show(episode("a")))
    guid = first.show.episodes[0].guid
    moved = settled(root, show(episode("a", slug="b")), first.lock)
    assert paths(moved) == {"episodes/a": "", "episodes/a/embed.html": "episodes/b/embed.html"}
    assert (moved.lock.episodes["a"].slug, moved.lock.episodes["a"].pages) == ("b", ("a",))
    renamed = show(episode("z", guid=guid, audio=Audio("media/a.mp3")))
    found = settled(root, renamed, moved.lock)
    assert list(paths(found)) == [
        *("episodes/a", "episodes/a/embed.html", "episodes/b", "episodes/b/embed.html")
    ]
    assert found.lock.episodes["z"].pages == ("a", "b") and not found.problems
    assert found.show.episodes[0].moved_from[0].origin.at("path").path == "episodes/z.yaml"
    # A build that changes nothing keeps them, and one that goes back leads from the other.
    again = settled(root, renamed, found.lock)
    assert again.lock == found.lock and paths(again) == paths(found)
    back = settled(root, show(episode("a", guid=guid)), again.lock)
    assert list(paths(back)) == [
        *("episodes/b", "episodes/b/embed.html", "episodes/z", "episodes/z/embed.html")
    ]


def test_a_name_that_another_episode_took_leads_nowhere_else(root: Path) -> None:
    first = settled(root, show(episode("a")))
    both = show(
        episode("a", slug="b"), episode("c", slug="a", guid="c", audio=Audio("media/a.mp3"))
    )
    found = settled(root, both, first.lock)
    assert paths(found) == {} and found.lock.episodes["a"].pages == ("a",)


def test_what_the_author_says_of_an_old_page_counts(root: Path) -> None:
    first = settled(root, show(episode("a")))
    by_hand = (Redirect("episodes/a", "archive"),)
    found = settled(root, show(episode("a", slug="b"), redirects=by_hand), first.lock)
    assert paths(found) == {}


def test_a_page_that_nobody_has_seen_leaves_no_trace(root: Path) -> None:
    later = NOW + timedelta(days=9)
    first = settled(root, show(episode("a", date=later)))
    found = settled(root, show(episode("a", date=later, slug="b")), first.lock)
    assert paths(found) == {} and found.lock.episodes["a"].pages == ()


def paths(found: Settled) -> dict[str, str]:
    return {r.path: r.to for episode in found.show.episodes for r in episode.moved_from}


def test_an_episode_that_was_only_scheduled_goes_without_a_word(root: Path) -> None:
    lock = settled(root, show(episode("a", date=NOW + timedelta(days=9)))).lock
    found = settled(root, show(), lock)
    assert not found.problems and not found.lock.episodes
    assert rules(settled(root, show(), lock, moment=NOW + timedelta(days=10))) == ["episode-lost"]


def test_the_date_may_move_until_the_episode_is_out(root: Path) -> None:
    planned = NOW + timedelta(days=9)
    lock = settled(root, show(episode("a", date=planned))).lock
    sooner = settled(root, show(episode("a", date=NOW - timedelta(days=1))), lock).lock
    assert sooner.episodes["a"].published == NOW - timedelta(days=1)
    moved = settled(root, show(episode("a", date=planned)), sooner).lock
    assert moved.episodes["a"].published == NOW - timedelta(days=1)
    undated = settled(root, show(episode("a", date=None)), lock).lock
    assert undated.episodes["a"].published == planned


def test_a_file_that_can_not_be_read_is_not_lost(root: Path) -> None:
    lock = settled(root, show(episode("a"))).lock
    (root / "episodes/a.yml").write_text("title: 'open", encoding="utf-8")
    found = settled(root, show(), lock, accept=True)
    assert not found.problems and found.lock == lock
    for id_ in ("\0", "x" * 300):
        odd = Lock("g", {id_: replace(lock.episodes["a"], id=id_)})
        assert rules(settled(root, show(), odd)) == ["episode-lost"]


def test_two_episodes_with_one_guid_are_told_at_the_newer(root: Path) -> None:
    lock = settled(root, show(episode("b", guid="same"))).lock
    found = settled(root, show(episode("a", guid="same"), episode("b")), lock)
    problem = only(found)
    assert problem.rule == "guid-twice" and problem.place.path == "episodes/a.yaml"
    assert "episodes/b.yaml:9:1" in problem.message


def test_drafts_and_what_is_not_finished_are_not_locked(root: Path) -> None:
    found = settled(
        root, show(episode("a", draft=True), episode("b", audio=None), episode("c", date=None))
    )
    assert not found.lock.episodes and not found.problems
    assert all(e.guid for e in found.show.episodes)


def test_audio_is_measured_once_and_then_known(root: Path) -> None:
    first = settled(root, show(episode("a")))
    audio = first.show.episodes[0].audio
    assert audio and audio.file == root / "media/a.mp3"
    assert audio.facts and audio.facts.type == "audio/mpeg" and audio.facts.duration
    (root / "media/a.mp3").unlink()
    second = settled(root, show(episode("a")), first.lock, network=False)
    absent = second.show.episodes[0].audio
    assert absent and absent.facts == audio.facts and absent.file is None
    assert second.lock == first.lock and not second.problems


def test_an_unchanged_file_that_was_seen_is_not_read_again(root: Path) -> None:
    first = settled(root, show(episode("a")))
    file = root / "media/a.mp3"
    before = file.stat()
    file.write_bytes(bytes(before.st_size))  # other bytes, but size and time as they were
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not settled(root, show(episode("a")), first.lock, known=first.seen).problems
    assert rules(settled(root, show(episode("a")), first.lock)) == ["audio"]


def test_a_touched_file_of_the_same_bytes_is_the_same(root: Path) -> None:
    first = settled(root, show(episode("a")))
    os.utime(root / "media/a.mp3", (1, 1))
    second = settled(root, show(episode("a")), first.lock, known=first.seen)
    assert not second.problems and second.seen != first.seen and second.lock == first.lock


def test_replaced_audio_is_measured_anew_and_told(root: Path) -> None:
    first = settled(root, show(episode("a")))
    for content in (FRAME * 99, FRAME[:-1] + b"x" + FRAME * 6):
        (root / "media/a.mp3").write_bytes(content)
        second = settled(root, show(episode("a")), first.lock, known=first.seen)
        assert only(second).rule == "audio-replaced" and only(second).level is Level.WARNING
        facts = second.lock.episodes["a"].media["media/a.mp3"]
        assert facts.size == len(content)
        assert not settled(root, show(episode("a")), second.lock).problems


def test_audio_that_broke_off_is_told(root: Path) -> None:
    wav = (
        b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0"
        + bytes(8)
        + b"\x40\x1f\0\0"
        + bytes(4)
        + b"data\0\x80\0\0"
    )
    (root / "media/a.mp3").write_bytes(wav + bytes(9000))
    assert rules(settled(root, show(episode("a")))) == ["audio-cut"]


@pytest.mark.parametrize(
    ("href", "hint"),
    [
        ("media/aa.mp3", "did you mean `a.mp3`?"),
        ("media/zzzzzz", "git lfs pull"),
        ("no/x.mp3", "git lfs pull"),
    ],
)
def test_audio_that_is_not_there_is_an_error(root: Path, href: str, hint: str) -> None:
    problem = only(settled(root, show(episode("a", audio=Audio(href)))))
    assert (problem.rule, problem.level) == ("audio-missing", Level.ERROR)
    assert hint in problem.hint
    assert problem.place == Place("episodes/a.yaml", 9, 1)


def test_a_draft_may_still_lack_its_audio(root: Path) -> None:
    problem = only(settled(root, show(episode("x", draft=True))))
    assert (problem.rule, problem.level) == ("audio-missing", Level.WARNING)


@pytest.mark.parametrize("href", ["../a.mp3", "/etc/passwd", "media\\a.mp3", "a\0"])
def test_audio_outside_of_the_folder_is_refused(root: Path, href: str) -> None:
    problem = only(settled(root, show(episode("a", audio=Audio(href)))))
    assert problem.rule == "audio" and "leads out of" in problem.message


def test_a_name_that_no_file_can_have_is_told(root: Path) -> None:
    problem = only(settled(root, show(episode("a", audio=Audio("a\ud800.mp3")))))
    assert problem.rule in ("audio", "audio-missing")
    problem = only(settled(root, show(episode("a", audio=Audio("x" * 300)))))
    assert problem.rule in ("audio", "audio-missing")


def note(digest: str) -> str:
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 9\n"


def test_git_lfs_s_note_stands_for_audio_that_is_known(root: Path) -> None:
    first = settled(root, show(episode("a")))
    facts = first.lock.episodes["a"].media["media/a.mp3"]
    (root / "media/a.mp3").write_text(note(facts.digest), encoding="utf-8", newline="")
    second = settled(root, show(episode("a")), first.lock)
    audio = second.show.episodes[0].audio
    assert audio and audio.facts == facts and audio.file is None and not second.problems
    assert "git lfs pull" in only(settled(root, show(episode("a")))).hint
    (root / "media/a.mp3").write_text(note("0" * 64), encoding="utf-8", newline="")
    assert "git lfs pull" in only(settled(root, show(episode("a")), first.lock)).hint


def test_a_digest_that_the_lock_lacks_is_added(root: Path) -> None:
    first = settled(root, show(episode("a")))
    line = first.lock.episodes["a"]
    facts = line.media["media/a.mp3"]
    bare = Lock("g", {"a": replace(line, media={"media/a.mp3": replace(facts, digest="")})})
    second = settled(root, show(episode("a")), bare)
    assert second.lock.episodes["a"].media["media/a.mp3"] == facts and not second.problems


def test_chapters_in_the_audio_become_the_episode_s(root: Path) -> None:
    facts = MediaFacts(9, "audio/mpeg", timedelta(seconds=90), chapters=((0, "One"), (5000, "Two")))
    first = settled(root, show(episode("a")))
    line = replace(first.lock.episodes["a"], media={"media/x.mp3": facts})
    wanted = episode("a", audio=Audio("media/x.mp3"), chapters_in_audio=True)
    found = settled(root, show(wanted), Lock("g", {"a": line}))
    assert found.show.episodes[0].chapters == (
        Chapter(timedelta(), "One"),
        Chapter(timedelta(seconds=5), "Two"),
    )
    assert found.show.episodes[0].chapters[0].origin.place == Place("episodes/a.yaml", 9, 1)
    none = settled(root, show(episode("a", chapters_in_audio=True)))
    assert only(none).rule == "audio-chapters"


def test_a_live_stream_is_not_measured(root: Path) -> None:
    live = LiveStream(LiveStatus.LIVE, NOW)
    stream = episode("a", audio=Audio("https://stream.example/live"), live=live)
    assert not settled(root, show(stream)).problems


@pytest.fixture
def server() -> Any:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = FRAME * 9 if self.path == "/a.mp3" else b""
            self.send_response({"/a.mp3": 200, "/busy": 503}.get(self.path, 404))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body if self.command == "GET" else b"")

        do_HEAD = do_GET

        def log_message(self, *_: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
    yield lambda path: f"http://127.0.0.1:{running.server_port}{path}"
    running.shutdown()
    running.server_close()


def test_audio_on_a_server_is_measured_once(root: Path, server: Callable[[str], str]) -> None:
    far = show(episode("a", audio=Audio(server("/a.mp3"))))
    first = settled(root, far)
    audio = first.show.episodes[0].audio
    assert audio and audio.facts and audio.facts.size == len(FRAME) * 9 and not first.problems
    second = settled(root, far, first.lock, network=False)
    assert second.show == first.show and second.lock == first.lock and not second.problems


def test_audio_on_a_server_is_told_where_it_can_not_be_measured(
    root: Path, server: Callable[[str], str]
) -> None:
    busy = settled(root, show(episode("a", audio=Audio(server("/busy")))))
    assert (only(busy).rule, only(busy).level) == ("audio-unmeasured", Level.WARNING)
    assert "503" in only(busy).message
    offline = settled(root, show(episode("a", audio=Audio(server("/a.mp3")))), network=False)
    assert only(offline).rule == "audio-unmeasured"
    gone = settled(root, show(episode("a", audio=Audio(server("/none")))))
    assert (only(gone).rule, only(gone).level) == ("audio", Level.ERROR)
