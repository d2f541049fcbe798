"""A published show looked at over real HTTP, with every fault that a server may have."""

import gzip
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from faulty_site import MP3, PAGE, Asking, Site, Twist, served

from showfeed.cli.pipeline import read
from showfeed.live import look
from showfeed.live.answers import What
from showfeed.live.asking import Asker, Manners
from showfeed.live.questions import questions
from showfeed.model import Show
from showfeed.problems import Level, OutsideError, Problem

MOMENT = datetime(2026, 6, 1, tzinfo=UTC)
AUDIO = "/media/springs.mp3"
FEED = "/feed.xml"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "show") as here:
        yield here


def show_of(site: Site) -> Show:
    reading = read(site.root, MOMENT)
    assert reading.show is not None
    return reading.show.as_of(MOMENT)


def seen(site: Site, *ids: str, asker: Asker | None = None) -> tuple[Problem, ...]:
    return look(show_of(site), frozenset(ids), asker=asker)


def answer(body: bytes = b"", status: int = 200, **headers: str) -> Twist:
    def twist(asking: Asking) -> bool:
        asking.send(body, status, **headers)
        return True

    return twist


def to(address: str, status: int = 302) -> Twist:
    return answer(b"", status, Location=address)


def only(method: str, twist: Twist) -> Twist:
    return lambda asking: asking.method == method and twist(asking)


def test_a_site_that_serves_as_it_should_is_silent_and_audio_is_hardly_read(site: Site) -> None:
    site.write("springs", "deltas")
    assert seen(site) == ()
    assert all(asking.headers["User-Agent"].startswith("showfeed/") for asking in site.asked)
    parts = [a.headers["Range"] for a in site.asked if a.path.endswith(".mp3")]
    assert sorted(filter(None, parts)) == ["bytes=0-1023"] * 2
    paths = {asking.path for asking in site.asked}
    assert {"/feed.xml", "/", AUDIO, "/episodes/springs/chapters.json"} <= paths
    assert "/episodes/springs/transcript.vtt" in paths


def hops(count: int, end: str) -> Twist:
    """Redirect *count* times before *end*, each time to another address."""

    def twist(asking: Asking) -> bool:
        if asking.path.endswith(end):
            step, _, _ = asking.path.lstrip("/").partition("-")
            number = int(step) if step.isdigit() else 0
            if number < count:
                asking.send(b"", 302, Location=f"/{number + 1}-/{end}")
            else:
                asking.send(MP3[:1024], 206, Content_Type="audio/mpeg",
                            Content_Range=f"bytes 0-1023/{len(MP3)}")  # fmt: skip
        return True

    return twist


def late(seconds: float) -> Twist:
    def twist(asking: Asking) -> bool:
        time.sleep(seconds)
        return False

    return twist


def dropped(asking: Asking) -> bool:
    raise ConnectionResetError


