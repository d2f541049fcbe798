"""Measure the speed that style and docs/performance.md promise; `make bench` runs it.

Every figure is of this machine, in this run: the median of three, each in a process of its own.
CPU seconds are user and system together: on a busy machine they tell more than the clock does.
"""

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from generated_show import write_show  # noqa: E402

SHOWFEED = [sys.executable, "-m", "showfeed"]
LOOP_UP_TO = 1000  # episodes; the loop holds every byte that it writes


class Took(NamedTuple):
    """What a process used."""

    seconds: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s, CPU {self.cpu:.2f} s"


def measured(work: Callable[[], object], times: int = 3) -> Took:
    """Return the medians of *work*, of this process and of those that it runs."""
    runs = []
    for _ in range(times):
        start, before = time.perf_counter(), cpu()
        work()
        runs.append(Took(time.perf_counter() - start, cpu() - before))
    return Took(*map(statistics.median, zip(*runs, strict=True)))


def cpu() -> float:
    """Return the CPU seconds so far, children included."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def showfeed(*words: str) -> None:
    """Run the command as a user does, silently."""
    subprocess.run(
        [*SHOWFEED, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def figures_of(program: str, *words: str) -> Any:
    """Run one of the programs beside this one and return its JSON."""
    command = [sys.executable, str(HERE / program), *words]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def emptied(*folders: Path) -> None:
    """Take folders away, and let the disk come to rest."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    os.sync()


def loop(public: Path, scratch: Path) -> Took:
    """Measure a plain Python loop that writes the bytes of *public* anew."""
    files = {p.relative_to(public): p.read_bytes() for p in public.rglob("*") if p.is_file()}

    def write() -> None:
        for path, content in files.items():
            to = scratch / path
            os.makedirs(to.parent, exist_ok=True)
            with open(to, "wb") as file:
                file.write(content)

    runs = []
    for _ in range(3):
        emptied(scratch)
        runs.append(measured(write, 1))
    return Took(*map(statistics.median, zip(*runs, strict=True)))


def build_figures(episodes: int, timed: bool) -> None:
    """Print full builds without and with pages, and rebuilds of nothing and of one change."""
    kind = "timed (WebVTT)" if timed else "untimed"
    with tempfile.TemporaryDirectory() as scratch:
        root, chain, public = Path(scratch, "show"), Path(scratch, "chain"), Path(scratch, "public")
        write_show(root, episodes, timed=timed)
        age(root)
        runs = []
        for _ in range(3):
            emptied(chain)
            runs.append(figures_of("chain.py", str(root), str(chain)))
        took = Took(*(statistics.median(run[name] for run in runs) for name in ("seconds", "cpu")))
        sizes = [p.stat().st_size for p in chain.rglob("*") if p.is_file()]
        print(
            f"{episodes} episodes, {kind} transcripts: {len(sizes)} files, "
            f"{sum(sizes) / 1e6:.0f} MB\n"
            f"  feed, notes, chapters, transcripts: {took}, {took.cpu / episodes * 1000:.2f} ms an "
            f"episode, peak {max(run['megabytes'] for run in runs):.0f} MiB"
        )
        if episodes <= LOOP_UP_TO:
            plain = loop(chain, Path(scratch, "loop"))
            print(
                f"  a loop that writes the same bytes: {plain}; "
                f"ratio {took.seconds / plain.seconds:.2f}"
            )
        emptied(chain, Path(scratch, "loop"))
        words = ("build", "--root", str(root), "--out", str(public), "--quiet")
        print(f"  showfeed build, pages too: {measured(lambda: showfeed(*words), 1)}", flush=True)
        print(f"  nothing changed: {measured(lambda: showfeed(*words))}")
        rebuilt = [measured(lambda n=n: (change(root, n), showfeed(*words)), 1) for n in range(3)]
        print(f"  one episode changed: {Took(*map(statistics.median, zip(*rebuilt, strict=True)))}")


def age(root: Path) -> None:
    """Make everything old: a file younger than the stamp's clock tick is not trusted."""
    for path in (root, *root.rglob("*")):
        os.utime(path, (1e9, 1e9))


def change(root: Path, number: int) -> None:
    """Give an episode another title."""
    path = root / "episodes/00007.yaml"
    path.write_text(re.sub("^title: .*", f"title: Changed {number}", path.read_text()))


def feed_figures(episodes: int) -> None:
    """Print time and peak memory of our feed stage beside feedgen's for the same items."""
    for chapters, plain in ((0, "feedgen"), (12, "feedgen-chapters"), (12, "feedgen")):
        figures = {}
        for which in ("ours", plain):
            runs = [
                figures_of("feed_stage.py", which, str(episodes), str(chapters)) for _ in range(5)
            ]
            figures[which] = [statistics.median(r[name] for r in runs) for name in runs[0]]
        (ours, ours_kb), (other, other_kb) = figures["ours"], figures[plain]
        print(
            f"feed stage, {episodes} episodes with {chapters} Podlove chapters: CPU {ours:.3f} s, "
            f"{ours_kb / 1024:.1f} MiB above start; {NAMES[plain]} {other:.3f} s, "
            f"{other_kb / 1024:.1f} MiB; ratios {ours / other:.2f} and {ours_kb / other_kb:.2f}",
            flush=True,
        )


NAMES = {
    "feedgen": "plain feedgen, without chapters,",
    "feedgen-chapters": "feedgen with the shortest extension that writes them",
}


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", type=int, nargs="*", default=[1000])
    parser.add_argument("--kinds", nargs="*", default=["timed", "untimed"], help="of transcripts")
    asked = parser.parse_args()
    bare = measured(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 9)
    version = measured(lambda: showfeed("--version"), 9)
    print(f"python -c pass {bare.seconds:.3f} s; showfeed --version {version.seconds:.3f} s")
    for name, (first, then) in figures_of("transcript_stage.py").items():
        print(
            f"10,000 words ({name[2:]}) read and written in every format: "
            f"first {first:.1f} ms, then {then:.2f} ms"
        )
    for episodes in asked.episodes:
        feed_figures(episodes)
        for kind in asked.kinds:
            build_figures(episodes, kind == "timed")


if __name__ == "__main__":
    main()
