"""The feed as a person sees it, and what a page says to machines without a word in the console."""

from pathlib import Path
from typing import Any

import pytest

from browser.site_server import Handler, serving

SHOWN = """
const shown = [...document.querySelectorAll('*')].filter(e => e.getClientRects().length);
return shown.map(e => [e.tagName, e.children.length ? '' : e.textContent]);
"""
HINT = "return getComputedStyle(document.querySelector('channel'), '::before').content"


def test_a_browser_shows_titles_days_and_what_to_do_with_the_address(
    browser: Any, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As application/rss+xml Chromium shows the source, whatever style there is.
    types = {**Handler.extensions_map, ".xml": "text/xml"}
    monkeypatch.setattr(Handler, "extensions_map", types)
    with serving(public) as site:
        browser.get(f"{site}feed.xml")
        shown = browser.execute_script(SHOWN)
        hint = browser.execute_script(HINT)
        used = "return performance.getEntriesByType('resource').map(e => new URL(e.name).pathname)"
        assert any(path.startswith("/cover.") for path in browser.execute_script(used))
    assert {tag for tag, _ in shown} == {"rss", "channel", "title", "item", "pubDate"}
    titles = [text for tag, text in shown if tag == "title"]
    assert titles[0] == "Keepers of the Light"
    assert titles[1:] == ["Letters from you", "La brume", "The lens", "The stairs", "What this is"]
    assert "copy this address" in hint and "https://keepers.example/feed.xml" in hint


@pytest.mark.parametrize("path", ["", "episodes/001-the-stairs/", "archive/"])
def test_what_is_told_to_machines_troubles_no_policy(browser: Any, site: str, path: str) -> None:
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get(site + path)
    told = "return [...document.querySelectorAll('script[type=\"application/ld+json\"]')].map(s => JSON.parse(s.textContent)['@type'])"
    expected = {"": ["PodcastSeries"], "archive/": []}.get(path, ["PodcastEpisode"])
    assert browser.execute_script(told) == expected
    assert [entry["message"] for entry in browser.get_log("browser")] == []
