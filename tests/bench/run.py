"""Measure the speed that style and docs/performance.md promise; `make bench` runs it.

Every figure is of this machine, in this run: the median of three, each in a process of its own.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from generated_show import write_show  # noqa: E402

SHOWFEED = [sys.executable, "-m", "showfeed"]


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the median wall-clock seconds of *work*."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def showfeed(*words: str) -> None:
    """Run the command as a user does, silently."""
    subprocess.run([*SHOWFEED, *words], check=True, stdout=subprocess.DEVNULL)


def loop_seconds(public: Path, scratch: Path) -> float:
    """Return how long a plain Python loop takes that writes the bytes of *public* anew."""
    files = {p.relative_to(public): p.read_bytes() for p in public.rglob("*") if p.is_file()}

    def write() -> None:
        shutil.rmtree(scratch, ignore_errors=True)
        os.sync()
        for path, content in files.items():
            to = scratch / path
            os.makedirs(to.parent, exist_ok=True)
            with open(to, "wb") as file:
                file.write(content)

    took = []
    for _ in range(3):
        shutil.rmtree(scratch, ignore_errors=True)
        os.sync()
        start = time.perf_counter()
        write()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def build_figures(episodes: int, timed: bool) -> None:
    """Print full build, the loop beside it, and a build of nothing changed."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch, "show")
        write_show(root, episodes, timed=timed)
        public = root / "public"
        took = []
        for _ in range(3):
            shutil.rmtree(public, ignore_errors=True)
            os.sync()
            start = time.perf_counter()
            showfeed("build", "--root", str(root), "--quiet")
            took.append(time.perf_counter() - start)
        full = statistics.median(took)
        time.sleep(2.5)  # a file younger than the stamp's clock tick is not trusted
        showfeed("build", "--root", str(root), "--quiet")
        nothing = seconds(lambda: showfeed("build", "--root", str(root), "--quiet"))
        size = sum(p.stat().st_size for p in public.rglob("*") if p.is_file())
        count = sum(1 for p in public.rglob("*") if p.is_file())
        loop = loop_seconds(public, Path(scratch, "loop"))
        kind = "timed (VTT)" if timed else "untimed (speakers)"
        print(
            f"{episodes} episodes, {kind} transcripts: {count} files, {size / 1e6:.0f} MB\n"
            f"  full build {full:.2f} s; loop that writes the same bytes {loop:.2f} s; "
            f"ratio {full / loop:.2f}\n"
            f"  nothing changed {nothing:.3f} s"
        )


def feed_figures(episodes: int) -> None:
    """Print time and peak memory of our feed stage beside plain feedgen's, a process each."""
    figures = {}
    for which in ("ours", "feedgen"):
        runs = []
        for _ in range(3):
            run = subprocess.run(
                [sys.executable, str(HERE / "feed_stage.py"), which, str(episodes)],
                check=True,
                capture_output=True,
                text=True,
            )
            runs.append(json.loads(run.stdout))
        figures[which] = (
            statistics.median(r["seconds"] for r in runs),
            statistics.median(r["kilobytes"] for r in runs),
        )
    (ours, ours_kb), (plain, plain_kb) = figures["ours"], figures["feedgen"]
    print(
        f"feed stage, {episodes} episodes: ours {ours:.3f} s, {ours_kb / 1024:.1f} MiB above start; "
        f"plain feedgen {plain:.3f} s, {plain_kb / 1024:.1f} MiB; "
        f"ratios {ours / plain:.2f} and {ours_kb / plain_kb:.2f}"
    )


def main() -> None:
    """Run what was asked for, or everything but the largest show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", type=int, nargs="*", default=[1000])
    parser.add_argument("--skip-build", action="store_true")
    asked = parser.parse_args()
    bare = seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 9)
    version = seconds(lambda: showfeed("--version"), 9)
    print(f"python -c pass {bare:.3f} s; showfeed --version {version:.3f} s")
    for episodes in asked.episodes:
        feed_figures(episodes)
        if not asked.skip_build:
            for timed in (True, False):
                build_figures(episodes, timed)


if __name__ == "__main__":
    main()