@pytest.mark.parametrize(
    ("end", "twist", "rule", "level", "words"),
    [
        (AUDIO, answer(b"", 404), "served-status", Level.ERROR, "answers 404"),
        (AUDIO, answer(b"", 403), "served-status", Level.ERROR, "answers 403"),
        (AUDIO, answer(b"", 500), "served-status", Level.ERROR, "answers 500"),
        (AUDIO, late(1.5), "served-status", Level.ERROR, "no answer in time"),
        (AUDIO, dropped, "served-status", Level.ERROR, "no connection, or it broke off"),
        (AUDIO, to("file:///etc/passwd"), "served-status", Level.ERROR, "makes no sense"),
        (AUDIO, only("HEAD", answer(b"", 405)), "served-head", Level.ERROR, "answers 405"),
        (
            AUDIO,
            answer(MP3, Content_Type="audio/mpeg"),
            "served-ranges",
            Level.ERROR,
            "comes whole",
        ),
        (
            AUDIO,
            only("GET", answer(MP3[:9], 206, Content_Type="audio/mpeg", Content_Range=f"bytes 5/{len(MP3)}")),
            "served-ranges",
            Level.ERROR,
            f"`bytes 5/{len(MP3)}`",
        ),
        (
            AUDIO,
            only(
                "GET",
                answer(
                    MP3[:9], 206, Content_Type="audio/mpeg", Content_Range="bytes 0-8/12"
                ),
            ),
            "served-length",
            Level.WARNING,
            f"has 12 bytes, but the feed says {len(MP3):,}",
        ),
        (
            AUDIO,
            only(
                "GET",
                answer(
                    MP3[:9], 206, Content_Type="binary/octet-stream",
                    Content_Range=f"bytes 0-8/{len(MP3)}",
                ),
            ),
            "served-type",
            Level.WARNING,
            "is called `binary/octet-stream`, not `audio/mpeg`",
        ),
        (AUDIO, answer(PAGE, Content_Type="text/html"), "served-login", Level.ERROR, "a web page"),
        # It says that it is audio, and is none.
        (AUDIO, answer(PAGE, Content_Type="audio/mpeg"), "served-login", Level.ERROR, "`Sign in to drive`"),
        ("springs.mp3", hops(6, "springs.mp3"), "served-redirects", Level.WARNING, "6 times"),
        ("springs.mp3", hops(99, "springs.mp3"), "served-redirects", Level.ERROR, "more than 9"),
        (AUDIO, to(AUDIO), "served-redirects", Level.ERROR, "in a circle"),
        ("chapters.json", answer(b"{}", Content_Type="application/json", Access_Control_Allow_Origin="*"), "served-type", Level.ADVICE, "`application/json`"),
        ("chapters.json", answer(b"{}", Content_Type="application/json+chapters"), "served-cors", Level.WARNING, "to no player"),
        ("chapters.json", answer(b"", 404), "served-status", Level.ERROR, "the chapters"),
        ("transcript.vtt", answer(b"", Content_Type="text/plain", Access_Control_Allow_Origin="*"), "served-type", Level.WARNING, "not `text/vtt`"),
        ("transcript.srt", answer(b"", Content_Type="application/x-subrip", Access_Control_Allow_Origin="https://a.example"), "served-cors", Level.WARNING, "to `https://a.example` alone"),
        ("springs/", answer(b"", 404), "served-status", Level.WARNING, "the page"),
    ],
)  # fmt: skip
def test_a_fault_at_an_episode_is_told_once_and_by_its_file(
    site: Site, end: str, twist: Twist, rule: str, level: Level, words: str
) -> None:
    site.write("springs")
    site.twists[end] = twist
    (problem,) = seen(site, asker=Asker(Manners(wait=0.5)))
    assert (problem.rule, problem.level) == (rule, level)
    assert words in problem.message
    assert problem.place.path == "episodes/springs.yaml"
    field = {"mp3": "audio", "json": "chapters", "vtt": "transcript", "srt": "transcript"}
    name = field.get(end.rpartition(".")[2], "title")
    lines = (site.root / problem.place.path).read_text(encoding="utf-8").splitlines()
    assert lines[problem.place.line - 1].startswith(f"{name}: ")


def test_audio_without_ranges_is_not_downloaded(site: Site) -> None:
    site.write("springs")
    large = b"\xff\xfb" + bytes(40_000_000)
    site.twists[AUDIO] = answer(large, Content_Type="audio/mpeg")
    seen(site)
    assert site.sent < 8_000_000  # what lay in the buffers between


def altered(change: Callable[[bytes], bytes], site: Site, **headers: str) -> Twist:
    def twist(asking: Asking) -> bool:
        body = change((site.root / "public/feed.xml").read_bytes())
        usual = {"Content_Type": "application/rss+xml", "Access_Control_Allow_Origin": "*"}
        asking.send(body, 200, **{"ETag": '"1"', **usual, **headers})
        return True

    return twist


@pytest.mark.parametrize(
    ("change", "headers", "rules", "words"),
    [
        (bytes, {"ETag": ""}, ["served-unchanged"], "without `ETag` and `Last-Modified`"),
        (bytes, {}, ["served-unchanged"], "sent again though it did not change"),
        (bytes, {"Content_Type": "text/xml"}, ["served-type", "served-unchanged"], "US-ASCII"),
        (bytes, {"Content_Type": "text/plain"}, ["served-type", "served-unchanged"], "`text/plain`"),
        (lambda feed: b"<rss", {}, ["served-feed", "served-unchanged"], "can't be read as a feed"),
        (
            lambda feed: feed.replace(b"<title>springs", b"<title>rapids"),
            {},
            ["served-feed", "served-unchanged"],
            "1 episode is published as it was before a change",
        ),
        (
            lambda feed: feed.replace(b"<channel>", b"<channel>" + b" " * 30_000),
            {},
            ["served-packed", "served-unchanged"],
            "with all of its",
        ),
        (
            lambda feed: gzip.compress(feed.replace(b"<channel>", b"<channel>" + b" " * 30_000)),
            {"Content_Encoding": "gzip"},
            ["served-unchanged"],
            "sent again",
        ),
        (lambda feed: PAGE, {"Content_Type": "text/html"}, ["served-login"], "not the feed"),
        (bytes, {"Access_Control_Allow_Origin": ""}, ["served-cors", "served-unchanged"], "no player"),
        (bytes, {"Content_Encoding": "gzip"}, ["served-status"], "makes no sense"),
    ],
)  # fmt: skip
def test_a_fault_of_the_feed_is_told_at_the_shows_url(
    site: Site,
    change: Callable[[bytes], bytes],
    headers: dict[str, str],
    rules: list[str],
    words: str,
) -> None:
    site.write("springs")
    site.twists[FEED] = altered(change, site, **headers)
    problems = seen(site)
    assert sorted(problem.rule for problem in problems) == rules
    assert any(words in problem.message for problem in problems)
    assert {str(problem.place) for problem in problems} == {"show.yaml:2:6"}


