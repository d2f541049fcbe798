"""The sample show, read by three readers that we did not write: they agree, and with our YAML."""

import shutil
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import feedparser
import golden
import podcastparser
import pytest
from lxml import etree
from partytime import read

ROOT = Path(__file__).parents[2]
PODCAST = "{https://podcastindex.org/namespace/1.0}"
TITLES = ["Letters from you", "La brume", "The lens", "The stairs", "What this is"]


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "show"
    root.mkdir()
    for name in ("show.yaml", "showfeed.lock"):
        shutil.copy(ROOT / name, root / name)
    for name in ("episodes", "media"):
        shutil.copytree(ROOT / name, root / name)
    run = golden.showfeed("build", "--root", str(root), "--at", golden.MOMENT, "--locked")
    assert run.returncode == 0, run.stdout + run.stderr
    return root / "public" / "feed.xml"


@pytest.fixture(scope="module")
def partytime(feed: Path) -> dict[str, Any]:
    return read(feed)


def test_feedparser_and_podcastparser_agree(feed: Path) -> None:
    one = feedparser.parse(feed.read_bytes())
    other = podcastparser.parse("https://keepers.example/feed.xml", feed.open("rb"))
    assert not one.bozo
    assert [item.title for item in one.entries] == TITLES
    for item, episode in zip(one.entries, other["episodes"], strict=True):
        assert item.title == episode["title"]
        assert item.id == episode["guid"]
        assert parsedate_to_datetime(item.published).timestamp() == episode["published"]
        assert int(item.itunes_duration) == episode["total_time"]
        (enclosure,), (file,) = item.enclosures, episode["enclosures"]
        assert (enclosure.href, int(enclosure.length)) == (file["url"], file["file_size"])


def test_partytime_agrees_on_identity_dates_lengths_and_enclosures(
    feed: Path, partytime: dict[str, Any]
) -> None:
    one = feedparser.parse(feed.read_bytes())
    assert partytime["guid"] == "5706a38a-5b25-5548-ac83-ecb89081da9f"
    for item, theirs in zip(one.entries, partytime["items"], strict=True):
        assert (item.id, item.title) == (theirs["guid"], theirs["title"])
        assert parsedate_to_datetime(item.published) == datetime.fromisoformat(theirs["pubDate"])
        assert int(item.itunes_duration) == theirs["duration"]
        (enclosure,) = item.enclosures
        assert theirs["enclosure"] == {
            "url": enclosure.href,
            "length": int(enclosure.length),
            "type": enclosure.type,
        }


def test_partytime_finds_chapters_transcripts_and_people(
    feed: Path, partytime: dict[str, Any]
) -> None:
    items = etree.parse(str(feed)).findall("channel/item")
    for item, theirs in zip(items, partytime["items"], strict=True):
        chapters = item.find(f"{PODCAST}chapters")
        assert (theirs.get("podcastChapters") or {}).get("url") == (
            None if chapters is None else chapters.get("url")
        )
        # partytime calls every SRT by its older name.
        written = {
            t.get("url"): str(t.get("type")).replace("x-subrip", "srt")
            for t in item.findall(f"{PODCAST}transcript")
        }
        assert {t["url"]: t["type"] for t in theirs.get("podcastTranscripts") or []} == written
        people = [p.text for p in item.findall(f"{PODCAST}person")]
        assert [p["name"] for p in theirs.get("podcastPeople") or []] == people
    assert len(items[3].findall(f"{PODCAST}transcript")) == 5
    assert [p.text for p in items[3].findall(f"{PODCAST}person")] == [
        "Maud Tregarthen",
        "Iwan Pryce",
    ]


def test_partytime_finds_soundbites_captions_languages_and_roles(
    feed: Path, partytime: dict[str, Any]
) -> None:
    items = etree.parse(str(feed)).findall("channel/item")
    found = []
    for item, theirs in zip(items, partytime["items"], strict=True):
        bites = [
            (float(b.get("startTime", "")), float(b.get("duration", "")), b.text)
            for b in item.findall(f"{PODCAST}soundbite")
        ]
        cut = theirs.get("podcastSoundbites") or []
        assert [(b["startTime"], b["duration"], b["title"]) for b in cut] == bites
        found += bites
        transcripts = item.findall(f"{PODCAST}transcript")
        assert {
            t["url"]: (t.get("language"), t.get("rel"))
            for t in theirs.get("podcastTranscripts") or []
        } == {t.get("url"): (t.get("language"), t.get("rel")) for t in transcripts}
        captions = [t.get("type") for t in transcripts if t.get("rel") == "captions"]
        assert captions in ([], ["text/vtt", "application/x-subrip"])
        roles = [
            (p.get("role", "").lower(), p.get("href")) for p in item.findall(f"{PODCAST}person")
        ]
        assert [
            (p["role"].lower(), p.get("href")) for p in theirs.get("podcastPeople") or []
        ] == roles
    assert found == [(4.8, 15.0, "One hundred and ninety nine steps")]


def test_every_file_that_the_feed_names_is_there(feed: Path) -> None:
    public = feed.parent
    tree = etree.parse(str(feed))
    named = [
        *tree.xpath("//enclosure/@url | //*[local-name()='transcript']/@url"),
        *tree.xpath("//*[local-name()='chapters']/@url | //item/link/text()"),
        *tree.xpath("//*[local-name()='image']/@href"),
    ]
    assert len(named) > 30
    for url in named:
        path = url.removeprefix("https://keepers.example/")
        assert (public / path).exists() or (public / path / "index.html").is_file(), url
