"""What people wrote, or another host, stays text: nothing of it runs."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from browser.site_server import serving
from showfeed.model import (
    Audio,
    Chapter,
    Episode,
    Funding,
    License,
    Location,
    Person,
    Show,
    SocialInteract,
    Soundbite,
    Transcript,
    TranscriptForm,
)
from showfeed.outputs import pages

ATTACKS = (
    "<script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    "\"'><svg onload=window.ran=1>",
    "</textarea></title></style></script><script>window.ran=1</script>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "javascript:window.ran=1",
    "{{ 7 * 191 }}{% raw %}",
    "<a href='javascript:window.ran=1'>x</a>",
    "<details open ontoggle=window.ran=1>",
    '" autofocus onfocus=window.ran=1 x="',
    "<!--<img src=--><img src=x onerror=window.ran=1>",
    "&lt;script&gt;window.ran=1&lt;/script&gt;",
    "<math><mtext></p><style><img src onerror=window.ran=1>",
    "`${window.ran=1}`",
)
LINKS = (
    "javascript:window.ran=1",
    " JaVaScRiPt:window.ran=1",
    "java\tscript:window.ran=1",
    "data:text/html,<script>x</script>",
    "vbscript:x",
)


def hostile(attack: str, link: str) -> Show:
    """A show with the attack in every text, and the link in every address."""
    cues = f"Ana: {attack}\n\nBen {attack[:9]}: {attack}\n\nAna: {attack}\n"
    vtt = f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v {attack.replace('>', '')}>{attack}\n"
    episode = Episode(
        id="one",
        title=attack,
        date=datetime(2024, 4, 15, tzinfo=UTC),
        audio=Audio(link),
        typed_duration=timedelta(minutes=1),
        description=f"{attack}\n\n[{attack}]({link})\n\n{link}",
        subtitle=attack,
        number_display=attack,
        chapters=(Chapter(timedelta(), attack, url=link, location=Location(attack)),),
        people=(Person(attack, attack, url=link, image=link),),
        tags=(attack, link),
        soundbites=(Soundbite(timedelta(), timedelta(seconds=9), attack),),
        license=License(attack, link),
        funding=(Funding(link, attack),),
        locations=(Location(attack, geo=f"geo:{attack},{attack}"),),
        social=(SocialInteract("activitypub", link),),
        transcripts=(
            Transcript(TranscriptForm.TEXT, cues, speakers=("Ana",)),
            Transcript(TranscriptForm.VTT, vtt, "en", timed=True, end=2000),
        ),
        season=1,
    )
    return Show(
        title=attack,
        url="https://show.example",
        description=f"{attack}\n\n[x]({link})",
        language="en",
        author=attack,
        copyright=attack,
        link=link,
        people=episode.people,
        seasons={1: attack},
        funding=episode.funding,
        license=episode.license,
        locations=episode.locations,
        episodes=(episode, replace(episode, id="two", audio=Audio("media/x.mp3"))),
    )


CASES = [(attack, LINKS[at % len(LINKS)]) for at, attack in enumerate(ATTACKS)]


@pytest.mark.parametrize(("attack", "link"), CASES)
def test_an_attack_in_every_field_adds_no_element_attribute_or_address(
    attack: str, link: str
) -> None:
    calm = {a.path for a in pages.render(hostile("calm", "https://calm.example"))}
    for artifact in pages.render(hostile(attack, link)):
        if not artifact.path.endswith(".html"):
            continue
        page = b"".join(artifact.pieces()).decode()
        tree = html.document_fromstring(page)
        scripts = tree.xpath("//script")
        assert "site.js?v=" in scripts.pop().get("src")
        for data in scripts:  # what search engines read is no script, and ends where we end it
            assert data.get("type") == "application/ld+json"
            assert json.loads(data.text)["@context"] == "https://schema.org"
        assert not tree.xpath("//iframe | //style | //math | //object | //embed")
        for element in tree.iter("*"):
            for name, value in element.attrib.items():
                assert not name.startswith("on"), (artifact.path, name)
                if name in ("href", "src", "action", "srcdoc", "formaction"):
                    bare = "".join(value.split()).lower()
                    assert not bare.startswith(("javascript:", "data:text", "vbscript:")), value
        assert "1337" not in page
        if artifact.path in calm and "embed" not in artifact.path:
            assert tree.xpath("//h1")


def test_nothing_of_it_runs_in_a_browser(browser: Any, tmp_path: Path) -> None:
    for number, (attack, link) in enumerate(CASES):
        for artifact in pages.render(hostile(attack, link)):
            to = tmp_path / str(number) / artifact.path
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(b"".join(artifact.pieces()))
    with serving(tmp_path) as site:
        for number in range(len(CASES)):
            for path in (
                "",
                "episodes/one/",
                "episodes/two/",
                "episodes/two/embed.html",
                "topics/",
                "seasons/",
            ):
                browser.get(f"{site}{number}/{path}")
                assert browser.execute_script("return window.ran") is None, (number, path)
        # what a search shows is put together by the script
        browser.get(f"{site}1/")
        browser.find_element("id", "search-words").send_keys("window")
        for _ in range(100):
            if browser.find_elements("css selector", "[data-results] li"):
                break
        browser.implicitly_wait(5)
        assert browser.find_elements("css selector", "[data-results] li")
        browser.implicitly_wait(0)
        assert browser.execute_script("return window.ran") is None