@pytest.mark.parametrize(
    ("status", "words"), [(301, "moved for good"), (302, "for now only"), (308, "for good")]
)
def test_a_feed_that_moved_is_told(site: Site, status: int, words: str) -> None:
    site.write("springs")
    (site.root / "public/new.xml").write_bytes((site.root / "public/feed.xml").read_bytes())
    site.twists[FEED] = to("/new.xml", status)
    (problem,) = seen(site)
    assert (problem.rule, problem.level) == ("served-redirects", Level.WARNING)
    assert words in problem.message


def test_an_episode_that_waits_to_be_published_is_told_in_one_line(site: Site) -> None:
    site.write("springs")
    feed = (site.root / "public/feed.xml").read_bytes()
    site.write("springs", "deltas")
    site.twists[FEED] = altered(lambda _: feed, site)
    found = [problem for problem in seen(site) if problem.rule == "served-feed"]
    assert [problem.message.partition("now: ")[2] for problem in found] == [
        "1 episode is not published yet"
    ]
    assert "`showfeed diff`" in found[0].hint


def test_only_the_episodes_that_are_named_are_asked_about(site: Site) -> None:
    site.write("springs", "deltas")
    site.twists["deltas.mp3"] = answer(b"", 404)
    assert seen(site, "springs") == ()
    assert not any("deltas" in asking.path for asking in site.asked)


def test_what_went_up_alone_is_asked_about_and_compared_with_what_went_up(site: Site) -> None:
    site.write("springs", "deltas")
    feed = (site.root / "public/feed.xml").read_bytes().replace(b"<title>springs", b"<title>rapids")
    site.twists[FEED] = altered(lambda _: feed, site)
    site.twists["deltas.mp3"] = answer(b"", 404)
    problems = look(show_of(site), urls=frozenset({site.url + AUDIO}), feed=feed)
    assert [problem.rule for problem in problems] == ["served-unchanged"]
    assert {asking.path for asking in site.asked} == {FEED, AUDIO}


def prefixed(site: Site, twist: Twist | None = None) -> Site:
    site.write("springs", more=f"media: {{prefix: '{site.url}/e'}}\n")

    def measured(asking: Asking) -> bool:
        if not asking.path.startswith("/e/"):
            return False
        if twist is None:
            asking.send(b"", 302, Location=asking.path.removeprefix("/e/"))
            return True
        return bool(twist(asking))

    site.twists = {"springs.mp3": measured}
    return site


def test_a_measuring_prefix_that_leads_to_the_audio_is_asked_once(site: Site) -> None:
    assert seen(prefixed(site)) == ()
    through = [asking for asking in site.asked if asking.path.startswith("/e/")]
    assert [asking.method for asking in through] == ["HEAD"]


@pytest.mark.parametrize(
    ("twist", "level", "words"),
    [
        (answer(b"", 503), Level.ERROR, "fails, though the audio is at"),
        (to("/media/other.mp3"), Level.ERROR, "other.mp3`, not to"),
        (answer(MP3[:4], 206, Content_Type="audio/mpeg", Content_Range=f"bytes 0-3/{len(MP3)}"), Level.ERROR, "leads nowhere"),
        (lambda a: to(a.path.removeprefix("/e/"), 301)(a), Level.WARNING, "for good"),
    ],
)  # fmt: skip
def test_a_measuring_prefix_that_fails_is_told_from_the_audio(
    site: Site, twist: Twist, level: Level, words: str
) -> None:
    prefixed(site, twist)
    (site.root / "public/media/other.mp3").write_bytes(MP3)
    (problem,) = seen(site)
    assert (problem.rule, problem.level) == ("served-prefix", level)
    assert words in problem.message


