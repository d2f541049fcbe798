"""Chromium's own `<track>` reads our captions: times, voices, words and lines as we meant them."""

import functools
import html
import http.server
import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from showfeed.formats.transcripts.cutting import readable
from showfeed.formats.transcripts.vtt import format_vtt
from showfeed.model import CaptionOptions, Cue

PAGE = """\
<!DOCTYPE html><meta charset="utf-8">
<video><track id="track" kind="captions" src="captions.vtt" default></video><pre id="told"></pre>
<script>
const track = document.getElementById("track");
track.track.mode = "hidden";
const tell = (value) => {
  document.getElementById("told").textContent = JSON.stringify(value);
};
track.addEventListener("error", () => tell([]));
track.addEventListener("load", () => tell([...track.track.cues].map((cue) => {
  const said = cue.getCueAsHTML(), voice = said.querySelector("span[title]");
  return [cue.startTime, cue.endTime, voice ? voice.title : "", said.textContent];
})));
</script>
"""
CUES = [
    Cue(0, 2500, "Ana Silva", "Salt & tea, <b> or --> less?"),
    Cue(2500, 9900, "R&D", "Nothing is made up here. Not a word of it is lost, and the time of each "
        "of them stays where it was measured, to the second and beyond."),
    Cue(10_000, 12_000, "نور", "مرحبا، كيف الحال؟"),
    Cue(12_000, 18_000, "山田", "彼は日本語を話すことができますが、それはとても難しいことです。"),
    Cue(18_000, 20_000, "", "🎙️ &amp; naïve e\u0301té"),
    Cue(3_600_000, 3_601_250, "D'Arc <x>", "An hour later."),
]  # fmt: skip


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing."""


def dom(address: str, profile: Path) -> str:
    """Return a page as it is after its scripts have run."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser:
        if os.environ.get("CI"):
            pytest.fail("CI must have chromium")
        pytest.skip("chromium is not here")
    switches = (
        "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking "
        "disable-component-update disable-sync virtual-time-budget=30000 dump-dom"
    )
    return subprocess.run(
        [browser, *(f"--{switch}" for switch in switches.split()), f"--user-data-dir={profile}", address],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    ).stdout  # fmt: skip


def test_chromium_shows_the_captions_that_we_wrote(served: str, tmp_path: Path) -> None:
    cues = readable(CUES, CaptionOptions())
    assert len(cues) > len(CUES)
    (tmp_path / "captions.vtt").write_text(format_vtt(cues), encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    page = dom(f"{served}/page.html", tmp_path / "profile")
    told = re.search(r'<pre id="told">(.*?)</pre>', page, re.DOTALL)
    assert told, page
    assert json.loads(html.unescape(told[1])) == [
        [cue.start / 1000, cue.end / 1000, cue.speaker, cue.text] for cue in cues
    ]
