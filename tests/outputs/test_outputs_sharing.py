"""Cards, oEmbed, heads, sitemap, icons: what machines and messengers see of the pages."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from PIL import Image, ImageChops

from showfeed.model import (
    Audio,
    Chapter,
    Episode,
    License,
    MediaFacts,
    Person,
    Picture,
    PictureFacts,
    Show,
    Theme,
    ThemeFile,
)
from showfeed.outputs import pages
from showfeed.outputs.pages.sharing import cards, sitemap
from showfeed.outputs.pages.sharing.card_text import LEADING, balanced, broken, fitted
from showfeed.outputs.pages.sharing.drawing import draw
from showfeed.outputs.pages.sharing.head import territory
from showfeed.outputs.pages.sharing.letters import BOLD, drawable, font, known, letters

FACTS = MediaFacts(1000, "audio/mpeg", timedelta(minutes=54))
EPISODE = Episode(
    id="one",
    title='Where rivers begin & "end"',
    date=datetime(2024, 4, 15, 18, 30, tzinfo=UTC),
    audio=Audio("media/one.mp3", facts=FACTS),
    description="About *rivers*.\n\nMore.",
    chapters=(Chapter(timedelta(), "Start"), Chapter(timedelta(seconds=90.5), "Sea")),
    tags=("water", "maps"),
    people=(Person("Ana", url="https://ana.example"),),
    season=1,
    number=Decimal("2.5"),
)
SHOW = Show(
    title="Water",
    url="https://show.example/pod",
    description="About *water*.",
    language="en",
    author="Ana",
    people=(Person("Ana"),),
    license=License("CC0-1.0"),
    seasons={1: "Springs"},
    episodes=(EPISODE, Episode("draft", "Later", draft=True)),
)
HEBREW, EMOJI = "מים", "🌊 Rivers 👩‍🚀 1️⃣ 🇫🇷"


def picture(folder: Path, colour: str = "#b03020", mode: str = "RGB") -> Picture:
    """A picture of 1500 pixels in a folder, with what is known of it."""
    file = folder / f"{colour[1:]}.png"
    Image.new(mode, (1500, 1400), colour).save(file)
    return Picture(file.name, file, PictureFacts(1500, 1400, "image/png", mode, 9, colour[1:] * 11))


def files(show: Show) -> dict[str, bytes]:
    return {a.path: b"".join(a.pieces()) for a in pages.render(show)}


def head(page: bytes) -> dict[str, list[str]]:
    """Return name or property → contents, of a page's head."""
    found: dict[str, list[str]] = {}
    for meta in html.document_fromstring(page.decode()).iterfind(".//meta[@content]"):
        name = meta.get("property") or meta.get("name")
        found.setdefault(name, []).append(meta.get("content"))
    return found


def consumed(page: bytes, site: dict[str, bytes], base: str) -> dict[str, object]:
    """Find and read an oEmbed answer as a consumer does (oembed.com, sections 2.3.4 and 4)."""
    tree = html.document_fromstring(page.decode())
    (link,) = tree.xpath("//head/link[@rel='alternate'][@type='application/json+oembed']")
    told = json.loads(site[link.get("href").removeprefix(f"{base}/")])
    assert told["version"] == "1.0"
    assert told["type"] == "rich"
    assert all(isinstance(told[name], int) for name in ("width", "height"))
    thumbnail = {name for name in told if name.startswith("thumbnail_")}
    assert thumbnail in (set(), {"thumbnail_url", "thumbnail_width", "thumbnail_height"})
    (frame,) = html.fragment_fromstring(told["html"], create_parent="div")
    assert frame.tag == "iframe"
    assert (frame.get("width"), frame.get("height")) == (str(told["width"]), str(told["height"]))
    assert urlsplit(frame.get("src")).scheme == "https"
    assert frame.get("src").removeprefix(f"{base}/") in site
    return dict(told)


def test_a_consumer_of_oembed_finds_the_player_and_the_card() -> None:
    made = files(SHOW)
    told = consumed(made["episodes/one/index.html"], made, SHOW.url)
    assert told["title"] == EPISODE.title
    assert (told["provider_name"], told["author_name"]) == ("Water", "Ana")
    card = made[str(told["thumbnail_url"]).removeprefix(f"{SHOW.url}/")]
    assert Image.open(BytesIO(card)).size == (told["thumbnail_width"], told["thumbnail_height"])
    assert "episodes/draft/oembed.json" not in made
    assert b"oembed" not in made["episodes/draft/index.html"]


