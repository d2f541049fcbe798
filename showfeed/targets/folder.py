"""A folder as a target: whole or not at all, and only what we made is ever replaced or removed."""

import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from showfeed.artifacts import Artifact, Rank
from showfeed.problems import ShowfeedError
from showfeed.targets.inside import Inside, folder_of
from showfeed.targets.manifest import NOTES, Entry, Manifest, format_manifest, parse_manifest, safe
from showfeed.targets.staging import clear, heard, hold, link_or_copy, outside, told, write_new


class Folder:
    """Files are written aside in `.showfeed/staging`, then swapped in by rank, the feed last.

    Before the first swap the manifest names old and new, so that a killed run leaves no file
    that nobody knows is ours. Paths are plain text: this runs over many thousands of them.
    """

    def __init__(self, to: Path, *, adopt: bool = False) -> None:
        self._name = str(to)
        self._adopt = adopt  # files of others at our paths are ours from now on
        self._top = os.path.abspath(to)
        self._notes = f"{self._top}/{NOTES}"
        self._staging = f"{self._notes}/staging"

    def __enter__(self) -> "Folder":
        self._staged: list[tuple[Rank, str, str, Entry]] = []
        self._adopted: dict[str, Entry] = {}
        self._in_the_way: list[str] = []
        self._removed: list[str] = []
        self._gone: set[str] = set()
        self._inside = Inside(self._top)
        with told(self._name):
            os.makedirs(self._top, exist_ok=True)
            self._fresh = not os.listdir(self._top)
            if os.path.islink(self._notes):
                raise ShowfeedError(f"`{self._name}/{NOTES}` is a link\n    remove it")
            os.makedirs(self._notes, exist_ok=True)
            self._lock = hold(f"{self._notes}/lock", self._name)
            try:
                clear(self._staging)
                os.mkdir(self._staging)
                self._ours = self._look()
            except BaseException:
                os.close(self._lock)
                raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            with told(self._name):
                if kind is None:
                    self._commit()
        finally:
            with told(self._name):
                clear(self._staging)
            os.close(self._lock)

    def there(self) -> Mapping[str, str]:
        """Return path and digest of every file that we put there."""
        return {path: entry.digest for path, entry in self._ours.items()}

    def put(self, artifact: Artifact) -> bool:
        """Write a file aside; it takes its place when the folder is left.

        False where the bytes turn out to be those that are there: the file stays as it is.
        """
        path, content = artifact.path, artifact.content
        if not safe(path):
            raise ShowfeedError(f"`{path}` would lie outside the output\n    write another path")
        try:
            if not (self._fresh or path in self._ours) and self._taken(artifact):
                return True
            aside = f"{self._staging}/{len(self._staged)}"
            made = hashlib.sha256()
            if isinstance(content, Path):
                now = link_or_copy(content, aside)
            elif isinstance(content, bytes):
                now = write_new(aside, [content])
            else:
                now = write_new(aside, heard(content(), made))
        except OSError as error:
            raise outside(self._name, error) from error
        known = made.hexdigest() if callable(content) else ""
        was = self._ours.get(path)
        if known and was and was.content == known:
            os.unlink(aside)
            self._adopted[path] = was._replace(digest=artifact.digest)
            return False
        entry = Entry(artifact.digest, now.st_size, now.st_mtime_ns, known)
        self._staged.append((artifact.rank, path, aside, entry))
        return True

    def remove(self, path: str) -> None:
        """Note a file of ours that goes when the folder is left."""
        self._removed.append(path)

    def _look(self) -> dict[str, Entry]:
        """Return the files of the manifest as they are today; those that changed are read."""
        try:
            with open(f"{self._notes}/manifest.json", "rb") as file:
                known = parse_manifest(file.read())
        except FileNotFoundError:
            known = Manifest()
        self._stored = known
        ours = {}
        self._edited = set()
        for path in {**known.files, **known.pending}:
            try:
                now = os.lstat(f"{self._top}/{path}")
            except (FileNotFoundError, NotADirectoryError):
                self._gone.add(path)
                continue
            if not stat.S_ISREG(now.st_mode) or not self._inside.is_real(folder_of(path)):
                continue
            candidates = [m[path] for m in (known.pending, known.files) if path in m]
            for entry in candidates:
                if (entry.size, entry.mtime_ns) == (now.st_size, now.st_mtime_ns):
                    ours[path] = entry
                    break
            else:
                digest = self._inside.digest(path)
                was = next((entry for entry in candidates if entry.holds(digest)), None)
                if was is None:
                    self._edited.add(path)
                    was = Entry(digest, 0, 0)
                ours[path] = was._replace(size=now.st_size, mtime_ns=now.st_mtime_ns)
        return ours

    def _taken(self, artifact: Artifact) -> bool:
        """Tell whether a file that we did not make is at the path; adopt it if it is the same."""
        path = artifact.path
        if not self._inside.is_real(folder_of(path)):
            self._in_the_way.append(path)
            return True
        try:
            now = os.lstat(f"{self._top}/{path}")
        except FileNotFoundError:
            return False
        digest = self._inside.digest(path) if stat.S_ISREG(now.st_mode) else ""
        if digest == artifact.digest:
            self._adopted[path] = Entry(digest, now.st_size, now.st_mtime_ns)
        elif callable(artifact.content) and digest == artifact.content_digest():
            self._adopted[path] = Entry(artifact.digest, now.st_size, now.st_mtime_ns, digest)
        elif digest and self._adopt:
            return False
        else:
            self._in_the_way.append(path)
        return True

    def _commit(self) -> None:
        folders = {folder_of(path) for _, path, _, _ in self._staged}
        self._refuse_what_is_in_the_way(folders)
        pending = {path: entry for _, path, _, entry in self._staged}
        removed = set(self._removed)
        final = {**self._ours, **self._adopted, **pending}
        final = {path: entry for path, entry in final.items() if path not in removed}
        if not self._staged and Manifest(final) == self._stored:
            return
        lists = f"{self._staging}/manifest", f"{self._staging}/journal"
        write_new(lists[0], [format_manifest(Manifest(final))])
        for folder in sorted(folders):
            os.makedirs(f"{self._top}/{folder}", exist_ok=True)
        write_new(lists[1], [format_manifest(Manifest(self._ours, {**self._adopted, **pending}))])
        os.replace(lists[1], f"{self._notes}/manifest.json")
        self._staged.sort(key=lambda staged: staged[0])
        for _, path, aside, _ in self._staged:
            os.replace(aside, f"{self._top}/{path}")
        for path in self._removed:
            if path not in self._edited:
                os.unlink(f"{self._top}/{path}")
        os.replace(lists[0], f"{self._notes}/manifest.json")
        self._inside.tidy(removed | self._gone)

    def _refuse_what_is_in_the_way(self, folders: set[str]) -> None:
        files = {path for _, path, _, _ in self._staged}
        ways = {
            *self._in_the_way,
            *(f for f in folders if f in files or not self._inside.is_real(f)),
        }
        if ways:
            listed = "\n".join(f"      {self._name}/{path}" for path in sorted(ways)[:10])
            raise ShowfeedError(
                f"these were not made by showfeed and are in the way:\n{listed}\n"
                "    nothing was changed; move or delete them, or choose another with `--out`"
            )
