"""A listener's walk through the sample show, in a real browser with real audio."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

STAIRS = "episodes/001-the-stairs/"
CAPTURE = "document.querySelector('audio')"


def until(browser: Any, script: str, seconds: float = 20) -> Any:
    """Return what a script gives as soon as it is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = browser.execute_script(f"return {script}")
        if found:
            return found
        time.sleep(0.05)
    state = "[...document.querySelectorAll('audio')].map(a => [a.currentTime, a.paused, a.readyState, a.seekable.length && a.seekable.end(0), a.duration, a.error?.message])"
    told = browser.execute_script(f"return {state}")
    raise AssertionError(f"never came true: {script}; audio: {told}")


@pytest.fixture(autouse=True)
def fresh(browser: Any, site: str) -> Iterator[None]:
    """Each test begins without what another left: places remembered, colours, console."""
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.get(f"{site}style.css")  # of the same origin, and runs nothing
    browser.execute_script("localStorage.clear()")
    browser.get("about:blank")
    browser.get_log("browser")
    yield


def open_page(browser: Any, address: str) -> None:
    browser.get("about:blank")  # a new fragment alone would not load the page anew
    browser.get(address)
    until(browser, "document.readyState === 'complete'")


def test_a_listener_walks_from_the_show_to_a_word_spoken(browser: Any, site: str) -> None:
    open_page(browser, site)
    browser.find_element("link text", "The stairs").click()
    assert urlsplit(browser.current_url).path == f"/{STAIRS}"

    # play: the sound is real, and its time goes on
    until(browser, "!document.querySelector('.controls').hidden")
    browser.find_element("css selector", "[data-do=play]").click()
    first = until(browser, f"{CAPTURE}.currentTime > 0.3 && {CAPTURE}.currentTime")
    until(browser, f"{CAPTURE}.currentTime > {first} + 0.3")
    assert browser.execute_script("return document.querySelector('.player').className") == (
        "player playing"
    )

    # a chapter seeks, and is marked
    browser.find_element("css selector", "a.seek[data-t='20']").click()
    until(browser, f"{CAPTURE}.currentTime >= 20 && {CAPTURE}.currentTime < 22")
    until(browser, "document.querySelector('.chapters .current')?.innerText.includes('power came')")
    assert "When the power came" in browser.find_element("css selector", ".now").text

    # a click on a line of the transcript seeks, and the line is marked; the next one after it
    line = browser.find_element("css selector", ".spoken [data-t='4.8']")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", line)
    line.click()
    until(browser, "document.querySelector('.spoken .current')?.dataset.t === '4.8'")
    browser.find_element("css selector", "[data-do=play]").click()
    browser.execute_script("document.querySelector('audio').currentTime = 14")
    until(browser, "document.querySelector('.spoken .current')?.dataset.t === '13.378'")

    # share at that time, and open the link: it begins there, and does not play by itself
    tick = browser.find_element("css selector", "[data-share-at] input")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", tick)
    tick.click()
    shared = browser.find_element("css selector", "[data-share]").get_attribute("value")
    assert shared == f"https://keepers.example/{STAIRS}#t=14"
    open_page(browser, shared.replace("https://keepers.example/", site))
    until(browser, "document.querySelector('[data-time]').textContent === '0:14'")
    assert browser.execute_script(f"return {CAPTURE}.paused")
    browser.find_element("css selector", "[data-do=play]").click()
    until(browser, f"{CAPTURE}.currentTime > 14 && {CAPTURE}.currentTime < 20")

    # the embedded player, as its code gives it
    code = browser.find_element("id", "embed-code").get_attribute("value")
    address = code.split('src="')[1].split('"')[0]
    assert address == f"https://keepers.example/{STAIRS}embed.html"
    open_page(browser, address.replace("https://keepers.example/", site))
    browser.find_element("css selector", "[data-do=play]").click()
    until(browser, f"{CAPTURE}.currentTime > 0.2")

    # the search finds a word that is only spoken, with the moment
    open_page(browser, site)
    browser.find_element("id", "search-words").send_keys("sandwich")
    until(browser, "document.querySelector('[data-results] .passage a')")
    (found,) = browser.find_elements("css selector", "[data-results] h3")
    assert found.text == "The stairs"
    moment = browser.find_element("css selector", "[data-results] .passage a")
    assert moment.get_attribute("href") == f"{site}{STAIRS}#t=13.378"
    assert browser.find_element("css selector", "[data-results] mark").text == "sandwich"
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def test_the_search_is_kind_to_accents_beginnings_and_nothing(browser: Any, site: str) -> None:
    open_page(browser, site)
    field = browser.find_element("id", "search-words")
    status = browser.find_element("css selector", "[data-status]")
    for words, said in (
        ("RÉVEILLÉ", "1 episode found"),
        ("reveil", "1 episode found"),
        ("maud tregar", "4 episodes found"),
        ("xylophone", "Nothing was found for “xylophone”."),
    ):
        field.clear()
        field.send_keys(words)
        until(
            browser, f"document.querySelector('[data-status]').textContent === {json.dumps(said)}"
        )
        assert status.text == said


