"""The page that showfeed began with: its episode, written as YAML, comes out whole.

The page is another's; it lies beside the project, not in it, and the test reads it there.
"""

import json
import re
from pathlib import Path

import feedparser
import golden
import podcastparser
import pytest
import yaml

PAGE = Path(__file__).parents[2] / "shared" / "seed" / "be-my-product-3.page.txt"
pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the seed page is not beside the project")


def part(page: str, heading: str, until: str) -> str:
    """Return the text between two headings, where the page says it first."""
    found = re.search(rf"^{heading}\n(.*?)^{until}\n", page, re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


def turns_of(transcript: str) -> list[tuple[str, str]]:
    """Return (speaker, words) of each turn, by a reading of its own."""
    pieces = re.split(r"^  • #(.+)$", transcript, flags=re.MULTILINE)[1:]
    return [
        (name, " ".join(text.split())) for name, text in zip(pieces[::2], pieces[1::2], strict=True)
    ]


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    page = PAGE.read_text(encoding="utf-8")
    transcript = part(page, "Transcription", "Chapters")
    marks = part(page, "Chapters", "(?:Share|Description)")
    chapters = re.findall(r"• #\d+ (.+)\n\n +(\d\d:\d\d)", marks)
    title = next(line for line in page.splitlines() if line.startswith("#3")).removesuffix(" cover")
    length, date = re.search(r"^(\d+min) \|(\d\d/\d\d/\d{4})$", page, re.MULTILINE).groups()  # type: ignore[union-attr]
    root = tmp_path_factory.mktemp("seed")
    (root / "episodes").mkdir()
    (root / "media").mkdir()
    frame = b"\xff\xfb\x10\xc4" + bytes(100)  # 1,152 samples at 44.1 kHz
    (root / "media" / "003.mp3").write_bytes(frame * 124_031)  # 54 minutes
    (root / "show.yaml").write_text(
        "title: Be My Product\nurl: https://seed.example\ndescription: La vie des produits.\n"
        "language: fr\nauthor: Jérôme\ncategories: Business > Management\ntimezone: Europe/Paris\n",
        encoding="utf-8",
    )
    (root / "episodes" / "003.txt").write_text(transcript, encoding="utf-8")
    description = part(page, "Description", "Transcription").strip()
    episode = {
        "title": title,
        "description": description,
        "transcript": "003.txt",
        "audio": "media/003.mp3",
        "chapters": [f"{time} {name}" for name, time in chapters],
    }
    (root / "episodes" / "003.yaml").write_text(
        f"date: {date}\nduration: {length}\n" + yaml.safe_dump(episode, allow_unicode=True),
        encoding="utf-8",
    )
    run = golden.showfeed("build", "--root", str(root), "--at", golden.MOMENT)
    assert run.returncode == 0, run.stdout + run.stderr
    return {
        "root": root,
        "title": title,
        "chapters": chapters,
        "turns": turns_of(transcript),
        "description": description,
        "said": run.stdout,
    }


def test_readers_find_title_date_length_enclosure_and_guid(seed: dict[str, object]) -> None:
    feed = Path(str(seed["root"])) / "public" / "feed.xml"
    parsed = feedparser.parse(feed.read_bytes())
    assert not parsed.bozo
    (item,) = parsed.entries
    (other,) = podcastparser.parse("https://seed.example/feed.xml", feed.open("rb"))["episodes"]
    assert item.title == other["title"] == seed["title"]
    assert item.published == "Mon, 15 Apr 2024 00:00:00 +0200"
    assert item.itunes_duration == "3240"
    assert other["total_time"] == 3240
    (enclosure,) = item.enclosures
    assert (enclosure.length, enclosure.type) == (str(124_031 * 104), "audio/mpeg")
    assert other["enclosures"][0]["url"] == enclosure.href == "https://seed.example/media/003.mp3"
    assert item.id == other["guid"]


def test_the_chapters_are_those_of_the_page(seed: dict[str, object]) -> None:
    public = Path(str(seed["root"])) / "public"
    chapters = json.loads((public / "episodes/003/chapters.json").read_text())["chapters"]
    told = [(c["title"], f"{c['startTime'] // 60:02}:{c['startTime'] % 60:02}") for c in chapters]
    assert told == seed["chapters"]
    assert len(told) == 6
    (item,) = podcastparser.parse("x:", (public / "feed.xml").open("rb"))["episodes"]
    assert [c["title"] for c in item["chapters"]] == [title for title, _ in told]
    assert [c["start"] for c in item["chapters"]] == [c["startTime"] for c in chapters]


def test_every_turn_comes_out_in_order_with_its_speaker(seed: dict[str, object]) -> None:
    from lxml import html

    turns = seed["turns"]
    assert isinstance(turns, list)
    assert len(turns) == 63
    folder = Path(str(seed["root"])) / "public" / "episodes/003"
    page = html.fromstring((folder / "transcript.html").read_text(encoding="utf-8"))
    found: list[tuple[str, str]] = []
    for element in page.iter("cite", "p"):
        words = " ".join(element.text_content().split())
        if element.tag == "cite":
            found.append((words.removesuffix(":"), ""))
        else:
            speaker, said = found[-1]
            found[-1] = (speaker, f"{said} {words}".strip())
    assert found == turns
    assert not (folder / "transcript.vtt").exists()  # times are never invented
    text = (folder / "transcript.txt").read_text(encoding="utf-8")
    assert " ".join(text.split()) == " ".join(f"{who}: {said}" for who, said in turns)


def test_the_description_keeps_its_emoji_and_words(seed: dict[str, object]) -> None:
    root = Path(str(seed["root"]))
    notes = (root / "public/episodes/003/notes.txt").read_text(encoding="utf-8")
    spoken = " ".join(notes.split())
    for line in str(seed["description"]).splitlines():
        assert " ".join(line.split()).replace("https://www.bemyproduct.com/blog", "") in spoken or (
            "http" in line
        )
    assert "🎙️" in notes
    item = feedparser.parse((root / "public" / "feed.xml").read_bytes()).entries[0]
    assert "🚀" in item.summary
    assert len(item.summary.encode()) <= 4000


def test_check_tells_only_what_the_page_does_not_give(seed: dict[str, object]) -> None:
    run = golden.showfeed("check", "--root", str(seed["root"]), "--format", "json")
    rules = {p["rule"] for p in json.loads(run.stdout)["problems"] if p["level"] != "advice"}
    assert rules <= {"cover-missing", "title-number", "placeholder"}, run.stdout
