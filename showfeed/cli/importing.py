"""What `showfeed import` does, step by step: open, look, plan, fetch, write, compare."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from showfeed.compare import Heard
from showfeed.importing import planning
from showfeed.importing.files import Got, Refused, fetch_all
from showfeed.importing.incoming import Incoming
from showfeed.importing.planning import Change, Plan, There
from showfeed.importing.remembered import NAME, Remembered, parse_remembered
from showfeed.model import MediaFacts
from showfeed.problems import OutsideError, ShowfeedError, UsageError
from showfeed.sources.lock import Lock, parse_lock

if TYPE_CHECKING:
    from showfeed.sources.feed import FeedRead

Media = Mapping[str, tuple[str, MediaFacts]]  # by guid: where the audio lies, what it is
LARGEST = 25_000_000  # bytes of a feed or text


def there(folder: Path) -> There:
    """Return what the folder holds."""

    def read(path: str) -> bytes | None:
        try:
            return (folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise OutsideError(f"`{folder / path}` can't be read: {error.strerror}") from error

    locked = read("showfeed.lock")
    lock, problems = parse_lock(locked.decode("utf-8", "replace")) if locked else (Lock(), ())
    if problems:
        raise ShowfeedError(f"{problems[0]}\n    nothing was imported")
    remembered = read(NAME)
    before = parse_remembered(remembered.decode("utf-8", "replace")) if remembered else Remembered()
    return There(read, lock, before)


def known_ids(folder: Path, has: There) -> dict[str, str]:
    """Return the id of each episode of the folder by its guid, as files, lock or import say."""
    from showfeed.sources.folder import load

    known = {line.guid: id_ for id_, line in has.lock.episodes.items()}
    known |= has.remembered.ids
    if has.read("show.yaml") is not None or has.read("show.yml") is not None:
        loaded = load(folder)
        for episode in loaded.show.episodes if loaded.show else ():
            if episode.guid:
                known[episode.guid] = episode.id
    return known


def opened(source: str, url: str, has: There, folder: Path) -> tuple[Incoming, Heard | None]:
    """Return what the source brings, and how a feed is heard now.

    Raises OutsideError or UsageError where it can't be had.
    """
    from showfeed.formats.urls import parse_url
    from showfeed.problems import Malformed

    try:
        url = parse_url(url, https=True).rstrip("/") if url else ""
    except Malformed as error:
        raise UsageError(f"--url: {error.message}\n    {error.hint}") from None
    known = known_ids(folder, has)
    if source.startswith(("https://", "http://")):
        return _feed(_fetched_feed(source), source, url, known)
    path = Path(source)
    if not path.exists():
        raise UsageError(f"there is no file `{source}`\n    write its path, or an https address")
    return _file(path, url, known)


def _fetched_feed(source: str) -> "FeedRead":
    from showfeed.cli.heard import fetch_feed

    read, _ = fetch_feed(source)
    return read


def _feed(
    read: "FeedRead", source: str, url: str, known: Mapping[str, str]
) -> tuple[Incoming, Heard | None]:
    from showfeed.cli.heard import of_feed
    from showfeed.importing.feed_show import incoming

    if read.show is None:
        problem = read.problems[0]
        raise ShowfeedError(f"`{source}` is no feed: {problem.message}\n    {problem.hint}")
    return incoming(read, source, url, known), of_feed(read)


def _file(path: Path, url: str, known: Mapping[str, str]) -> tuple[Incoming, Heard | None]:
    """Open a file by what it holds: a feed, or the text of a page."""
    from showfeed.importing import page_text
    from showfeed.sources.feed import read_feed

    try:
        if path.stat().st_size > LARGEST and path.is_file():
            raise UsageError(f"`{path}` is over {LARGEST // 1_000_000} MB: is it the right file?")
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"`{path}` can't be read: {error.strerror}") from error
    text = content.decode("utf-8", "replace").replace("\r\n", "\n")
    if not content.lstrip().startswith(b"<") and page_text.is_page(text):
        return page_text.read_page(text, path.name, url), None
    return _feed(read_feed(content, str(path)), str(path), url, known)


def planned(
    incoming: Incoming,
    has: There,
    got: Mapping[str, Sequence[Got | Refused]],
    media: Media | None = None,
    *,
    final: bool = False,
) -> Plan:
    """Return the plan, with the files that were fetched so far."""
    return planning.plan(incoming, has, got, media, final=final)


def fetched_audio(incoming: Incoming, has: There, folder: Path, talk: bool) -> Media:
    """Fetch the audio of each episode that is not in the folder yet; tell what could not be had."""
    from showfeed.importing.audio_files import fetch_audio, media_path
    from showfeed.sources.fetch import session

    found: dict[str, tuple[str, MediaFacts]] = {}
    failures = []
    with session() as over:
        for number, episode in enumerate(incoming.show.episodes, 1):
            audio = episode.audio
            written = has.remembered.written.get(episode.guid)
            if audio is None or not audio.remote or episode.live:
                continue
            path = media_path(episode, audio)
            if written and path in written.files and (folder / path).is_file():
                continue
            if (folder / path).exists():
                failures.append(f"{path} is there already, and was left as it is")
                continue
            head = f"{episode.id} ({number} of {len(incoming.show.episodes)})"
            try:
                facts = fetch_audio(audio.href, folder / path, over, _progress(head, talk))
            except OutsideError as error:
                failures.append(str(error))
                continue
            if audio.facts and audio.facts.size != facts.size:
                told = f"{facts.size:,} bytes, where the feed says {audio.facts.size:,}"
                print(f"  {path}: {told} (adverts that change with each fetch?)")
            found[episode.guid] = (path, facts)
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


def fetched(plan: Plan, talk: bool) -> dict[str, list[Got | Refused]]:
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
        found = dict(
            fetch_all(plan.fetch, lambda url, most: fetch(url, over, most=most).content, tell)
        )
    if talk:
        print(file=sys.stderr)
    return found


def write(folder: Path, changes: Sequence[Change]) -> None:
    """Write new files, then change those that are there; none is overwritten unseen."""
    from showfeed.targets.rewrite import rewrite

    for change in changes:
        if change.before is None:
            path = folder / change.path
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as file:
                    file.write(change.after)
            except OSError as error:
                raise OutsideError(f"`{path}` can't be written: {error.strerror}") from error
    rewrite({folder / c.path: (c.before, c.after) for c in changes if c.before is not None})


def report(folder: Path, changes: Sequence[Change], heard: Heard | None) -> None:
    """Print what was written, what `check` says of it, and what differs from the source."""
    from showfeed.cli import pipeline
    from showfeed.cli.report import counts

    if not changes:
        print("nothing was changed")
        return
    print(f"{len(changes)} {'file' if len(changes) == 1 else 'files'} written")
    reading = pipeline.read(folder, datetime.now(UTC))
    print(f"showfeed check: {counts(reading.problems)}")
    if heard is None or reading.show is None or not reading.sound:
        return
    from showfeed.cli.heard import of_show
    from showfeed.compare import compare, telling
    from showfeed.importing.feed_show import without_repeats

    now = of_show(reading.show.as_of(datetime.now(UTC)))
    # That the feed will stand elsewhere is no difference of what it says.
    there = replace(without_repeats(heard.show), url=now.show.url)
    before = replace(heard, show=there, address=now.address)
    print("\nA feed built from this folder, compared with the one imported:")
    print(telling.as_text(compare(before, now)))
