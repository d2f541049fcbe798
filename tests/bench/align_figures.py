"""Measure how exact `showfeed align` is, how long it takes and how much memory; `make bench-align`.

Every recording is made here, so its truth is known. The long text is the page that showfeed began
with, if it lies beside the project; its speakers are voices that `align` does not read with.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from align_corpus import CASES, Case, Spoken, record
from align_texts import written
from align_voices import RATE, Voice, engines

PAGE = Path(__file__).parents[3] / "shared" / "seed" / "be-my-product-3.page.txt"
LONG_VOICES = {
    "pico": [Voice("pico", "fr-FR", 1.0, 0.82), Voice("pico", "fr-FR", 1.12, 1.04)],
    "espeak": [
        Voice("espeak", "fr+m5", 1.05, pitch=0.8),
        Voice("espeak", "fr+f3", 0.95, pitch=1.2),
    ],
}
SHORT_VOICES = {
    ("fr", "pico"): LONG_VOICES["pico"],
    ("en", "pico"): [Voice("pico", "en-GB", 1.0, 0.85), Voice("pico", "en-US", 1.1)],
    ("de", "pico"): [Voice("pico", "de-DE", 1.0, 0.84), Voice("pico", "de-DE", 1.1, 1.03)],
    ("es", "pico"): [Voice("pico", "es-ES", 1.0, 0.84), Voice("pico", "es-ES", 1.1, 1.03)],
    ("it", "pico"): [Voice("pico", "it-IT", 1.0, 0.84), Voice("pico", "it-IT", 1.1, 1.03)],
    ("it", "festival"): [Voice("festival", "lp_diphone"), Voice("festival", "pc_diphone", 1.1)],
    ("ca", "festival"): [Voice("festival", "upc_ca_ona_hts", 1.0, 0.9),
                         Voice("festival", "upc_ca_ona_hts", 1.1, 1.05)],
    ("cs", "festival"): [Voice("festival", "czech_dita"), Voice("festival", "czech_machac", 1.1)],
    ("fi", "festival"): [Voice("festival", "suo_fi_lj_diphone"),
                         Voice("festival", "hy_fi_mv_diphone", 1.1)],
    ("ru", "festival"): [Voice("festival", "msu_ru_nsh_clunits"),
                         Voice("festival", "msu_ru_nsh_clunits", 1.1, 0.9)],
    ("pt", "espeak"): [Voice("espeak", "pt+m5", 1.05, pitch=0.8), Voice("espeak", "pt+f4", 0.9)],
    ("en", "flite"): [Voice("flite", "slt", 0.95), Voice("flite", "rms", 1.05)],
    ("en", "espeak"): [Voice("espeak", "en-us+f4", 0.9), Voice("espeak", "en-gb+m7", 1.15)],
}  # fmt: skip
SHORT_CASES = [case for case in CASES if case.name in ("plain", "hiss 10 dB under the voices")]
SHOW = (
    "title: T\nurl: https://t.example\ndescription: D.\nlanguage: {}\nauthor: A\ncategories: Arts\n"
)
EPISODE = "title: T\ndate: 15/04/2024\naudio: media/1.mp3\ntranscript: 1.txt\ndescription: D.\n"


def long_text() -> list[tuple[str, str]]:
    """Return the turns of the page's transcript."""
    page = PAGE.read_text(encoding="utf-8")
    text = page[page.index("\nTranscription\n") : page.index("\nChapters\n")]
    pieces = re.split(r"^  • #(.+)$", text, flags=re.MULTILINE)[1:]
    return [
        (who, " ".join(said.split())) for who, said in zip(pieces[::2], pieces[1::2], strict=True)
    ]


def recordings(seeds: int, only: str) -> Iterator[tuple[str, str, Case, Spoken]]:
    """Make every recording whose name has *only* in it: what it is, its language."""
    here = engines()
    for engine, voices in LONG_VOICES.items() if PAGE.exists() else ():
        turns = long_text()
        for case in CASES if engine in here else ():
            for seed in range(1, seeds + 1) if only in f"long fr, {engine}: {case.name}" else ():
                names = list(dict.fromkeys(who for who, _ in turns))
                cast = dict(zip(names, voices[:: 1 if seed % 2 else -1], strict=True))
                yield f"long fr, {engine}", "fr", case, record(turns, cast, "fr", case, seed)
    for (language, engine), voices in SHORT_VOICES.items():
        turns = written(language).turns
        for case in SHORT_CASES if engine in here else ():
            if only not in f"short {language}, {engine}: {case.name}":
                continue
            cast = dict(zip(dict.fromkeys(who for who, _ in turns), voices, strict=True))
            yield (
                f"short {language}, {engine}",
                language,
                case,
                record(turns, cast, language, case, 1),
            )


def write_show(root: Path, language: str, case: Case, made: Spoken) -> None:
    """Write a recording as an episode, its sound as an MP3."""
    (root / "episodes").mkdir()
    (root / "media").mkdir()
    (root / "show.yaml").write_text(SHOW.format(language))
    (root / "episodes/1.yaml").write_text(EPISODE)
    text = "\n\n".join(f"**{who}:** {said}" for who, said in made.turns)
    (root / "episodes/1.txt").write_text(text + "\n", encoding="utf-8")
    with wave.open(str(root / "said.wav"), "wb") as opened:
        opened.setnchannels(1)
        opened.setsampwidth(2)
        opened.setframerate(RATE)
        opened.writeframes((made.sound * 32767).astype(np.int16).tobytes())
    words = ["ffmpeg", "-v", "error", "-i", "said.wav", "-b:a", f"{case.kilobits}k", "media/1.mp3"]
    subprocess.run(words, cwd=root, check=True)


