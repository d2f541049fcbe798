"""Object storage as a place: S3 and what speaks like it, Google Cloud Storage, Azure."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from showfeed.formats.web_files import cache_control, content_type, shrinks
from showfeed.outputs.variants import gzip
from showfeed.targets.ledger import PATH, Ledger
from showfeed.targets.object_list import KeptList
from showfeed.targets.object_words import told
from showfeed.targets.places import Warn
from showfeed.targets.site import Site, Stage

if TYPE_CHECKING:
    from obstore.store import ObjectStore

AT_ONCE = 16  # files that go up side by side; large ones in parts, fewer of them
LARGE_AT_ONCE, PARTS_AT_ONCE = 4, 4
MANY = 200  # more files than this are looked for in one listing, not one by one


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
        self._told = partial(told, name, hide)
        self._list = KeptList(name, store, self._attributes(PATH), self._told, warn)

    def read(self) -> tuple[Ledger, str]:
        """Return the list that lies there and its ETag."""
        return self._list.read()

    def write(self, ledger: Ledger, version: str) -> str:
        """Put the list in place of the one with that ETag alone."""
        return self._list.write(ledger, version)

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
