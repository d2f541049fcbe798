"""What an import fetches: files that belong to episodes, and their audio, with a word on each."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from showfeed.importing.deciding import There, key_of
from showfeed.importing.files import Got, Refused, fetch_all
from showfeed.importing.incoming import Incoming
from showfeed.importing.planning import Plan
from showfeed.model import MediaFacts
from showfeed.problems import OutsideError

Media = Mapping[str, tuple[str, MediaFacts]]  # by `key_of`: its path, what it is


def fetched_audio(incoming: Incoming, has: There, folder: Path, talk: bool) -> Media:
    """Fetch the audio of each episode that is not in the folder yet; tell what could not be had."""
    from showfeed.importing.audio_files import copy_audio, fetch_audio, media_path
    from showfeed.sources.fetch import session

    found: dict[str, tuple[str, MediaFacts]] = {}
    failures = []
    with session() as over:
        for number, episode in enumerate(incoming.show.episodes, 1):
            here, audio = incoming.audio.get(episode.id), episode.audio
            written = has.remembered.written.get(key_of(episode))
            if (here is None and (audio is None or not audio.remote)) or episode.live:
                continue
            path = media_path(episode, here.name if here else audio.href if audio else "")
            if written and path in written.files and (folder / path).is_file():
                continue
            if (folder / path).exists():
                failures.append(f"{path} is there already, and was left as it is")
                continue
            head = f"{episode.id} ({number} of {len(incoming.show.episodes)})"
            try:
                if here:
                    facts = copy_audio(here, folder / path)
                elif audio:
                    facts = fetch_audio(audio.href, folder / path, over, _progress(head, talk))
            except OutsideError as error:
                failures.append(str(error))
                continue
            if audio and audio.facts and audio.facts.size != facts.size:
                told = f"{facts.size:,} bytes, where the feed says {audio.facts.size:,}"
                print(f"  {path}: {told} (adverts that change with each fetch?)")
            found[key_of(episode)] = (path, facts)
    for failure in failures:
        print(f"  audio: {failure}", file=sys.stderr)
    return found


def _progress(head: str, talk: bool) -> Callable[[int, int], None]:
    """Return what shows bytes on a terminal, once a megabyte."""
    shown = -1

    def tell(have: int, whole: int) -> None:
        nonlocal shown
        if talk and (have // 1_000_000 != shown or have == whole):
            shown = have // 1_000_000
            of = f" of {whole / 1_000_000:.1f}" if whole else ""
            end = "\n" if have == whole else ""
            print(f"\r{head}: {have / 1_000_000:.1f}{of} MB", end=end, file=sys.stderr)

    return tell


def fetched(plan: Plan, incoming: Incoming, talk: bool) -> dict[str, list[Got | Refused]]:
    """Fetch what the plan wants, with a count on a terminal."""
    from showfeed.sources.fetch import fetch, session

    if not plan.fetch:
        return {}
    done = 0

    def tell() -> None:
        nonlocal done
        done += 1
        if talk:
            print(f"\rfetching {done} of {len(plan.fetch)}", end="", file=sys.stderr)

    with session() as over:

        def had(url: str, most: int) -> bytes:
            """Return a file of the source's folder, or one that is elsewhere."""
            here = incoming.files.get(url)
            return _read(here, most) if here else fetch(url, over, most=most).content

        found = dict(fetch_all(plan.fetch, had, tell))
    if talk:
        print(file=sys.stderr)
    return found


def _read(file: Path, most: int) -> bytes:
    """Return what a file of this machine holds. Raises OutsideError."""
    try:
        with file.open("rb") as opened:
            content = opened.read(most + 1)
    except OSError as error:
        raise OutsideError(f"`{file}` can't be read: {error.strerror}") from error
    if len(content) > most:
        raise OutsideError(f"`{file}` has over {most // 1_000_000} MB")
    return content