def test_a_busy_server_is_asked_again_after_the_pause_it_asks_for(site: Site) -> None:
    site.write("springs")
    pauses: list[float] = []
    busy = iter([True])
    site.twists[AUDIO] = lambda asking: (
        next(busy, False) and answer(b"", 429, Retry_After="7")(asking)
    )
    assert seen(site, asker=Asker(Manners(sleep=pauses.append))) == ()
    assert pauses == [7]


def test_one_server_gets_few_requests_at_once(site: Site) -> None:
    site.write(*(f"part{n}" for n in range(1, 9)))
    site.twists[""] = late(0.01)
    assert seen(site) == ()
    assert 1 < site.most <= Manners().to_one_server


def test_a_dripping_server_is_left(site: Site) -> None:
    site.write("springs")

    def slow(asking: Asking) -> bool:
        asking.send(b"<rss>", Content_Length="500000")
        time.sleep(2)
        return True

    site.twists[FEED] = slow
    begun = time.monotonic()
    with pytest.raises(OutsideError, match="no answer in time"):
        seen(site, asker=Asker(Manners(wait=0.4, patience=0.4)))
    assert time.monotonic() - begun < 5


def test_a_site_that_is_not_there_is_a_failure_outside(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    site.write("springs", url=f"http://127.0.0.1:{port}")
    with pytest.raises(OutsideError, match="can't be reached: no connection") as failure:
        seen(site)
    assert failure.value.exit_code == 3
    assert site.asked == []


def test_a_server_that_never_answers_is_left_alone(site: Site) -> None:
    calls = []
    with served(site.root / "elsewhere") as other:
        site.write(*(f"part{n}" for n in range(30)), more=f"media: {{url: '{other.url}'}}\n")

        def gone(asking: Asking) -> bool:
            calls.append(asking)
            raise ConnectionResetError

        other.twists[""] = gone
        problems = seen(site)
    assert len([p for p in problems if p.rule == "served-status"]) == 30
    assert len(calls) < 30  # of 60: three failures, and what was under way meanwhile


def test_no_password_of_this_machine_goes_along(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ana password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    site.write("springs")
    assert seen(site) == ()
    assert not any("Authorization" in asking.headers for asking in site.asked)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    key, made = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=x",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", made],
        check=True, capture_output=True,
    )  # fmt: skip
    made.write_bytes(key.read_bytes() + made.read_bytes())
    return made


def test_a_certificate_that_nobody_knows_is_told(tmp_path: Path, certificate: Path) -> None:
    with served(tmp_path / "show", certificate) as site:
        site.write("springs")
        problems = seen(site)
        assert {problem.rule for problem in problems} == {"served-tls"}
        assert {p.place.path for p in problems} == {"show.yaml", "episodes/springs.yaml"}
        assert seen(site, asker=Asker(verify=str(certificate))) == ()


def test_a_step_down_to_http_is_told(tmp_path: Path, certificate: Path) -> None:
    with served(tmp_path / "plain") as plain, served(tmp_path / "show", certificate) as site:
        plain.write("springs")
        site.write("springs")
        site.twists[AUDIO] = to(plain.url + AUDIO)
        (problem,) = seen(site, asker=Asker(verify=str(certificate)))
    assert (problem.rule, problem.level) == ("served-redirects", Level.WARNING)
    assert "not encrypted" in problem.message


def test_everything_that_the_feed_names_is_asked_for(site: Site) -> None:
    """What another reader finds in the feed, we ask; what only other people serve, we leave."""
    from lxml import etree

    site.write("springs", "deltas", more="feed: {limit: 1}\n")
    feed = etree.parse(str(site.root / "public/feed.xml"))
    named = {
        value
        for element in feed.iter()
        for name, value in element.attrib.items()
        if name in ("url", "href") and value.startswith(site.url)
    }
    asked = {question.url for question in questions(show_of(site))}
    assert named - asked <= {f"{site.url}/feed.xml"}
    assert f"{site.url}/feed/2.xml" in asked
    kinds = {question.what for question in questions(show_of(site))}
    assert kinds >= {What.FEED, What.AUDIO, What.CHAPTERS, What.TRANSCRIPT, What.PAGE}
