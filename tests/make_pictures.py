"""Make docs/pictures anew: every kind of page, in light, in dark, on a phone: `python tests/make_pictures.py`.

Needs Chromium with its driver. The sample show is built as of the tests' moment and served by `showfeed serve`.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import golden
from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
PAGES = {
    "show": "",
    "episode": "episodes/001-the-stairs/",
    "archive": "archive/",
    "seasons": "seasons/",
    "topics": "topics/",
    "search": "archive/",
    "embed": "episodes/001-the-stairs/embed.html",
    "feed": "feed.xml",
    "missing": "no-such-page/",
}
LOOKS = {  # width, the tallest, pixels a point, colours
    "light": (1000, 1500, 1, "light"),
    "dark": (1000, 1500, 1, "dark"),
    "phone": (390, 1300, 1.5, "light"),
}
LEAST = {"embed": 220}
SEARCHED = {"search": "sandwich"}
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --mute-audio --hide-scrollbars"
    " --disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage"
    " --force-prefers-reduced-motion"
).split()
LOADED = """
const done = arguments[arguments.length - 1];
for (const i of document.querySelectorAll('img')) i.loading = 'eager';
const images = [...document.querySelectorAll('img')].map(i => i.decode().catch(() => null));
Promise.all([...images, document.fonts.ready]).then(() => setTimeout(done, 400));
"""
# A page that says nothing of phones is laid out wider than the window, and shown smaller.
HEIGHT = """
const held = document.body || document.documentElement;
return Math.ceil((held.getBoundingClientRect().bottom + scrollY) * arguments[0] / innerWidth);
"""


@contextmanager
def served() -> Iterator[str]:
    """Build the sample show and serve it while the block runs; give the address."""
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        told = golden.showfeed(
            "build",
            "--root",
            str(ROOT),
            "--out",
            str(site),
            "--at",
            golden.MOMENT,
            "--offline",
            "--locked",
        )
        if told.returncode:
            raise SystemExit(told.stdout + told.stderr)
        command = [sys.executable, "-m", "showfeed", "serve", "--folder", str(site), "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout is not None
                yield server.stdout.readline().split()[0]
            finally:
                server.terminate()


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    for flag in FLAGS:
        options.add_argument(flag)
    made = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield made
    finally:
        made.quit()


def picture(chrome: webdriver.Chrome, address: str, name: str, look: str) -> Image.Image:
    """Return what a window of this look shows of a page, from its top."""
    width, tallest, scale, colours = LOOKS[look]
    least = LEAST.get(name, 360)
    size = {"width": width, "deviceScaleFactor": scale, "mobile": look == "phone"}
    features = [{"name": "prefers-color-scheme", "value": colours}]
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {**size, "height": least})
    chrome.get(address + PAGES[name])
    if name in SEARCHED:
        chrome.find_element("id", "search-words").send_keys(SEARCHED[name])
        chrome.execute_async_script(LOADED)
    chrome.execute_async_script(LOADED)
    height = max(least, min(tallest, chrome.execute_script(HEIGHT, width)))
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {**size, "height": height})
    chrome.execute_script("scrollTo(0, 0)")
    chrome.execute_async_script(LOADED)
    return Image.open(io.BytesIO(chrome.get_screenshot_as_png())).convert("RGB")


def main() -> None:
    with served() as address, browser() as chrome:
        for name in PAGES:
            for look in LOOKS:
                shot = picture(chrome, address, name, look)
                shot.save(PICTURES / f"{name}-{look}.webp", quality=72, method=6)


if __name__ == "__main__":
    main()
