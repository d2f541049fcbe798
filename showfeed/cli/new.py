"""`showfeed new`: the next episode's file, filled from the audio."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from showfeed.cli.options import HERE, Root
from showfeed.problems import Malformed, OutsideError, ShowfeedError, UsageError

if TYPE_CHECKING:
    from showfeed.sources.audio import Measured


def new(
    audio: Annotated[Path | None, typer.Argument(help="The recording, in the folder.")] = None,
    root: Root = HERE,
    title: Annotated[str, typer.Option("--title", help="The title; else the audio's own.")] = "",
) -> None:
    """Write the next episode's file, filled from the audio's tags, length and chapters.

    No file is ever overwritten.

    Example: showfeed new media/012-rivers.mp3 --title Rivers
    """
    folder = root / "episodes"
    number = next_number(folder)
    measured = _measured(audio) if audio else None
    title = title or (measured.title if measured else "") or "A title"
    path = folder / f"{number:03}-{slug(title) or 'episode'}.yaml"
    today = datetime.now(UTC).strftime("%Y-%m-%d")
    text = episode_text(root, number, title, today, audio, measured)
    try:
        folder.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise OutsideError(f"`{path}` can't be written: {error.strerror}") from error
    print(f"{path}:\n")
    print(text, end="")


def next_number(folder: Path) -> int:
    """Return one more than the highest number that an episode's file begins with or states."""
    highest = 0
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        stated = re.search(rb"(?m)^number:\s*(\d+)", path.read_bytes())
        begun = re.match(r"\d{1,6}(?!\d)", path.stem)
        highest = max(
            highest, int(stated[1]) if stated else 0, int(begun[0]) if begun and not stated else 0
        )
    return highest + 1


def slug(title: str) -> str:
    """Return a title as part of a file's name.

    >>> slug("Peut-on marier éthique & produit ?")
    'peut-on-marier-ethique-produit'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")


def _measured(audio: Path) -> "Measured":
    from showfeed.sources.audio import measure_file

    try:
        return measure_file(audio)
    except Malformed as error:
        raise ShowfeedError(f"{audio}: {error.message}\n    {error.hint}".rstrip()) from error
    except OSError as error:
        raise UsageError(f"`{audio}` can't be read: {error.strerror}") from error


def episode_text(
    root: Path, number: int, title: str, date: str, audio: Path | None, measured: "Measured | None"
) -> str:
    """Write an episode's YAML; what is still to be written stands as a comment."""
    from showfeed.formats.timecode import format_timecode

    lines = []
    if (root / "schema" / "episode.json").is_file():
        lines.append("# yaml-language-server: $schema=../schema/episode.json")
    lines += [f"title: {quoted(title)}", f"date: {date}"]
    lines.append(f"audio: {quoted(_below(root, audio))}" if audio else "# audio: media/….mp3")
    lines.append(f"number: {number}")
    if measured and measured.facts.duration is not None:
        lines.append(f"duration: {format_timecode(_whole_seconds(measured.facts.duration))}")
    if measured and measured.chapters:
        lines.append("chapters:")
        lines += [
            f"  - {quoted(f'{format_timecode(chapter.start)} {chapter.title}')}"
            for chapter in measured.chapters
        ]
    lines += ["draft: yes", "description: |", "  What is it about?", ""]
    return "\n".join(lines)


def _whole_seconds(duration: timedelta) -> timedelta:
    return timedelta(seconds=round(duration.total_seconds()))


def _below(root: Path, audio: Path) -> str:
    """Return the audio's path in the show's folder."""
    try:
        return audio.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise UsageError(
            f"`{audio}` is not in the show's folder\n    put it into {root / 'media'} first"
        ) from None


def quoted(text: str) -> str:
    """Write a text as a YAML scalar, in quotes where it needs them.

    >>> quoted("Rivers"), quoted("#3: a 'start'")
    ('Rivers', '"#3: a \\'start\\'"')
    """
    if re.fullmatch(r"[\w(][^:#\n\t\"\\]*", text) and text == text.strip():
        return text
    import json

    return json.dumps(text, ensure_ascii=False)