def test_nothing_of_the_search_is_loaded_before_one_searches(browser: Any, site: str) -> None:
    open_page(browser, site)
    loaded = "performance.getEntriesByType('resource').map(r => new URL(r.name).pathname)"
    assert not [p for p in browser.execute_script(f"return {loaded}") if "search" in p]
    browser.find_element("id", "search-words").send_keys("oil")
    until(browser, f"{loaded}.includes('/search/index.json')")


def test_a_page_asks_no_other_host_and_no_audio_before_play(browser: Any, site: str) -> None:
    for path in ("", STAIRS, f"{STAIRS}embed.html", "archive/", "seasons/", "topics/"):
        open_page(browser, site + path)
        names = browser.execute_script(
            "return performance.getEntriesByType('resource').map(r => r.name)"
        )
        assert names, path
        assert all(name.startswith(site) for name in names), names
        assert not [name for name in names if name.endswith(".mp3")]


def test_the_place_and_the_speed_are_remembered(browser: Any, site: str) -> None:
    open_page(browser, site + STAIRS)
    browser.execute_script(
        "const s = document.querySelector('[data-speed]'); s.value = '1.5'; s.dispatchEvent(new Event('change'))"
    )
    browser.find_element("css selector", "[data-do=play]").click()
    until(browser, f"{CAPTURE}.currentTime > 0.1")
    assert browser.execute_script(f"return {CAPTURE}.playbackRate") == 1.5
    browser.execute_script(f"{CAPTURE}.currentTime = 11")
    until(browser, f"{CAPTURE}.currentTime > 11")
    browser.find_element("css selector", "[data-do=play]").click()
    until(browser, f"{CAPTURE}.paused")
    open_page(browser, site + STAIRS)
    assert browser.execute_script("return document.querySelector('[data-time]').textContent") in (
        "0:11",
        "0:12",
    )
    assert browser.execute_script("return document.querySelector('[data-speed]').value") == "1.5"


def test_the_keys_work_within_the_player(browser: Any, site: str) -> None:
    open_page(browser, site + STAIRS)
    play = browser.find_element("css selector", "[data-do=play]")
    play.send_keys(" ")
    until(browser, f"{CAPTURE}.currentTime > 0.1")
    play.send_keys("k")
    until(browser, f"{CAPTURE}.paused")
    play.send_keys("n")
    until(browser, f"{CAPTURE}.currentTime >= 10.6")
    play.send_keys("p")
    until(browser, f"{CAPTURE}.currentTime < 10")
    from selenium.webdriver.common.keys import Keys

    play.send_keys(Keys.ARROW_RIGHT)
    until(browser, f"{CAPTURE}.currentTime > 25")
    play.send_keys(Keys.ARROW_LEFT)
    until(browser, f"{CAPTURE}.currentTime < 13")