def test_a_messenger_is_told_title_description_card_and_sound() -> None:
    made = files(SHOW)
    told = head(made["episodes/one/index.html"])
    assert told["og:title"] == [EPISODE.title]
    assert told["og:type"] == ["article"]
    assert told["og:url"] == ["https://show.example/pod/episodes/one/"]
    assert told["og:description"] == told["description"] == ["About rivers."]
    assert told["og:site_name"] == ["Water"]
    assert told["og:locale"] == ["en_US"]
    assert told["og:audio"] == ["https://show.example/pod/media/one.mp3"]
    assert told["og:audio:type"] == ["audio/mpeg"]
    assert told["article:published_time"] == ["2024-04-15T18:30:00+00:00"]
    assert told["article:tag"] == ["water", "maps"]
    assert told["twitter:card"] == ["summary_large_image"]
    assert told["twitter:data1"] == ["54 minutes"]
    (address,) = told["og:image"]
    image = Image.open(BytesIO(made[address.removeprefix("https://show.example/pod/")]))
    assert image.format == "JPEG"
    assert [str(n) for n in image.size] == [*told["og:image:width"], *told["og:image:height"]]
    assert told["og:image:alt"] == [f"{EPISODE.title} – Water"]
    show = head(made["index.html"])
    assert (show["og:type"], show["description"]) == (["website"], ["About water."])
    assert show["og:image"] == [f"https://show.example/pod/{cards.show_card(SHOW)}"]
    assert head(made["archive/index.html"])["og:title"] == ["Archive – Water"]


def test_a_film_is_told_as_one() -> None:
    film = replace(EPISODE, audio=Audio("a.mp4", facts=replace(FACTS, type="video/mp4")))
    page = files(replace(SHOW, episodes=(film,)))["episodes/one/index.html"]
    told = head(page)
    assert told["og:video"] == ["https://show.example/pod/a.mp4"]
    assert told["og:video:type"] == ["video/mp4"] and "og:audio" not in told
    assert b'{"@type":"VideoObject","contentUrl"' in page


def test_json_ld_says_what_the_show_says() -> None:
    made = files(SHOW)

    def data(page: str) -> dict[str, object]:
        tree = html.document_fromstring(made[page].decode())
        (text,) = tree.xpath("//script[@type='application/ld+json']/text()")
        return dict(json.loads(text))

    one = data("episodes/one/index.html")
    assert one["@type"] == "PodcastEpisode"
    assert one["name"] == EPISODE.title
    assert one["datePublished"] == "2024-04-15T18:30:00+00:00"
    assert one["duration"] == "PT54M"
    assert one["episodeNumber"] == "2.5"
    assert one["license"] == {"@type": "CreativeWork", "name": "CC0-1.0"}
    assert one["partOfSeason"] == {"@type": "PodcastSeason", "seasonNumber": 1, "name": "Springs"}
    assert one["associatedMedia"] == {
        "@type": "AudioObject",
        "contentUrl": "https://show.example/pod/media/one.mp3",
        "encodingFormat": "audio/mpeg",
        "contentSize": "1000",
        "duration": "PT54M",
    }
    clips = [(c["startOffset"], c["endOffset"], c["url"]) for c in one["hasPart"]]  # type: ignore[attr-defined]
    page = "https://show.example/pod/episodes/one/#t="
    assert clips == [(0, 90.5, f"{page}0"), (90.5, 3240, f"{page}90.5")]
    show = data("index.html")
    assert show["@type"] == "PodcastSeries"
    assert show["webFeed"] == "https://show.example/pod/feed.xml"
    assert show["author"] == {"@type": "Person", "name": "Ana"}
    assert show["@id"] == one["partOfSeries"]["@id"]  # type: ignore[index]


