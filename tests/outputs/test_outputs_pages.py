from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree, html

from showfeed.model import (
    Audio,
    Chapter,
    Episode,
    License,
    Person,
    Picture,
    PictureFacts,
    Show,
    Transcript,
    TranscriptForm,
)
from showfeed.outputs import pages

COVER = Picture("cover.png", facts=PictureFacts(9, 9, "image/png", "RGB", 9, "a" * 64))
FULL = Episode(
    id="001-one",
    title='One <script>"x"</script> & more',
    date=datetime(2024, 4, 15, tzinfo=UTC),
    audio=Audio("media/one.mp3"),
    typed_duration=timedelta(minutes=54),
    description="About [this](https://x.example).",
    chapters=(
        Chapter(timedelta(), "Start"),
        Chapter(timedelta(seconds=90.5), "Link & <i>", url="https://c.example/?a&b"),
    ),
    people=(Person("Ana", url="https://ana.example"), Person("Bob <b>", "Guest")),
    transcripts=(Transcript(TranscriptForm.TEXT, "Ana: hello"),),
    license=License("CC0", "https://cc.example"),
)
DRAFT = Episode(id="002-two", title="Two", license=License("mine"))
SHOW = Show(
    title="Water & <stone>",
    url="https://show.example/pod",
    description="About *water*.",
    language="en",
    author="Ana",
    cover=COVER,
    episodes=(FULL, DRAFT),
)


def built(show: Show) -> dict[str, str]:
    files = {}
    for artifact in pages.render(show):
        assert isinstance(artifact.content, bytes)
        files[artifact.path] = artifact.content.decode()
    return files


def read(page: str) -> html.HtmlElement:
    parser = html.HTMLParser(recover=False)
    assert page.startswith("<!DOCTYPE html>\n")
    # libxml2's HTML parser is older than these elements, which it reads all the same.
    for new, old in (("main", "div"), ("time", "span"), ("audio", "div")):
        page = page.replace(f"<{new}", f"<{old}").replace(f"</{new}>", f"</{old}>")
    return html.document_fromstring(page, parser=parser)


def test_the_show_s_page_lists_every_episode() -> None:
    page = built(SHOW)["index.html"]
    tree = read(page)
    assert tree.findtext(".//title") == "Water & <stone>"
    assert [a.get("href") for a in tree.iterfind(".//li/a")] == [
        "episodes/001-one/",
        "episodes/002-two/",
    ]
    assert 'datetime="2024-04-15"' in page
    assert "54 minutes" in page
    assert '<img src="cover.aaaaaaaaaa.png" alt="">' in page


def test_an_episode_s_page_has_player_chapters_people_and_transcripts() -> None:
    page = built(SHOW)["episodes/001-one/index.html"]
    read(page)
    assert '<audio controls preload="none" src="../../media/one.mp3"></audio>' in page
    assert '<li><a href="../../media/one.mp3#t=0">00:00:00</a> Start</li>' in page
    assert (
        '<li><a href="../../media/one.mp3#t=90.5">00:01:30</a>'
        ' <a href="https://c.example/?a&amp;b">Link &amp; &lt;i&gt;</a></li>'
    ) in page
    assert '<li><a href="https://ana.example">Ana (host)</a></li>' in page
    assert "<li>Bob &lt;b&gt; (guest)</li>" in page
    assert '<a href="../../episodes/001-one/transcript.html" hreflang="en">HTML (en)</a>' in page
    assert '<a rel="license" href="https://cc.example">CC0</a>' in page
    assert '<a href="notes.txt">' in page
    assert '<a href="https://x.example">this</a>' in page


def test_every_page_names_the_feed_and_itself() -> None:
    for path, page in built(SHOW).items():
        if path.endswith(".html"):
            tree = read(page)
            (feed,) = tree.iterfind(".//link[@rel='alternate']")
            assert feed.get("href") == "https://show.example/pod/feed.xml"
            (canonical,) = tree.iterfind(".//link[@rel='canonical']")
            place = path.removesuffix("index.html")
            assert canonical.get("href") == f"https://show.example/pod/{place}"


def test_what_people_wrote_is_escaped() -> None:
    for page in built(SHOW).values():
        assert "<script" not in page
        assert "<stone>" not in page


def test_an_unfinished_episode_has_a_page_without_player() -> None:
    show = replace(SHOW, cover=None)
    chapters = (Chapter(timedelta(), "Start"),)
    page = built(replace(show, episodes=(replace(DRAFT, chapters=chapters, license=None),)))[
        "episodes/002-two/index.html"
    ]
    assert "<audio" not in page
    assert "<img" not in page
    assert "<li>00:00:00 Start</li>" in page
    assert "Licence" not in page
    assert "<p>Licence: mine</p>" in built(SHOW)["episodes/002-two/index.html"]


def test_audio_of_another_server_keeps_its_address() -> None:
    episode = replace(FULL, audio=Audio("https://cdn.example/one.mp3"))
    page = built(replace(SHOW, episodes=(episode,)))["episodes/001-one/index.html"]
    assert 'src="https://cdn.example/one.mp3"' in page


@pytest.mark.parametrize(
    ("language", "start"), [("fr-FR", 'lang="fr-FR" dir="ltr"'), ("ar", 'lang="ar" dir="rtl"')]
)
def test_a_page_says_its_language_and_direction(language: str, start: str) -> None:
    assert f"<html {start}>" in built(replace(SHOW, language=language))["index.html"]


def test_a_new_episode_changes_its_own_page_and_the_index_only() -> None:
    before = built(replace(SHOW, episodes=(FULL,)))
    after = built(SHOW)
    changed = {path for path in after if before.get(path) != after[path]}
    assert changed == {"index.html", "episodes/002-two/index.html"}


def test_the_description_stays_well_formed() -> None:
    page = built(SHOW)["episodes/001-one/index.html"]
    inner = page[page.index("<p>About") :].split("\n", 1)[0]
    assert etree.fromstring(inner).tag == "p"
