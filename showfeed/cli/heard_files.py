"""Transcripts and chapters of both sides of a diff: made here, beside a file, or fetched."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from time import monotonic

from showfeed.compare import FileHeard, Heard, Named
from showfeed.compare.files import alike
from showfeed.model import Show
from showfeed.problems import OutsideError

Read = Callable[[str, Named], bytes]  # guid and file → bytes; raises OutsideError
Pair = tuple[str, Named, Named]

NEWEST = 200  # files that are asked for of another server,
TIME = 60.0  # seconds in all,
AT_ONCE = 4  # requests side by side,
LARGEST = 5_000_000  # and bytes of each


def in_show(show: Show) -> Read:
    """Return how the files that a build of *show* would make are read."""
    from showfeed.outputs import addresses, chapters, transcripts

    episodes = {episode.guid: episode for episode in show.episodes}

    @lru_cache(maxsize=2)
    def made(guid: str) -> dict[str, bytes]:
        episode = episodes[guid]
        files = (
            *chapters.render(replace(show, episodes=(episode,))),
            *transcripts.of_episode(show, episode),
        )
        return {addresses.url(show, file.path): b"".join(file.pieces()) for file in files}

    def read(guid: str, named: Named) -> bytes:
        try:
            return made(guid)[named.url]
        except KeyError:
            raise OutsideError(f"no build makes {named.url}") from None

    return read


def beside(file: Path, address: str) -> Read:
    """Return how files are read that lie where a feed's file has them beside it."""
    home = address.rpartition("/")[0] + "/"

    def read(guid: str, named: Named) -> bytes:
        path = Path(named.url.removeprefix(home))
        if named.url.startswith(home) and ".." not in path.parts:
            try:
                return (file.parent / path).read_bytes()
            except OSError:
                pass
        raise OutsideError(f"{named.url} does not lie beside `{file}`")

    return read


def fetched() -> Read:
    """Return how files are read that lie on other servers, politely and for a while."""
    from showfeed.sources.fetch import PATIENCE, fetch, session

    until = monotonic() + TIME
    own = threading.local()

    def read(guid: str, named: Named) -> bytes:
        left = until - monotonic()
        if left <= 0:
            raise OutsideError(f"there was no time left for {named.url}")
        if not hasattr(own, "session"):
            own.session = session()
        patience = min(left, PATIENCE)
        return fetch(named.url, own.session, most=LARGEST, patience=patience).content

    return read


def with_files(
    before: Heard, now: Heard, old: Read, new: Read, most: int | None
) -> tuple[Heard, Heard, tuple[str, ...]]:
    """Return both sides with the files that differ, and what could not be looked at, in words."""
    every = list(alike(before, now))
    looked = every if most is None else every[:most]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        had = list(pool.map(lambda pair: _tried(old, pair[0], pair[1]), looked))
    files: tuple[dict[str, tuple[FileHeard, ...]], ...] = ({}, {})
    failures = [got for got in had if isinstance(got, str)]
    for (guid, was, is_), got in zip(looked, had, strict=True):
        made = _tried(new, guid, is_) if isinstance(got, bytes) else got
        if isinstance(made, bytes) and isinstance(got, bytes) and made != got:
            for side, file in zip(files, (FileHeard(was, got), FileHeard(is_, made)), strict=True):
                side[guid] = (*side.get(guid, ()), file)
    left = len(every) - len(looked)
    return replace(before, files=files[0]), replace(now, files=files[1]), _notes(failures, left)


def _tried(read: Read, guid: str, named: Named) -> bytes | str:
    """Return the bytes of a file, or why it can't be had."""
    try:
        return read(guid, named)
    except OutsideError as error:
        return str(error).partition("\n")[0]


def _notes(failures: Sequence[str], left: int) -> tuple[str, ...]:
    notes = []
    if failures:
        many = len(failures)
        what = "1 transcript or chapter file" if many == 1 else f"{many} transcripts and chapters"
        notes.append(f"{what} could not be compared: {failures[0]}")
    if left:
        notes.append(
            f"transcripts and chapters were compared of the newest episodes; {left} files of older "
            "ones were not (`--files all` asks for them too)"
        )
    return tuple(notes)
