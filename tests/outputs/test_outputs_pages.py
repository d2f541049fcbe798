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
    made = pages.render(show)  # but cards, which are drawn only where they are not there yet
    return {
        a.path: b"".join(a.pieces()).decode()
        for a in made
        if not a.path.endswith((".png", ".jpg", ".webp"))
    }


def read(page: str) -> html.HtmlElement:
    assert page.startswith("<!DOCTYPE html>\n")
    return html.document_fromstring(page)


def texts(page: str, xpath: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in read(page).xpath(xpath)]


def test_the_show_s_page_tells_of_the_newest_and_how_to_subscribe() -> None:
    page = built(SHOW)["index.html"]
    tree = read(page)
    assert tree.findtext(".//title") == "Water & <stone>"
    assert tree.xpath("//li[@class='entry']//h3/a/@href") == [
        "episodes/001-one/",
        "episodes/002-two/",
    ]
    assert 'datetime="2024-04-15"' in page
    assert "54 minutes" in page
    assert 'src="cover.aaaaaaaaaa.png"' in page
    assert "podcast://show.example/pod/feed.xml" in page
    assert '<svg viewBox="0 0 ' in page
    assert texts(page, "//p[@class='facts']/span")[:2] == ["By Ana", "2 episodes"]


def test_an_episode_s_page_has_player_chapters_people_and_transcripts() -> None:
    page = built(SHOW)["episodes/001-one/index.html"]
    tree = read(page)
    assert '<audio controls preload="none" src="../../media/one.mp3"></audio>' in page
    assert tree.xpath("//ol[@class='chapters']//a[@class='seek']/@href") == [
        "../../media/one.mp3#t=0",
        "../../media/one.mp3#t=90.5",
    ]
    assert texts(page, "//ol[@class='chapters']/li") == ["0:00 Start", "1:30 Link & <i>Link ↗"]
    assert "https://c.example/?a&b" in tree.xpath("//a[@class='more']/@href")
    assert texts(page, "//li[@class='person']/p") == ["Anahost", "Bob <b>guest"]
    assert tree.xpath("//li[@class='person']/p/a/@href") == ["https://ana.example"]
    assert texts(page, "//div[@class='turn']") == ["Anahello"]
    files = dict(
        zip(
            tree.xpath("//ul[@class='files']//a/@href"),
            texts(page, "//ul[@class='files']//a"),
            strict=True,
        )
    )
    assert files == {
        "../../media/one.mp3": "MP3",
        "../../episodes/001-one/transcript.html": "HTML",
        "../../episodes/001-one/transcript.txt": "TXT",
        "chapters.json": "JSON",
        "notes.txt": "TXT",
    }
    assert '<a rel="license" href="https://cc.example">CC0</a>' in page
    assert '<a href="https://x.example">this</a>' in page
    assert tree.xpath("//a[@rel='prev']/@href") == ["../../episodes/002-two/"]


def test_the_embedded_player_is_named_by_the_code_that_embeds_it() -> None:
    files = built(SHOW)
    (code,) = read(files["episodes/001-one/index.html"]).xpath("//textarea/text()")
    (frame,) = html.fromstring(f"<div>{code}</div>").iterfind("iframe")
    assert frame.get("src") == "https://show.example/pod/episodes/001-one/embed.html"
    assert frame.get("title") == 'One <script>"x"</script> & more – Water & <stone>'
    embed = files["episodes/001-one/embed.html"]
    assert 'src="../../media/one.mp3"' in embed
    assert read(embed).xpath("//h1/a/@href") == ["https://show.example/pod/episodes/001-one/"]
    assert "episodes/002-two/embed.html" not in files  # there is nothing to play


