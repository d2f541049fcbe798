"""`showfeed align`: when a transcript's words are said, measured from the audio."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from showfeed.cli import report
from showfeed.cli.options import HERE, Json, Quiet, Root
from showfeed.problems import Level, OutsideError, Place, Problem, ShowfeedError, UsageError

if TYPE_CHECKING:
    from showfeed.align.timing import Measured
    from showfeed.model import Cue, Episode, Transcript

# What numpy multiplies here is small: handing it round to threads takes longer than it saves, far
# longer where other programs run, and moves a few words by 20 ms, for sums then depend on how many
# cores there are. numpy reads this when it is imported, for the whole process; so the command says
# it, whose process it is, and not `showfeed.align`, which others may import.
THREADS = "OPENBLAS_NUM_THREADS"
OF_THREADS = {THREADS, "GOTO_NUM_THREADS", "OMP_NUM_THREADS"}  # what a user may have set


def align(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The episode: its file's name.")],
    language: Annotated[
        str, typer.Option("--language", metavar="TAG", help="Which transcript, if not the first.")
    ] = "",
    check: Annotated[
        bool, typer.Option("--check", help="Only tell how far the times that there are are off.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Measure, and write nothing.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Replace measured times without asking.")
    ] = False,
    quiet: Quiet = False,
    as_json: Json = False,
    root: Root = HERE,
) -> None:
    """Measure from the audio when each word of a transcript is said.

    Writes the times beside the transcript. Nothing leaves this machine; needs espeak-ng.

    Example: showfeed align 003-rivers
    """
    if not OF_THREADS & os.environ.keys():
        os.environ[THREADS] = "1"
    if not find_spec("numpy"):
        raise UsageError(
            "`showfeed align` needs more than is installed\n    run `pip install 'showfeed[align]'`"
        )
    from showfeed.cli import align_words as words
    from showfeed.formats import transcripts
    from showfeed.formats.transcripts.times import Times, digest, format_times

    transcript, audio, tongue = _chosen(root, id_, language, check)
    before = transcripts.cues(transcript)
    measured = _measure(transcript, before, audio, tongue, not (quiet or as_json), check)
    if check:
        off = words.compared(before, measured)
        print(json.dumps(off.as_value(), ensure_ascii=False, indent=2) if as_json else off)
        if off.bad:
            raise typer.Exit(1)
        return
    from showfeed.sources.audio import digest_of
    from showfeed.sources.transcript_times import times_path

    file = root / times_path(transcript.path)
    times = Times(digest(before), digest_of(audio), measured.turns, measured.unwritten)
    text = format_times(times)
    nothing = words.nothing_fits(measured)
    if nothing and not (dry_run and as_json):
        raise ShowfeedError(nothing)
    written = not dry_run and _write(file, text, yes)
    if as_json:
        value = words.as_value(measured, before)
        print(json.dumps({**value, "file": str(file), "written": written}, ensure_ascii=False))
    elif not quiet:
        print(words.summary(measured, before, transcript.path))
    report.tell(astray(measured, before, transcript))
    if not (quiet or as_json):
        print(words.outcome(file, text, written))


def _chosen(root: Path, id_: str, language: str, check: bool) -> "tuple[Transcript, Path, str]":
    """Return a transcript of the episode, the audio, and the language that is spoken."""
    from showfeed.cli import pipeline
    from showfeed.cli.check import unknown_episode

    reading = pipeline.read(root, pipeline.moment_of(""))
    episodes = {e.id: e for e in (reading.show.episodes if reading.show else ())}
    if reading.show is None or id_ not in episodes:
        report.tell(reading.problems)
        if reading.show is None:
            raise typer.Exit(1)
        raise unknown_episode(id_, set(episodes))
    episode, usual = episodes[id_], reading.show.language
    found = [
        one
        for one in episode.transcripts
        if one.path and language.lower() in ("", (one.language or usual).lower())
    ]
    if not found:
        report.tell([p for p in reading.problems if p.place.path.startswith(f"episodes/{id_}")])
        which = f" in `{language}`" if language else ""
        raise ShowfeedError(
            f"`{id_}` has no transcript{which} in a file of its own\n"
            "    write what is said into a file, and name it: `transcript: 003.txt`"
        )
    transcript = found[0]
    if transcript.timed and not transcript.measured and not check:
        raise UsageError(
            f"`{transcript.path}` has times already\n"
            "    `--check` tells how far they are off; a text without times gets measured ones"
        )
    if check and not transcript.timed:
        raise UsageError(
            f"`{transcript.path}` has no times to check\n    measure them: `showfeed align {id_}`"
        )
    return transcript, _audio(episode), language or transcript.language or usual


def _audio(episode: "Episode") -> Path:
    audio = episode.audio
    if audio is not None and audio.file is not None and audio.file.is_file():
        return audio.file
    if audio is not None and audio.remote:
        hint = "download it into media/, and name that file while you measure"
        raise ShowfeedError(f"the audio of `{episode.id}` is on another server\n    {hint}")
    raise ShowfeedError(
        f"the audio of `{episode.id}` is not here\n"
        "    put it where `audio:` says; if it is in git LFS, run `git lfs pull`"
    )


def _measure(
    transcript: "Transcript",
    cues: "list[Cue]",
    audio: Path,
    language: str,
    shown: bool,
    check: bool,
) -> "Measured":
    from showfeed.align.timing import measure
    from showfeed.formats import transcripts

    # What was measured before must not tie what is measured now.
    pins = () if check else transcripts.pins(replace(transcript, measured="", timed=False))
    with _progress(shown) as tell:
        return measure([cue.text for cue in cues], audio, language, pins, tell)


@contextmanager
def _progress(shown: bool) -> Iterator[Callable[[str, float], None]]:
    """Show on a terminal how far the work is."""
    if not (shown and sys.stderr.isatty()):
        yield lambda stage, share: None
        return
    from rich.console import Console

    with Console(stderr=True).status("…") as status:

        def tell(stage: str, share: float) -> None:
            """Show a stage and how much of it is done, or (below 0) the seconds that are."""
            minutes, seconds = divmod(round(-share), 60)
            done = f"{minutes}:{seconds:02d}" if share < 0 else f"{share:.0%}"
            status.update(f"{stage}: {done}")

        yield tell


def _write(file: Path, text: str, yes: bool) -> bool:
    """Write measured times; others that are there already only if that is wanted."""
    try:
        if file.exists():
            if file.read_text(encoding="utf-8") == text:
                return False
            if not (yes or (sys.stdin.isatty() and typer.confirm(f"Replace {file}?"))):
                raise UsageError(
                    f"{file} has other times and was left alone\n    add `--yes` to replace them"
                )
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutsideError(f"`{file}` can't be written: {error.strerror}") from error
    return True


def astray(measured: "Measured", cues: "list[Cue]", transcript: "Transcript") -> list[Problem]:
    """Tell the times that the author wrote and the audio does not bear out."""
    from showfeed.cli.align_words import clock

    return [
        Problem(
            Place(transcript.path),
            "time-astray",
            f"turn {one.turn + 1}, `{measured.turns[one.turn].says}`, is heard at "
            f"{clock(one.measured)}, not at {clock(one.pin)}",
            f"write `[{clock(one.measured)}]` there, or take the time away",
            Level.WARNING,
        )
        for one in measured.astray
    ]
