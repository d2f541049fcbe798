"""Words without end in every field: no page grows wider than its window."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.site_server import serving

WORD = "Donaudampfschifffahrt" * 9
SHOW = f"""\
title: {WORD}
url: https://long.example
description: "{WORD} https://long.example/{WORD}"
language: de
author: {WORD}
categories: History
hosts: [{WORD}]
seasons: {{1: {WORD}}}
copyright: {WORD}
funding: {{url: "https://long.example", text: {WORD}}}
location: {WORD}
"""
EPISODE = """\
title: {word}
date: 2024-04-{day}
audio: https://long.example/{day}.mp3
duration: 10:00
season: 1
number: {day}
tags: [{word}]
location: {word}
soundbites: [{{start: "0:10", duration: 20, title: {word}}}]
chapters:
  - {{start: "0:00", title: {word}, url: "https://long.example/{word}"}}
  - {{start: "2:00", title: Kurz, location: {word}}}
transcript: {day}.txt
description: "{word} [{word}](https://long.example)"
"""
PAGES = (
    "",
    "archive/",
    "seasons/",
    "topics/",
    "404.html",
    "episodes/12/",
    "episodes/12/embed.html",
)


@pytest.fixture(scope="module")
def site(build: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("long")
    (root / "episodes").mkdir()
    (root / "show.yaml").write_text(SHOW, encoding="utf-8")
    for day in (11, 12, 13):
        (root / f"episodes/{day}.yaml").write_text(EPISODE.format(word=WORD, day=day))
        (root / f"episodes/{day}.txt").write_text(f"{WORD}: {WORD}\n\nA: {WORD}\n")
    with serving(build(root)) as address:
        yield address


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_a_word_without_end_is_broken(browser: Any, site: str, path: str, width: int) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )
    browser.get(site + path)
    browser.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    try:
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