@given(st.text())
@settings(deadline=None, max_examples=50)
def test_no_title_ends_the_script_early(title: str) -> None:
    title = f"</script><!--<script>{title}]]>"
    show = replace(SHOW, episodes=(replace(EPISODE, title=title),))
    page = next(
        b"".join(a.pieces()) for a in pages.render(show) if a.path == "episodes/one/index.html"
    )
    assert isinstance(page, bytes)
    text = page.decode()
    start = text.index(">", text.index('<script type="application/ld+json"')) + 1
    end = text.index("</script", start)
    assert json.loads(text[start:end])["name"] == title
    assert "<" not in text[start:end]


def test_a_card_s_name_changes_with_what_it_shows_and_with_nothing_else(tmp_path: Path) -> None:
    one, other = picture(tmp_path), picture(tmp_path, "#104080")
    show = replace(SHOW, cover=one)
    name = cards.episode_card(show, EPISODE)
    same = replace(EPISODE, description="Other words.", tags=(), audio=Audio("x.mp3", facts=FACTS))
    assert cards.episode_card(replace(show, description="Other."), same) == name
    for changed in (
        replace(EPISODE, title="Else"),
        replace(EPISODE, date=None),
        replace(EPISODE, image=other),
        replace(EPISODE, audio=None, typed_duration=timedelta(hours=1)),
    ):
        assert cards.episode_card(show, changed) != name
    assert cards.episode_card(replace(show, language="de"), EPISODE) != name
    assert cards.episode_card(replace(show, cover=other), EPISODE) != name


def test_a_card_is_the_same_bytes_in_another_process() -> None:
    card = cards.of_episode(SHOW, EPISODE)
    program = (
        "import sys, hashlib; from showfeed.outputs.pages.sharing import cards, drawing;"
        f"card = cards.Card{(card.show, card.title, card.facts, card.ground, card.ink, card.muted, '')!r};"
        "print(hashlib.sha256(drawing.draw(card)).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"LC_ALL": locale, "TZ": zone, "PYTHONHASHSEED": seed},
        ).stdout
        for locale, zone, seed in (("C", "UTC", "1"), ("fr_FR.UTF-8", "Asia/Tokyo", "2"))
    }
    assert len(digests) == 1


def test_a_title_without_letters_in_the_font_leaves_the_picture_alone(tmp_path: Path) -> None:
    show = replace(SHOW, cover=picture(tmp_path))
    drawn = [draw(cards.of_episode(show, replace(EPISODE, title=t))) for t in (HEBREW, "水")]
    assert drawn[0] == drawn[1]
    image = Image.open(BytesIO(drawn[0]))
    assert image.getpixel((600, 315))[0] > 150  # the red picture, in the middle
    # … and without a picture there is no card, and no page that names one.
    bare = replace(SHOW, title=HEBREW, episodes=(replace(EPISODE, title=HEBREW),))
    made = files(bare)
    assert not [path for path in made if "card." in path]
    assert "og:image" not in head(made["episodes/one/index.html"])
    assert "thumbnail_url" not in consumed(made["episodes/one/index.html"], made, bare.url)


