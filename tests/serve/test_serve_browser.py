"""A page of a preview in Chromium: it reloads by itself, shows mistakes, marks what is not out."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from showfeed.cli import main

WELCOME = "episodes/001-welcome.yaml"
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --mute-audio"
    " --disable-background-networking --disable-component-update --disable-sync"
    " --disable-dev-shm-usage --window-size=900,800"
).split()


def absent(what: str) -> None:
    """Skip, but not in CI, which must have it (.ci/run installs it)."""
    if os.environ.get("CI"):
        pytest.fail(f"CI must have {what}")
    pytest.skip(f"{what} is not here")


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        absent("Chromium with its driver (Debian: chromium, chromium-driver)")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(chromium)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'chromium'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    made = webdriver.Chrome(options=options, service=Service(driver))
    made.set_page_load_timeout(60)
    try:
        yield made
    finally:
        made.quit()


@pytest.fixture
def show(tmp_path: Path) -> Path:
    root = tmp_path / "show"
    assert main(["init", str(root)]) == 0
    shutil.copy(root / "media/001-welcome.mp3", root / "media/002.mp3")
    (root / "episodes/002-planned.yaml").write_text(
        "title: For later\ndate: 2999-01-02\naudio: media/002.mp3\ndescription: Words.\n"
    )
    return root


@pytest.fixture
def address(show: Path) -> Iterator[str]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    words = [sys.executable, "-m", "showfeed", "serve", "--offline", "--root", str(show)]
    with (show.parent / "said.txt").open("wb") as said:
        process = subprocess.Popen([*words, "--port", str(port)], stdout=said, stderr=said)
    try:
        wait(lambda: b"Ctrl-C" in (show.parent / "said.txt").read_bytes())
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def wait(until: Callable[[], Any]) -> None:
    deadline = time.monotonic() + 60
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def overlay(browser: Any, selector: str) -> list[str]:
    """Return the text of what the preview shows over the page, in its shadow tree."""
    found: list[str] = browser.execute_script(
        "const host = document.querySelector('showfeed-preview');"
        "return host ? [...host.shadowRoot.querySelectorAll(arguments[0])]"
        ".map((e) => e.innerText) : [];",
        selector,
    )
    return found


def test_the_page_follows_the_files(browser: Any, show: Path, address: str) -> None:
    browser.get(f"{address}/episodes/001-welcome/")
    text = (show / WELCOME).read_text()
    wait(lambda: overlay(browser, ".head"))
    assert overlay(browser, "li") == []  # warnings are folded until they are asked for
    (show / WELCOME).write_text(text.replace("The first episode", "Words of this minute"))
    wait(lambda: "Words of this minute" in browser.page_source)

    (show / WELCOME).write_text("title: x\ndate: 04/15/2024\naudio: media/001-welcome.mp3\n")
    wait(lambda: "The last good site is shown." in overlay(browser, ".kept"))
    assert "Words of this minute" in browser.page_source
    (worst, *_) = overlay(browser, "li")
    assert "episodes/001-welcome.yaml:2:7" in worst and "`15/04/2024`" in worst

    (show / WELCOME).write_text(text.replace("The first episode", "Mended"))
    wait(lambda: "Mended" in browser.page_source and not overlay(browser, ".kept"))
    severe = [line for line in browser.get_log("browser") if "favicon" not in line["message"]]
    assert severe == []


def test_what_is_not_out_is_marked_on_its_page_and_where_it_is_linked(
    browser: Any, address: str
) -> None:
    browser.get(f"{address}/episodes/002-planned/")
    wait(lambda: overlay(browser, ".ribbon"))
    assert "2999" in overlay(browser, ".ribbon")[0]
    browser.get(f"{address}/")
    wait(lambda: browser.execute_script("return document.querySelector('[data-showfeed-mark]')"))
    badges = browser.execute_script(
        "return [...document.querySelectorAll('[data-showfeed-mark]')]"
        ".map((e) => e.previousElementSibling.getAttribute('href'))"
    )
    assert badges and all(href.endswith("episodes/002-planned/") for href in badges)
    assert overlay(browser, ".ribbon") == []


def test_the_feeds_address_shows_the_feed_not_its_source(browser: Any, address: str) -> None:
    browser.get(f"{address}/feed.xml")
    titles = browser.execute_script(
        "return [...document.querySelectorAll('channel > title, item > title')]"
        ".filter((e) => getComputedStyle(e).display !== 'none' && e.getClientRects().length)"
        ".map((e) => e.textContent)"
    )
    assert titles == ["[preview] An example show", "[planned] For later", "Welcome"]
    assert (
        browser.execute_script("return getComputedStyle(document.querySelector('link')).display")
        == "none"
    )
