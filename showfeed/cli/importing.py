"""The folder that `showfeed import` writes into: what is there, what is written, and the end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from showfeed.compare import Heard
from showfeed.importing.deciding import Change, There
from showfeed.importing.remembered import NAME, Remembered, parse_remembered
from showfeed.problems import OutsideError, ShowfeedError
from showfeed.sources.lock import Lock, parse_lock


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
    from showfeed.importing.trimming import without_repeats

    now = of_show(reading.show.as_of(datetime.now(UTC)))
    # That the feed will stand elsewhere is no difference of what it says.
    there = replace(without_repeats(heard.show), url=now.show.url)
    before = replace(heard, show=there, address=now.address)
    print("\nA feed built from this folder, compared with the one imported:")
    print(telling.as_text(compare(before, now)))
