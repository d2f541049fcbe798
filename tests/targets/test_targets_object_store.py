"""Object storage: a real server takes what we send, and its refusals are told in words."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import obstore
import pytest
from buckets import (
    ENVIRONMENT,
    KEY,
    SECRET,
    bucket,
    contents,
    make_bucket,
    moto,
    rclone,
    store,
)
from obstore.store import ObjectStore
from publishing import assert_whole, feed_of, made, named_by

from showfeed.model import PublishTarget
from showfeed.problems import OutsideError, ShowfeedError, UsageError
from showfeed.targets import object_keys
from showfeed.targets.ledger import PATH, Ledger, parse_ledger
from showfeed.targets.object_stores import open_bucket
from showfeed.targets.object_words import hiding
from showfeed.targets.places import Overtaken
from showfeed.targets.site import Site, heard
from showfeed.targets.steps import Steps
from showfeed.targets.upload import plan_upload, upload


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with moto() as where:
        yield where


@pytest.fixture
def opened(address: str, request: pytest.FixtureRequest) -> ObjectStore:
    name = f"b{abs(hash(request.node.name)) % 10**12}"
    make_bucket(address, name)
    return store(address, name)


FILES = {
    "media/1.mp3": os.urandom(11_000_000),  # in three parts
    "cover.0f3a9b12cd.jpg": b"picture",
    "e/1/chapters.json": b"{}" * 200,
    "e/1/index.html": b"<p>page</p>" * 50,
    "e/é ü.txt": b"text",
}


def go(site: Site, opened: ObjectStore, **more: object) -> list[str]:
    """Publish a site there; return what went up and away, in that order."""
    place = Steps(bucket(opened, **more), take_over=True)
    done: list[str] = []
    named = heard(site, ["https://show.example/"])
    delivery = plan_upload(site, place, named, adopt=False, wait=True)
    upload(delivery, place, lambda stage, path: done.append(path))
    return done


def test_files_go_up_with_their_types_and_only_what_differs(
    tmp_path: Path, opened: ObjectStore
) -> None:
    obstore.put(opened, "own.txt", b"mine")
    done = go(made(tmp_path, FILES), opened)
    assert (set(done), done[-1]) == ({*FILES, "feed.xml"}, "feed.xml")
    assert contents(opened) == {**FILES, "feed.xml": feed_of(FILES), "own.txt": b"mine"}
    for path, type_, cache in [
        ("feed.xml", "application/rss+xml; charset=utf-8", "public, max-age=300"),
        ("media/1.mp3", "audio/mpeg", "public, max-age=86400"),
        ("cover.0f3a9b12cd.jpg", "image/jpeg", "public, max-age=31536000, immutable"),
        ("e/1/chapters.json", "application/json+chapters", "public, max-age=300"),
        (PATH, "application/json", "no-store"),
    ]:
        said = obstore.get(opened, path).attributes
        assert said == {"Content-Type": type_, "Cache-Control": cache}
    assert go(made(tmp_path, FILES), opened) == []
    fewer = {path: FILES[path] for path in ("media/1.mp3", "e/é ü.txt")}
    assert go(made(tmp_path, fewer), opened) == [
        "feed.xml", "cover.0f3a9b12cd.jpg", "e/1/chapters.json", "e/1/index.html",
    ]  # fmt: skip
    assert contents(opened) == {**fewer, "feed.xml": feed_of(fewer), "own.txt": b"mine"}


def test_texts_are_kept_packed_where_that_is_asked_for(tmp_path: Path, opened: ObjectStore) -> None:
    import gzip

    go(made(tmp_path, FILES), opened, compress=True)
    page = obstore.get(opened, "e/1/index.html")
    assert page.attributes["Content-Encoding"] == "gzip"
    assert gzip.decompress(bytes(page.bytes())) == FILES["e/1/index.html"]
    assert "Content-Encoding" not in obstore.get(opened, "media/1.mp3").attributes


def test_a_list_is_written_only_in_place_of_the_one_that_was_read(opened: ObjectStore) -> None:
    one, two = bucket(opened), bucket(opened)
    first = one.write(Ledger(serial="1"), "")
    with pytest.raises(Overtaken):
        two.write(Ledger(serial="2"), "")
    second = one.write(Ledger(serial="3"), first)
    with pytest.raises(Overtaken):
        two.write(Ledger(serial="4"), first)
    assert one.read() == (Ledger(serial="3"), second)


def test_two_publishers_at_once_leave_one_whole_feed(tmp_path: Path, opened: ObjectStore) -> None:
    sites = [
        made(tmp_path / str(turn), {f"e/{turn}-{n}.txt": b"x" for n in range(20)})
        for turn in range(4)
    ]
    refused = []

    def run(site: Site) -> None:
        try:
            place = Steps(bucket(opened), patience=3.0)
            delivery = plan_upload(site, place, {}, adopt=False, wait=True)
            upload(delivery, place, lambda stage, path: None)
        except Overtaken as error:
            refused.append(error)

    turns = [threading.Thread(target=run, args=(site,)) for site in sites]
    for turn in turns:
        turn.start()
    for turn in turns:
        turn.join()
    assert len(refused) < 4
    there = contents(opened)
    assert_whole(there)
    assert named_by(there["feed.xml"]) == there.keys() - {"feed.xml"}


PUBLISHER = """
import sys
from showfeed.targets.site import read_site
from showfeed.targets.steps import Steps
from showfeed.targets.upload import plan_upload, upload
from buckets import bucket, store
site = read_site(sys.argv[1], "feed.xml")
place = Steps(bucket(store(sys.argv[2], sys.argv[3])), take_over=True)
delivery = plan_upload(site, place, {}, adopt=False, wait=True)
print("begins", flush=True)
upload(delivery, place, lambda stage, path: None)
"""


def test_a_publisher_that_is_killed_leaves_a_whole_feed_and_the_next_ends_it(
    tmp_path: Path, address: str, opened: ObjectStore
) -> None:
    name = str(opened.config["bucket"])  # type: ignore[union-attr]
    chance = random.Random(7)
    tests = str(Path(__file__).parents[1])
    files = {f"e/{n}/chapters.json": b"0" for n in range(40)}
    go(made(tmp_path / "public0", files), opened)
    for turn in range(5):
        files = {f"e/{n + turn}/chapters.json": b"%d" % turn for n in range(40)}
        site = made(tmp_path / f"public{turn}", files)
        words = [sys.executable, "-c", PUBLISHER, site.top, address, name]
        with subprocess.Popen(
            words, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": tests}
        ) as publisher:
            assert publisher.stdout is not None
            publisher.stdout.readline()
            time.sleep(chance.random() * 0.5)
            publisher.send_signal(signal.SIGKILL)
        assert_whole(contents(opened))
    go(site, opened)
    assert contents(opened) == {**files, "feed.xml": feed_of(files)}
    ledger = parse_ledger(bytes(obstore.get(opened, PATH).bytes()))
    assert ledger is not None
    assert (ledger.publisher, ledger.pending) == ("", {})


def test_a_store_without_conditions_is_told_and_works(tmp_path: Path) -> None:
    """rclone's server overwrites whatever `If-None-Match` says; and it checks signatures."""
    (tmp_path / "served/pod").mkdir(parents=True)
    with rclone(tmp_path / "served") as where:
        opened = store(where, "pod", prefix="shows/1")
        warned: list[str] = []
        site = made(tmp_path, FILES)
        go(site, opened, warn=warned.append)
        assert len(warned) == 1
        assert "knows no conditional writes" in warned[0]
        assert contents(opened) == {**FILES, "feed.xml": feed_of(FILES)}
        assert (tmp_path / "served/pod/shows/1/e/é ü.txt").read_bytes() == b"text"
        assert go(site, opened) == []
        one, two = bucket(opened), bucket(opened)
        _, version = one.read()
        version = one.write(Ledger(publisher="one", serial="1"), version)
        two.write(Ledger(publisher="two", serial="2"), "")
        with pytest.raises(Overtaken):
            one.write(Ledger(publisher="one", serial="3"), version)
        wrong = store(where, "pod", secret="SKWRONG00000000000000000000000000000001")
        with pytest.raises(OutsideError, match="the key is not known there, or does not fit"):
            bucket(wrong).read()


