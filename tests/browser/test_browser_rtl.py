"""A show written from right to left, a hostile cover, and pages at 200 % zoom."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from browser.site_server import serving

SHOW = """\
title: منارات
url: https://lights.example
description: قصص عن المنارات.
language: ar
author: منى
categories: History
cover: cover.png
host: منى
"""
EPISODE = """\
title: الدرج
date: 2024-04-15
audio: https://lights.example/a.mp3
duration: 10:00
chapters:
  - 0:00 البداية
  - 2:00 C++ & <النهاية>
transcript: one.txt
description: وصف قصير.
"""


@pytest.fixture(scope="module")
def site(build: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("rtl")
    (root / "episodes").mkdir()
    (root / "media").mkdir()
    Image.new("RGB", (1400, 1400), (57, 255, 20)).save(root / "cover.png")  # neon
    (root / "show.yaml").write_text(SHOW, encoding="utf-8")
    (root / "episodes" / "one.yaml").write_text(EPISODE, encoding="utf-8")
    later = EPISODE.replace("2024-04-15", "2024-05-15").replace("one.txt", "two.txt")
    (root / "episodes" / "two.yaml").write_text(later.replace("a.mp3", "b.mp3"), encoding="utf-8")
    (root / "episodes" / "two.txt").write_text("منى: مرحبا\n", encoding="utf-8")
    (root / "episodes" / "one.txt").write_text(
        "منى: مرحبا\n\nعلي: أهلا\n\nمنى: نعم\n", encoding="utf-8"
    )
    with serving(build(root)) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["", "episodes/one/", "episodes/one/embed.html", "archive/", "404.html"]
)
def test_right_to_left_pages_are_mirrored_readable_and_fit(
    browser: Any, site: str, axe: str, path: str, scheme: str
) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    for width in (320, 640):  # a phone; a window of 1280 pixels at 200 %
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 450, "deviceScaleFactor": 2, "mobile": False},
        )
        browser.get(site + path)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        browser.execute_cdp_cmd("Runtime.evaluate", {"expression": axe})
        found = browser.execute_async_script(
            "const done = arguments[0]; axe.run(document).then(r => done(r.violations.map(v =>"
            " [v.id, v.nodes.map(n => n.html.slice(0, 200) + ' ' + n.failureSummary)])))"
        )
        assert found == []
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    left, middle = browser.execute_script(
        "const h = document.querySelector('h1').getBoundingClientRect();"
        "const i = document.querySelector('img.cover')?.getBoundingClientRect();"
        "return [h.left, i ? i.left : innerWidth]"
    )
    assert left < middle  # the picture comes first: at the right


def test_time_runs_to_the_right_in_the_player_and_arrows_point_on(browser: Any, site: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    browser.get(f"{site}episodes/one/")
    back, forward, bar = (
        browser.find_element("css selector", name).rect["x"]
        for name in ("[data-do=back]", "[data-do=forward]", "[data-seek]")
    )
    assert back < forward < bar
    assert browser.find_element("css selector", "[rel=next]").text.splitlines()[0].endswith("←")
    browser.get(f"{site}episodes/two/")
    assert browser.find_element("css selector", "[rel=prev]").text.startswith("→")