# A process that is forked from this large one counts its memory as its own: a small one starts it.
# `together` is the most that showfeed and espeak-ng held at once, as the system counts it.
LAUNCH = """
import json, os, resource, subprocess, sys, time

def held(pid):
    try:
        lines = open(f"/proc/{pid}/status").read().splitlines()
        children = open(f"/proc/{pid}/task/{pid}/children").read().split()
    except OSError:
        return 0
    own = next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)
    return own + sum(held(child) for child in children)

began = time.perf_counter()
running = subprocess.Popen(sys.argv[2:], stdout=open(sys.argv[1], "wb"), stderr=subprocess.DEVNULL)
together = 0
while running.poll() is None:
    together = max(together, held(running.pid))
    time.sleep(0.05)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"clock": time.perf_counter() - began,
    "processor": used.ru_utime + used.ru_stime, "mebibytes": used.ru_maxrss / 1024,
    "together": together / 1024}))
"""


def run(root: Path) -> tuple[dict[str, object], dict[str, float]]:
    """Run the command; return what it found and what it cost."""
    words = [sys.executable, "-m", "showfeed", "align", "1", "--json", "--dry-run", "--root"]
    launch = [sys.executable, "-c", LAUNCH, str(root / "out"), *words, str(root)]
    cost = json.loads(subprocess.run(launch, check=True, capture_output=True).stdout)
    return json.loads((root / "out").read_text(encoding="utf-8")), cost


def by_letters(made: Spoken) -> list[float]:
    """Return the starts that sharing the length out by letters gives."""
    sizes = np.cumsum([0] + [len(said) for _, said in made.turns])
    return list(len(made.sound) / RATE * sizes[:-1] / sizes[-1])


def spread(errors: list[float]) -> str:
    """Write median, 90th and 95th percentile."""
    if not errors:
        return "–"
    return " / ".join(f"{value:.2f}" for value in np.percentile(errors, (50, 90, 95)))


def figures(name: str, case: Case, made: Spoken, found: dict[str, object]) -> dict[str, object]:
    """Compare what was found with the truth."""
    turns = found["turns"]
    assert isinstance(turns, list)
    naive, errors, words, flags = [], [], [], []
    for turn, true, guess, marks in zip(
        turns, made.starts, by_letters(made), made.sentences, strict=True
    ):
        if turn["start"] >= 0:
            words += [abs(turn["words"][at] / 1000 - second) for at, second in marks]
        if true is None:
            continue
        error = abs(turn["start"] / 1000 - true) if turn["start"] >= 0 else float("inf")
        naive.append(abs(guess - true))
        errors.append(error)
        flags.append(bool(turn["doubtful"]))
    known = [error for error in errors if np.isfinite(error)]
    return {"name": name, "case": case.name, "errors": known, "words": words, "naive": naive,
            "wrong": [flag for error, flag in zip(errors, flags, strict=True) if error > 2],
            "right": [flag for error, flag in zip(errors, flags, strict=True) if error <= 1]}  # fmt: skip


def main() -> None:
    """Print a row for each kind of recording."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--only", default="", help="part of a row's name")
    asked = parser.parse_args()
    rows: dict[tuple[str, str], list[dict[str, object]]] = {}
    costs: list[tuple[float, dict[str, float]]] = []
    print(
        "| recording | turns: median / p90 / p95 s | sentences | by letters | over 2 s, flagged | right, flagged |"
    )
    print("|---|---|---|---|---|---|")
    last = None
    for name, language, case, made in recordings(asked.seeds, asked.only):
        if last not in (None, (name, case.name)):
            print_row(rows.pop(last))
        last = (name, case.name)
        with tempfile.TemporaryDirectory() as folder:
            write_show(Path(folder), language, case, made)
            found, cost = run(Path(folder))
        costs.append((len(made.sound) / RATE, cost))
        rows.setdefault(last, []).append(figures(name, case, made, found))
    for row in rows.values():
        print_row(row)
    length, cost = max(costs, key=lambda one: one[0])
    print(f"\n{length / 60:.0f} min of audio: {cost['clock']:.0f} s by the clock, "
          f"{cost['processor']:.0f} s of processors, {max(c['mebibytes'] for _, c in costs):.0f} MiB at most, "
          f"{max(c['together'] for _, c in costs):.0f} MiB with espeak-ng's process")  # fmt: skip


def print_row(row: list[dict[str, object]]) -> None:
    """Print the recordings of one kind together."""
    held = {
        key: [x for one in row for x in one[key]]
        for key in ("errors", "words", "naive", "wrong", "right")
    }  # type: ignore[attr-defined]
    print(f"| {row[0]['name']}: {row[0]['case']} | {spread(held['errors'])} | {spread(held['words'])} | "
          f"{spread(held['naive'])} | {sum(held['wrong'])} of {len(held['wrong'])} | "
          f"{sum(held['right'])} of {len(held['right'])} |", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