def test_every_page_names_the_feed_and_itself_and_lets_no_script_in() -> None:
    for path, page in built(SHOW).items():
        if path.endswith(".html"):
            tree = read(page)
            canonical = tree.xpath("//link[@rel='canonical']/@href")
            place = path.removesuffix("index.html").removesuffix("embed.html")
            # The page for what is not there is sent at any address, so it has none of its own.
            assert canonical == [f"https://show.example/pod/{place}"] or path == "404.html"
            (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
            assert (
                "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'" in policy
            )
            assert "unsafe" not in policy
            assert "https:" not in policy.partition("img-src")[2].partition(";")[0]
            assert not tree.xpath(
                "//script[not(@src or @type='application/ld+json')] | //style | //*[@style] | //*[@onclick]"
            )
            (feed,) = tree.iterfind(".//link[@type='application/rss+xml']")
            assert feed.get("rel") == "alternate"
            assert feed.get("href") == "https://show.example/pod/feed.xml"


def test_what_is_not_there_has_a_page_that_works_at_any_address() -> None:
    files = built(SHOW)
    page = read(files["404.html"])
    assert page.xpath("//h1/text()") == ["There is no page here"]
    ours = [
        *page.xpath("//a/@href[not(starts-with(., '#'))]"),
        *page.xpath("//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href"),
        *page.xpath("//*/@data-root | //*/@data-search"),
    ]
    assert len(ours) > 8
    assert all(one.startswith(("/pod/", "https://show.example/pod/")) for one in ours)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "404" not in files["sitemap.xml"]
    top = read(built(replace(SHOW, url="https://show.example"))["404.html"])
    assert top.xpath("//a[@class='home']/@href") == ["/"]


def test_the_show_s_page_names_the_topics_of_most_episodes_and_the_list_has_all() -> None:
    first = SHOW.episodes[0]
    names = tuple(f"t{number:03}" for number in range(80))
    episodes = tuple(
        replace(first, id=f"e{at}", tags=(*names, "zebra", "a") if at else ("zebra", "a"))
        for at in range(2)
    )
    files = built(replace(SHOW, episodes=episodes))
    shown = read(files["index.html"]).xpath("//h3[a/@href='topics/']/following::ul[1]/li/a/text()")
    assert len(shown) == 24
    assert shown == sorted(shown) and {"a", "zebra"} <= set(shown)
    assert len(read(files["topics/index.html"]).xpath("//h2")) == 82


def test_an_unfinished_episode_has_a_page_without_player() -> None:
    show = replace(SHOW, cover=None)
    chapters = (Chapter(timedelta(), "Start"),)
    page = built(replace(show, episodes=(replace(DRAFT, chapters=chapters, license=None),)))[
        "episodes/002-two/index.html"
    ]
    assert "<audio" not in page
    assert "<img" not in page
    assert texts(page, "//ol[@class='chapters']/li") == ["0:00 Start"]
    assert "Licence" not in page
    assert "Licence: mine" in built(SHOW)["episodes/002-two/index.html"]


def test_audio_of_another_server_keeps_its_address() -> None:
    episode = replace(FULL, audio=Audio("https://cdn.example/one.mp3"))
    page = built(replace(SHOW, episodes=(episode,)))["episodes/001-one/index.html"]
    assert 'src="https://cdn.example/one.mp3"' in page


def test_pictures_that_the_author_names_by_address_are_let_in_by_the_page_s_policy() -> None:
    person = Person("Ana", image="https://ana.example/ana.jpg")
    files = built(replace(SHOW, episodes=(replace(FULL, people=(person,)), DRAFT)))
    assert "img-src 'self' https: data:" in files["episodes/001-one/index.html"]
    assert 'src="https://ana.example/ana.jpg"' in files["episodes/001-one/index.html"]
    assert "img-src 'self' data:" in files["episodes/002-two/index.html"]


@pytest.mark.parametrize(
    ("language", "start"), [("fr-FR", 'lang="fr-FR" dir="ltr"'), ("ar", 'lang="ar" dir="rtl"')]
)
def test_a_page_says_its_language_and_direction(language: str, start: str) -> None:
    assert f"<html {start}>" in built(replace(SHOW, language=language))["index.html"]


def test_a_transcript_in_another_language_says_so() -> None:
    hebrew = Transcript(TranscriptForm.TEXT, "Ana: שלום", language="he")
    episode = replace(FULL, transcripts=(*FULL.transcripts, hebrew))
    page = built(replace(SHOW, episodes=(episode,)))["episodes/001-one/index.html"]
    assert 'lang="he" dir="rtl"' in page
    assert texts(page, "//summary[@lang]") == ["English", "Hebrew"]


def long_show(count: int, **changes: object) -> Show:
    day = datetime(2024, 1, 1, tzinfo=UTC)
    episodes = [
        replace(
            FULL,
            id=f"{n:03}",
            title=f"Episode {n}",
            date=day + timedelta(days=n),
            people=(Person(f"Guest {n % 40}", "Guest"),),
            tags=(f"tag {n % 7}",),
            season=n // 10 + 1,
        )
        for n in range(count)
    ]
    return replace(SHOW, episodes=tuple(reversed(episodes)), **changes)  # type: ignore[arg-type]


def test_every_episode_is_in_the_archive_by_year_its_season_and_its_topics() -> None:
    files = built(long_show(30))
    assert len(read(files["index.html"]).xpath("//ol[@class='entries']/li")) == 12
    archive = read(files["archive/index.html"])
    assert archive.xpath("//h2/@id") == ["y2024"]
    assert len(archive.xpath("//li[@class='entry']")) == 30
    assert read(files["seasons/index.html"]).xpath("//h2/@id") == ["s1", "s2", "s3"]
    assert texts(files["seasons/index.html"], "//li[@class='entry']//h3")[0] == "Episode 0"
    topics = read(files["topics/index.html"])
    assert topics.xpath("//h2/@id") == [f"tag-{n}" for n in range(7)]
    for path in ("archive/index.html", "topics/index.html"):
        for address in read(files[path]).xpath("//li[@class='entry']//a/@href"):
            assert address.removeprefix("../") + "index.html" in files


def test_a_new_episode_changes_its_own_page_its_neighbour_s_and_the_lists() -> None:
    before = built(long_show(30))
    after = built(long_show(31))
    changed = {path for path in after if before.get(path) != after[path]}
    lists = {"index.html", "archive/index.html", "seasons/index.html", "topics/index.html"}
    lists |= {"search/index.json", "search/0.txt", "sitemap.xml"}
    own = {f"episodes/030/{name}" for name in ("index.html", "embed.html", "oembed.json")}
    assert changed >= lists | own
    others = changed - lists - own
    assert "episodes/029/index.html" in others  # whose next one it is
    assert len(others) <= 6  # the others like it now


def test_an_edited_description_changes_its_page_the_index_and_the_search_alone() -> None:
    show = long_show(30)
    # Words that only the edited one shares with another, which would make the two alike.
    other = replace(show.episodes[12], description="A harpsichord, a clavichord, a virginal.")
    show = replace(show, episodes=(*show.episodes[:12], other, *show.episodes[13:]))
    before = built(show)
    for at, lists in ((0, {"index.html"}), (20, set[str]())):
        edited = list(show.episodes)
        edited[at] = replace(edited[at], description=f"About. {other.description}")
        after = built(replace(show, episodes=tuple(edited)))
        changed = {path for path in after if before.get(path) != after[path]}
        assert changed == {f"episodes/{edited[at].id}/index.html", "search/0.txt", *lists}


def test_the_description_stays_as_safe_as_it_was() -> None:
    page = built(SHOW)["episodes/001-one/index.html"]
    inner = page[page.index("<p>About") :].split("\n", 1)[0]
    assert etree.fromstring(inner).tag == "p"
