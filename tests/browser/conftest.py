"""Chromium without a window, and the sample show served on loopback with a copy of its audio."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import golden
import pytest

from browser.site_server import serving

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --mute-audio"
    " --disable-background-networking --disable-component-update --disable-sync"
    " --disable-dev-shm-usage --autoplay-policy=no-user-gesture-required"
    " --force-prefers-reduced-motion --window-size=1280,900"
).split()


def absent(what: str) -> None:
    """Skip, but not in CI, which must have it (.ci/run installs it)."""
    if os.environ.get("CI"):
        pytest.fail(f"CI must have {what}")
    pytest.skip(f"{what} is not here")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A Chromium for the whole run; each test opens its own page."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        absent("Chromium with its driver (Debian: chromium, chromium-driver)")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(chromium)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    made = webdriver.Chrome(options=options, service=Service(driver))
    made.set_page_load_timeout(60)
    made.set_script_timeout(60)
    try:
        yield made
    finally:
        made.quit()


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Build a copy of a show's folder and return its public/."""

    def built(show: Path) -> Path:
        root = tmp_path_factory.mktemp("built") / "show"
        root.mkdir()
        for name in ("show.yaml", "showfeed.lock", "cover.png", "episodes", "media", "theme"):
            if (show / name).is_dir():
                shutil.copytree(show / name, root / name)
            elif (show / name).exists():
                shutil.copy(show / name, root / name)
        run = golden.showfeed("build", "--root", str(root), "--at", golden.MOMENT, "--offline")
        assert run.returncode == 0, run.stdout + run.stderr
        return root / "public"

    return built


@pytest.fixture(scope="session")
def public(build: Callable[[Path], Path]) -> Path:
    """The sample show's output."""
    return build(ROOT)


@pytest.fixture(scope="session")
def site(public: Path) -> Iterator[str]:
    """The sample show's address on loopback."""
    with serving(public) as address:
        yield address


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script."""
    script = HERE / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        absent("axe-core (`make test` installs it with npm)")
    return script.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def validate() -> Callable[[list[Path]], str]:
    """Return what the Nu Html Checker has against files, errors and warnings."""
    jar = next((HERE / "node_modules" / "vnu-jar").rglob("vnu.jar"), None)
    if jar is None or not shutil.which("java"):
        absent("java and vnu-jar (Debian: default-jre-headless; `make test` installs the other)")

    def told(files: list[Path]) -> str:
        run = subprocess.run(
            ["java", "-jar", str(jar), "--also-check-css", *map(str, files)],
            capture_output=True,
            text=True,
            check=False,
        )
        return run.stdout + run.stderr

    return told