def test_the_words_of_a_card_stay_right_of_its_picture(tmp_path: Path) -> None:
    show = replace(SHOW, cover=picture(tmp_path, mode="RGBA"))
    title = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 5
    one, other = (
        Image.open(BytesIO(draw(cards.of_episode(show, replace(EPISODE, title=t)))))
        for t in (title, "I")
    )
    left, top, right, bottom = ImageChops.difference(one, other).point(lambda v: v // 64).getbbox()
    assert left >= 600 and right <= 1200 - 60
    assert top >= 60 and bottom <= 630 - 60


def test_emoji_are_left_out_of_a_card() -> None:
    assert drawable(EMOJI, known(BOLD)) == "Rivers 1"
    assert drawable("Cafe\u0301\u202f!\n©", known(BOLD)) == "Café\N{NO-BREAK SPACE}! ©"
    assert drawable(HEBREW, known(BOLD)) == ""
    for text in ("Été à Łódź", "Привет", "Ελληνικά", "Đà Nẵng", "„Straße“ – ½ €"):
        assert drawable(text, known(BOLD)) == text


def test_the_letters_of_our_font_are_those_that_pillow_draws() -> None:
    from PIL import ImageFont

    face = ImageFont.truetype(BytesIO(font(BOLD)), 40, layout_engine=ImageFont.Layout.BASIC)
    missing = bytes(face.getmask("\uffff"))
    having = letters(font(BOLD))
    for code in (0x41, 0xC9, 0x159, 0x416, 0x3A9, 0x1EB5, 0x5D0, 0x65E5, 0x1F30A):
        assert (bytes(face.getmask(chr(code))) != missing) == (code in having), hex(code)


@given(
    st.lists(st.text("abcdefgh", min_size=1, max_size=30), min_size=1, max_size=30).map(" ".join),
    st.integers(1, 40),
)
@settings(deadline=None)
def test_lines_lose_nothing_and_fit(text: str, room: int) -> None:
    for lines in (broken(text, len, room), balanced(text, len, room)):
        assert all(len(line) <= room for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert len(balanced(text, len, room)) == len(broken(text, len, room))


@given(
    st.lists(st.text("abcdefgh", min_size=1, max_size=30), min_size=1, max_size=30).map(" ".join),
    st.integers(200, 900),
    st.integers(60, 400),
)
@settings(deadline=None)
def test_a_title_fits_its_room(text: str, room: int, height: int) -> None:
    size, lines = fitted(text, (84, 60, 40), len, room, height)
    assert all(len(line) * size <= room for line in lines)
    assert len(lines) * size * LEADING <= max(height, size * LEADING)


def test_the_sitemap_lists_the_pages_that_are_canonical_with_their_days() -> None:
    elsewhere = replace(EPISODE, id="two", link="https://else.example/two")
    show = replace(SHOW, episodes=(*SHOW.episodes, elsewhere))
    made = files(show)
    tree = etree.fromstring(made["sitemap.xml"])
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert tree.tag == f"{name}urlset"
    told = {u.findtext(f"{name}loc"): u.findtext(f"{name}lastmod") for u in tree}
    base = "https://show.example/pod/"
    lists = ("", "archive/", "seasons/", "topics/", "episodes/one/")
    assert told == {base + path: "2024-04-15" for path in lists}
    for address in told:
        page = html.document_fromstring(made[f"{address.removeprefix(base)}index.html"].decode())
        assert page.find(".//link[@rel='canonical']").get("href") == address


def test_robots_txt_stands_at_the_top_of_a_host_alone() -> None:
    assert "robots.txt" not in files(SHOW)
    top = replace(SHOW, url="https://show.example")
    assert sitemap.robots(top).endswith(b"\nSitemap: https://show.example/sitemap.xml\n")
    assert files(top)["robots.txt"] == sitemap.robots(top)


def test_the_cover_is_the_icon_unless_the_theme_has_one(tmp_path: Path) -> None:
    show = replace(SHOW, cover=picture(tmp_path))
    made = files(show)

    def icons(made: dict[str, bytes]) -> list[str]:
        tree = html.document_fromstring(made["index.html"].decode())
        return [
            x.get("href")
            for rel in ("icon", "apple-touch-icon")
            for x in tree.iterfind(f".//link[@rel='{rel}']")
        ]

    icon, touch = icons(made)
    assert icon == touch
    image = Image.open(BytesIO(made[icon]))
    assert (image.format, image.size) == ("PNG", (180, 180))
    own = tmp_path / "icon.svg"
    own.write_text("<svg/>", encoding="utf-8")
    theme = Theme("theme", files=(ThemeFile("icon.svg", own, "d"),))
    assert icons(files(replace(show, theme=theme))) == ["theme/icon.svg", touch]
    assert icons(files(SHOW)) == ["data:,"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", "fr_FR"), ("en-GB", "en_GB"), ("pt-br", "pt_BR"), ("zh-Hant-TW", "zh_TW"), ("xx", "")],
)
def test_open_graph_s_locale_has_a_country(language: str, expected: str) -> None:
    assert territory(language) == expected


def test_the_show_s_address_to_share_lets_an_app_follow() -> None:
    page = files(replace(SHOW, guid="9b024349-ccf0-5f69-a609-6b82873eab3c"))["index.html"].decode()
    (field,) = html.document_fromstring(page).xpath("//input[@id='follow-address']/@value")
    assert field == (
        "https://show.example/pod/#fastfollow-podcast:9b024349-ccf0-5f69-a609-6b82873eab3c"
    )
    assert b"fastfollow" not in files(SHOW)["index.html"]
