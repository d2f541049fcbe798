"""Feeds in the shapes that hosts give them: each comes in, is clean, and goes out as it was."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from showfeed.cli import importing, pipeline
from showfeed.cli.heard import of_feed, of_show
from showfeed.compare import compare
from showfeed.formats.html_text import bare_text
from showfeed.importing.feed_show import incoming
from showfeed.importing.incoming import Incoming
from showfeed.importing.planning import plan
from showfeed.importing.trimming import without_repeats
from showfeed.model import Show
from showfeed.outputs.notes import full_notes
from showfeed.problems import Level
from showfeed.sources.feed import read_feed

FEEDS = sorted((Path(__file__).parent.parent / "feeds").glob("*.xml"))
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
# What cannot stay as it was when a show moves (its place), and what a build puts in (its notes).
EXPLAINED = {
    *("podcast-guid", "description", "link", "locked-owner", "language", "license", "people"),
}
NEW = "https://new.example"


def into(feed: bytes, folder: Path, url: str = NEW) -> Show:
    """Import a feed without what it names elsewhere, and read the folder again."""
    there = importing.there(folder)
    comes = incoming(
        read_feed(feed, "feed.xml"), "feed.xml", url, importing.known_ids(folder, there)
    )
    importing.write(folder, plan(comes, there, {}, final=True).changes)
    reading = pipeline.read(folder, MOMENT)
    assert [str(p) for p in reading.problems if p.level is Level.ERROR] == []
    assert reading.show is not None
    return reading.show


@pytest.mark.parametrize("feed", FEEDS, ids=lambda path: path.stem)
def test_a_hosts_feed_goes_out_as_it_came_in(feed: Path, tmp_path: Path) -> None:
    show = into(feed.read_bytes(), tmp_path)
    before = of_feed(read_feed(feed.read_bytes(), "feed.xml"))
    # The files that hosts hold are not fetched here.
    now = of_show(show)
    told = replace(without_repeats(before.show), url=now.show.url)
    changes = compare(replace(before, show=told, transcripts={}, address=now.address), now)
    kinds = {change.kind for change in changes.changes}
    assert kinds <= EXPLAINED, changes
    heard = {e.guid: e for e in of_show(show).show.episodes}
    for episode in before.show.episodes:
        same = heard[episode.guid]
        assert same.guid_is_permalink == episode.guid_is_permalink
        assert same.title == episode.title
        assert same.date == episode.date
        assert same.date.utcoffset() == episode.date.utcoffset()
        assert same.audio.href == episode.audio.href
        assert same.audio.facts == episode.audio.facts
        assert same.duration == episode.duration
        assert [(c.start, c.title, c.url) for c in same.chapters] == [
            (c.start, c.title, c.url) for c in episode.chapters
        ] or not episode.chapters
        named = {(p.name, p.role) for p in episode.people}
        assert named <= {(p.name, p.role) for p in same.people}
    assert show.guid == (before.show.guid or show.guid)


@pytest.mark.parametrize("feed", FEEDS, ids=lambda path: path.stem)
def test_check_has_nothing_to_say_of_what_came_in(feed: Path, tmp_path: Path) -> None:
    into(feed.read_bytes(), tmp_path)
    problems = pipeline.read(tmp_path, MOMENT).problems
    # What a host lets pass and the author alone can better, such as an address without TLS.
    theirs = {"link-https", "audio-https", "title-number", "license-url"}
    assert [str(p) for p in problems if p.level > Level.ADVICE and p.rule not in theirs] == []


@pytest.mark.parametrize("feed", FEEDS, ids=lambda path: path.stem)
def test_importing_again_changes_nothing(feed: Path, tmp_path: Path) -> None:
    into(feed.read_bytes(), tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    into(feed.read_bytes(), tmp_path)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def item(guid: str, title: str, more: str = "") -> str:
    return (
        f"<item><title>{title}</title><guid isPermaLink='false'>{guid}</guid>"
        "<pubDate>Mon, 15 Apr 2024 06:00:00 +0200</pubDate>"
        f"<enclosure url='https://a.example/{guid}.mp3' length='1000' type='audio/mpeg'/>{more}</item>"
    )


def feed(*items: str, title: str = "Rivers") -> bytes:
    return (
        '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><description>Water.</description><language>en</language>"
        "<itunes:author>Ana</itunes:author><itunes:category text='Science'/>"
        "<itunes:explicit>false</itunes:explicit><link>https://rivers.example</link>"
        f"{''.join(items)}</channel></rss>"
    ).encode()


def test_a_changed_feed_changes_only_what_nobody_edited(tmp_path: Path) -> None:
    into(feed(item("a", "One", "<description>Old &amp; new</description>")), tmp_path)
    file = tmp_path / "episodes" / "2024-04-15-one.yaml"
    text = file.read_text("utf-8")
    edited = "# mine\n" + text.replace("title: One", "title: My one  # better") + "# the end\n"
    file.write_text(edited, "utf-8")
    into(
        feed(
            item("b", "Two"),
            item(
                "a", "Uno", "<description>Other</description><itunes:duration>60</itunes:duration>"
            ),
        ),
        tmp_path,
    )
    assert file.read_text("utf-8") == (
        "# mine\ntitle: My one  # better\ndate: 2024-04-15 06:00 +02:00\n"
        "audio: https://a.example/a.mp3\nduration: 1:00\nguid: a\ndescription: |\n  Other\n# the end\n"
    )
    assert (tmp_path / "episodes" / "2024-04-15-two.yaml").is_file()


def test_what_an_author_deleted_stays_deleted(tmp_path: Path) -> None:
    both = feed(item("a", "One", "<itunes:subtitle>Sub</itunes:subtitle>"), item("b", "Two"))
    into(both, tmp_path)
    (tmp_path / "episodes" / "2024-04-15-two.yaml").unlink()
    one = tmp_path / "episodes" / "2024-04-15-one.yaml"
    one.write_text(one.read_text("utf-8").replace("subtitle: Sub\n", ""), "utf-8")
    there = importing.there(tmp_path)
    comes = incoming(
        read_feed(both, "feed.xml"), "feed.xml", NEW, importing.known_ids(tmp_path, there)
    )
    planned = plan(comes, there, {}, final=True)
    assert [change.path for change in planned.changes] == []
    assert any("deleted or renamed" in remark.words for remark in planned.remarks)


def test_an_episode_keeps_its_file_when_its_title_changes(tmp_path: Path) -> None:
    into(feed(item("a", "One")), tmp_path)
    into(feed(item("a", "Another")), tmp_path)
    assert [p.name for p in (tmp_path / "episodes").iterdir()] == ["2024-04-15-one.yaml"]
    assert "title: Another\n" in (tmp_path / "episodes" / "2024-04-15-one.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    "title",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "..\\..\\boot.ini",
        "CON",
        "nul",
        "C:\\x",
        "a\0b",
        ".",
        "…",
        "日本",
        "x" * 500,
    ],
)
def test_no_title_leads_a_file_astray(title: str, tmp_path: Path) -> None:
    inside = tmp_path / "show"
    shown = title.replace("\0", "")
    into(feed(item("../../../evil", shown), item("b", shown)), inside)
    assert [p.name for p in tmp_path.iterdir()] == ["show"]
    names = sorted(p.name for p in (inside / "episodes").iterdir())
    assert len(names) == 2
    assert all(len(name) < 80 and name.startswith("2024-04-15") for name in names)


def test_our_own_notes_do_not_pile_up(tmp_path: Path) -> None:
    root = Path(__file__).parent.parent.parent
    if not (root / "show.yaml").is_file():
        pytest.skip("the sample show is not here")
    from showfeed.outputs import feed as feeds

    first = pipeline.read(root, MOMENT).show
    assert first is not None
    text = feeds.document(first, list(first.episodes))
    again = into(text, tmp_path, first.url)
    by_guid = {e.guid: e for e in again.episodes}
    for episode in first.episodes:
        notes = [
            bare_text(full_notes(s, e))
            for s, e in ((first, episode), (again, by_guid[episode.guid]))
        ]
        assert notes[1].count("Licence") == notes[0].count("Licence")
        assert notes[1].count("Episode page") == 1
        assert notes[1].startswith(notes[0][:60])


def test_a_page_below_the_show_s_own_address_leads_to_the_new_one(tmp_path: Path) -> None:
    pages = [f"{NEW}/2024/one/", f"{NEW}/?p=2", "https://old.example/3", f"{NEW}/episodes/four"]
    pages.append(NEW)
    items = [item(f"g{n}", f"T{n}", f"<link>{page}</link>") for n, page in enumerate(pages, 1)]
    show = into(feed(*items), tmp_path)
    found = {e.title: (e.link, [r.path for r in e.moved_from]) for e in show.episodes}
    assert found == {
        "T1": ("", ["2024/one"]),
        "T2": ("", []),  # told: no host of files sees what follows `?`
        "T3": ("https://old.example/3", []),
        "T4": ("", ["episodes/four"]),
        "T5": (NEW, []),
    }
    assert 'moved_from: "/2024/one"' in (tmp_path / "episodes" / "2024-04-15-t1.yaml").read_text()
    there = importing.there(tmp_path)
    again = incoming(
        read_feed(feed(*items), "feed.xml"), "feed.xml", NEW, importing.known_ids(tmp_path, there)
    )
    told = {remark.episode[-2:]: remark.words for remark in again.remarks}
    assert "`moved_from`" in told["t1"] and "what follows a `?`" in told["t2"]
    assert plan(again, there, {}, final=True).changes == ()


def told(text: bytes) -> Incoming:
    return incoming(read_feed(text, "feed.xml"), "feed.xml", NEW, {})


def test_a_title_that_apple_hears_again_is_nothing_lost() -> None:
    again = "<itunes:title>  One: &#8220;more&#8221; </itunes:title>"
    assert told(feed(item("a", "One “more”", again))).unknown == ()
    other = told(feed(item("a", "One", "<itunes:title>Uno</itunes:title>")))
    assert other.unknown == (("itunes:title", 1, "Uno"),)


def test_people_behind_the_whole_show_are_told() -> None:
    people = (
        '</link><podcast:person xmlns:podcast="https://podcastindex.org/namespace/1.0" '
        'role="producer">Zoé</podcast:person><podcast:person '
        'xmlns:podcast="https://podcastindex.org/namespace/1.0">Ana</podcast:person>'
    )
    comes = told(feed(item("a", "One")).decode().replace("</link>", people).encode())
    (remark,) = [remark for remark in comes.remarks if "Zoé (producer)" in remark.words]
    assert "an episode's `people`" in remark.words
    assert {who.name: who.role for who in comes.show.registry.values()} == {
        "Zoé": "Producer",
        "Ana": "Host",
    }


@pytest.mark.parametrize("order", [("Newer", "Older"), ("Older", "Newer")])
def test_of_two_episodes_with_one_guid_the_newer_is_kept_and_that_is_told(
    order: tuple[str, str],
) -> None:
    days = {"Newer": "08", "Older": "01"}
    item = "<item><title>{}</title><guid>same</guid><pubDate>Mon, {} Jan 2024 06:00:00 GMT</pubDate></item>"
    feed = (
        "<rss version='2.0'><channel><title>Rivers</title><link>https://x.example</link>"
        f"{''.join(item.format(title, days[title]) for title in order)}</channel></rss>"
    )
    comes = incoming(read_feed(feed.encode(), "feed.xml"), "feed.xml", NEW, {})
    assert [episode.title for episode in comes.show.episodes] == ["Newer"]
    assert any("stands twice" in remark.words for remark in comes.remarks)