def test_a_bucket_that_is_not_there_is_told(address: str) -> None:
    with pytest.raises(OutsideError, match="there is no such bucket"):
        bucket(store(address, "nowhere")).read()


class Refusing(BaseHTTPRequestHandler):
    """A store that refuses to take anything, as a full one does."""

    answer = (507, b"<Error><Code>QuotaExceeded</Code></Error>")

    def do_GET(self) -> None:
        self._say(404, b"<Error><Code>NoSuchKey</Code></Error>")

    do_HEAD = do_GET

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._say(*self.answer)

    def _say(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(
    ("status", "content", "words"),
    [
        (507, b"<Error><Code>QuotaExceeded</Code></Error>", "it is full"),
        (403, b"<Error><Code>AccessDenied</Code></Error>", "the key does not allow that"),
        (403, b"<Error><Code>RequestTimeTooSkewed</Code></Error>", "this machine's clock is wrong"),
        (400, b"<Error><Code>ExpiredToken</Code></Error>", "the key has expired"),
        (418, b"a teapot", "418"),
    ],
)
def test_a_refusing_store_is_told_in_words(
    tmp_path: Path, status: int, content: bytes, words: str
) -> None:
    handler = type("Handler", (Refusing,), {"answer": (status, content)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        where = f"http://127.0.0.1:{server.server_port}"
        with pytest.raises(ShowfeedError, match=words) as told:
            go(made(tmp_path, {"a.txt": b"1"}), store(where, "pod"))
        assert SECRET not in str(told.value)
        assert "Traceback" not in str(told.value)
    finally:
        server.shutdown()
        server.server_close()


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(OutsideError, match="its server does not answer"):
        bucket(store("http://127.0.0.1:9", "pod")).read()


def test_keys_and_tokens_are_taken_out_of_every_message() -> None:
    hide = hiding(
        {**ENVIRONMENT, "AZURE_STORAGE_SAS_TOKEN": "sv=2024&sig=abcdef", "HOME": "/root1"}
    )
    said = f"PUT https://h.example/x?sig=abc%3D failed ({SECRET}, {KEY}, sv=2024&sig=abcdef) /root1"
    assert hide(said) == "PUT https://h.example/x?… failed (…, …, …) /root1"


AWS_FILES = {
    "credentials": "[default]\naws_access_key_id = A\naws_secret_access_key = B%c\n"
    "[work]\naws_access_key_id = W\naws_secret_access_key = X\n",
    "config": "[default]\nregion = eu-west-3\n[profile work]\nregion = eu-north-1\n",
}


def test_keys_are_found_in_the_usual_files(tmp_path: Path) -> None:
    (tmp_path / ".aws").mkdir()
    for name, content in AWS_FILES.items():
        (tmp_path / ".aws" / name).write_text(content)
    default = {"access_key_id": "A", "secret_access_key": "B%c", "region": "eu-west-3"}
    work = {"access_key_id": "W", "secret_access_key": "X", "region": "eu-north-1"}
    assert object_keys.aws("", {}, tmp_path) == default
    assert object_keys.aws("work", ENVIRONMENT, tmp_path) == work
    assert object_keys.aws("", {"AWS_PROFILE": "work"}, tmp_path) == work
    assert object_keys.aws("", ENVIRONMENT, tmp_path) == {}
    assert object_keys.aws("", {}, tmp_path / "nobody") == {}
    with pytest.raises(UsageError, match="no key of a profile `other`"):
        object_keys.aws("other", {}, tmp_path)
    (tmp_path / ".aws/credentials").write_text("not a file of keys")
    assert object_keys.aws("", {}, tmp_path) == {"region": "eu-west-3"}


@pytest.mark.parametrize(
    ("kind", "settings", "environment"),
    [
        ("s3", {"bucket": "pod", "endpoint": "http://127.0.0.1:9"}, ENVIRONMENT),
        ("s3", {"bucket": "pod"}, {**ENVIRONMENT, "AWS_ENDPOINT_URL": "http://127.0.0.1:9"}),
        ("azure", {"account": "devstoreaccount1", "container": "$web"}, {}),
    ],
)
def test_each_kind_of_storage_can_be_opened(
    tmp_path: Path, kind: str, settings: dict[str, str], environment: dict[str, str]
) -> None:
    target = PublishTarget("store", kind, tuple(settings.items()))
    assert open_bucket(target, environment, tmp_path, print).name == "store"
