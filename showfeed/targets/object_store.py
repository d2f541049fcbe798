"""Object storage as a place: S3 and what speaks like it, Google Cloud Storage, Azure."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from showfeed.formats.web_files import cache_control, content_type, shrinks
from showfeed.outputs.variants import gzip
from showfeed.targets.ledger import PATH, Ledger, format_ledger, parse_ledger
from showfeed.targets.object_words import refused
from showfeed.targets.places import Overtaken, Warn, failed
from showfeed.targets.site import Site, Stage

if TYPE_CHECKING:
    from obstore.store import ObjectStore

AT_ONCE = 16  # files that go up side by side; large ones in parts, fewer of them
LARGE_AT_ONCE, PARTS_AT_ONCE = 4, 4
MANY = 200  # more files than this are looked for in one listing, not one by one
NO_BUCKET = ("NoSuchBucket", "ContainerNotFound", "bucket does not exist")


class Bucket:
    """A bucket, or a folder of it. Types and cache times are kept with each object."""

    def __init__(
        self,
        name: str,
        store: "ObjectStore",
        *,
        compress: bool = False,
        warn: Warn = lambda message: None,
        hide: Callable[[str], str] = str,
    ) -> None:
        self.name = name
        self._store, self._compress = store, compress
        self._warn, self._hide = warn, hide
        self._conditions: bool | None = None  # not known yet
        self._ours = ""  # the publisher that wrote last, where there are no conditions

    def read(self) -> tuple[Ledger, str]:
        """Return the list that lies there and its ETag."""
        import obstore

        with self._told():
            try:
                found = obstore.get(self._store, PATH)
                content = bytes(found.bytes())
            except FileNotFoundError as error:
                if any(word in str(error) for word in NO_BUCKET):
                    raise failed(self.name, "there is no such bucket", "make it first") from None
                return Ledger(), ""
            ledger = parse_ledger(content)
        if ledger is None:
            raise failed(
                self.name, f"`{PATH}` there is not a list of showfeed's", "look at it, or delete it"
            )
        return ledger, _version(found.meta)

    def write(self, ledger: Ledger, version: str) -> str:
        """Put the list in place of the one with that ETag alone."""
        if self._conditions is False:
            return self._write_unconditionally(ledger)
        new = self._put_if(format_ledger(ledger), version)
        if self._conditions is None:
            self._conditions = self._keeps_conditions()
            if not self._conditions:
                self._ours = ledger.publisher
                self._warn(
                    f"`{self.name}` knows no conditional writes: let no two publish at once there"
                )
        return new

    def _put_if(self, content: bytes, version: str) -> str:
        import obstore
        from obstore.exceptions import AlreadyExistsError, PreconditionError

        with self._told():
            try:
                done = obstore.put(
                    self._store,
                    PATH,
                    content,
                    mode=json.loads(version) if version else "create",
                    attributes=self._attributes(PATH),
                )
            except (AlreadyExistsError, PreconditionError, FileNotFoundError):
                raise Overtaken(self.name) from None
        return _version(done)

    def _keeps_conditions(self) -> bool:
        """Tell whether the store refuses to create what is there, as it has to."""
        import obstore
        from obstore.exceptions import AlreadyExistsError, PreconditionError

        probe = f"{PATH.rpartition('/')[0]}/probe"
        with self._told():
            obstore.put(self._store, probe, b"", mode="overwrite")
            try:
                obstore.put(self._store, probe, b"", mode="create")
                kept = False
            except (AlreadyExistsError, PreconditionError):
                kept = True
            obstore.delete(self._store, probe)
        return kept

    def _write_unconditionally(self, ledger: Ledger) -> str:
        """Look whose the place is, then write: the best where the store knows no conditions."""
        import obstore

        if self.read()[0].publisher != self._ours:
            raise Overtaken(self.name)
        with self._told():
            done = obstore.put(
                self._store, PATH, format_ledger(ledger), attributes=self._attributes(PATH)
            )
        return _version(done)

    def sizes(self, paths: Collection[str]) -> Mapping[str, int]:
        """Ask for each file, or for the whole list where there are many."""
        import obstore

        wanted = set(paths)
        if len(wanted) > MANY:
            with self._told():
                return {
                    found["path"]: found["size"]
                    for batch in obstore.list(self._store)
                    for found in batch
                    if found["path"] in wanted
                }
        with self._told(), ThreadPoolExecutor(AT_ONCE) as pool:
            return {p: size for p, size in pool.map(self._size, sorted(wanted)) if size is not None}

    def _size(self, path: str) -> tuple[str, int | None]:
        import obstore

        try:
            return path, obstore.head(self._store, path)["size"]
        except FileNotFoundError:
            return path, None

    def send(self, site: Site, paths: Sequence[str]) -> Iterator[str]:
        """Send files side by side; large ones in parts, each of which is tried again by itself."""
        media = site.stage(paths[0]) is Stage.MEDIA
        pool = ThreadPoolExecutor(LARGE_AT_ONCE if media else AT_ONCE)
        try:
            waiting: dict[Future[None], str] = {
                pool.submit(self._send, site, path): path for path in paths
            }
            while waiting:
                done, _ = wait(waiting, timeout=1, return_when=FIRST_COMPLETED)
                for future in done:
                    path = waiting.pop(future)
                    with self._told():
                        future.result()
                    yield path
                if not done:
                    yield ""
        finally:
            pool.shutdown(cancel_futures=True)

    def _send(self, site: Site, path: str) -> None:
        import obstore

        file: Path | bytes = Path(site.where(path))
        if self._packed(path):
            file = gzip(Path(site.where(path)).read_bytes())
        obstore.put(
            self._store,
            path,
            file,
            attributes=self._attributes(path),
            max_concurrency=PARTS_AT_ONCE,
        )

    def remove(self, paths: Sequence[str]) -> None:
        """Take objects away; some stores mind those that are gone, so they are asked one by one."""
        import obstore

        def gone(path: str) -> None:
            try:
                obstore.delete(self._store, path)
            except FileNotFoundError:
                return

        with self._told(), ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(gone, paths))

    def headers(self, path: str) -> Mapping[str, str]:
        """Return what is kept with an object and sent with it."""
        said = {"Content-Type": content_type(path), "Cache-Control": cache_control(path)}
        if path == PATH:
            said["Cache-Control"] = "no-store"
        if self._packed(path):
            said["Content-Encoding"] = "gzip"
        return said

    def _attributes(self, path: str) -> dict[str, str]:
        return dict(self.headers(path))

    def _packed(self, path: str) -> bool:
        return self._compress and shrinks(path) and path != PATH

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the store says into words, without any key or token."""
        from obstore.exceptions import BaseError

        try:
            yield
        except FileNotFoundError:
            raise
        except (BaseError, OSError, ValueError) as error:
            raise refused(self.name, self._hide(str(error))) from None


def _version(meta: Any) -> str:
    """Return what a later write must find, as S3 (ETag) and Google (generation) want it."""
    return json.dumps({k: meta[k] for k in ("e_tag", "version") if meta[k] not in (None, "null")})