def test_the_transcript_is_searched_and_a_moment_s_link_is_copied(browser: Any, site: str) -> None:
    open_page(browser, site + STAIRS)
    field = browser.find_element("css selector", "[data-find]")
    field.send_keys("sándwich")  # accents don't matter, whoever writes them
    told = "document.querySelector('[data-found]').textContent"
    assert until(browser, told) == "1 of 2"
    from selenium.webdriver.common.keys import Keys

    field.send_keys(Keys.ENTER)
    assert browser.execute_script(f"return {told}") == "2 of 2"
    assert browser.execute_script("return document.querySelectorAll('.spoken .hit').length") == 2
    assert (
        browser.execute_script("return document.querySelector('.spoken .here').dataset.t")
        == "22.204"
    )

    # by keyboard: a time gets the focus, the button stands right after its paragraph
    browser.execute_script("document.querySelector('.spoken .at[href=\"#t=13.378\"]').focus()")
    button = browser.find_element("css selector", ".moment")
    browser.execute_script(
        "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }"
    )
    button.click()
    assert until(browser, "window.copied") == f"https://keepers.example/{STAIRS}#t=13.378"
    until(browser, "document.querySelector('.moment').textContent === 'Copied'")


def test_a_soundbite_ends_where_it_ends(browser: Any, site: str) -> None:
    open_page(browser, f"{site}{STAIRS}#t=4.8,5.4")
    browser.find_element("css selector", "[data-do=play]").click()
    until(browser, f"{CAPTURE}.currentTime > 5.3 && {CAPTURE}.paused")
    assert browser.execute_script(f"return {CAPTURE}.currentTime") < 7


def test_without_a_script_everything_is_there(browser: Any, site: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(f"{site}{STAIRS}")
    assert browser.find_element("tag name", "audio").get_attribute("controls")
    assert browser.find_element("tag name", "audio").is_displayed()
    assert not browser.find_element("css selector", ".controls").is_displayed()
    chapter = browser.find_element("css selector", "a.seek[data-t='20']")
    assert chapter.get_attribute("href") == f"{site}media/001-the-stairs.mp3#t=20"
    assert "legs never forgot" in browser.find_element("css selector", ".spoken").text
    assert not any(b.is_displayed() for b in browser.find_elements("tag name", "button"))
    browser.get(site)
    assert not browser.find_element("id", "search").is_displayed()
    assert browser.find_element("link text", "The stairs").is_displayed()


PAGES = (
    "",
    STAIRS,
    f"{STAIRS}embed.html",
    "episodes/003-la-brume/",
    "archive/",
    "seasons/",
    "topics/",
    "404.html",
)
WIDTHS = {"desk": 1280, "phone": 320}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Any, site: str, axe: str, path: str, scheme: str) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )
    for width in WIDTHS.values():
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
        )
        open_page(browser, site + path)
        browser.execute_script(
            "document.querySelectorAll('details').forEach(d => { d.open = true; });"
            "document.querySelector('audio')?.dispatchEvent(new Event('seeked'))"
        )
        browser.execute_cdp_cmd("Runtime.evaluate", {"expression": axe})
        found = browser.execute_async_script(
            "const done = arguments[0]; axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a',"
            " 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => done(r.violations.map(v =>"
            " [v.id, v.nodes.map(n => n.html.slice(0, 200) + ' ' + n.failureSummary)])))"
        )
        assert found == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_on_a_phone(browser: Any, site: str, path: str) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 320, "height": 640, "deviceScaleFactor": 2, "mobile": True},
    )
    open_page(browser, site + path)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 320


def test_pages_at_old_paths_are_valid_html(validate: Callable[[list[Path]], str]) -> None:
    made = Path(__file__).parents[1] / "shows/everything/expected"
    told = validate([made / name for name in ("2024/04/one/index.html", "one.html")])
    # From a file the checker takes every address of ours for another host's.
    assert [line for line in told.splitlines() if "Content Security Policy" not in line] == []


def test_every_page_is_valid_html(public: Path, validate: Callable[[list[Path]], str]) -> None:
    pages = [
        path
        for path in sorted(public.rglob("*.html"))
        if not path.name.startswith("transcript")  # pieces of HTML, as the namespace wants them
    ]
    told = validate([*pages, public / "style.css"])
    # From a file the checker takes every address of ours for another host's.
    left = [line for line in told.splitlines() if line and "Content Security Policy" not in line]
    assert left == []
    assert len(pages) > 12
