"""A folder whose files are answered: found by path, prepared once, looked at again each second."""

import os
import stat
from collections.abc import Callable, Mapping
from urllib.parse import quote

from showfeed.formats import web_files
from showfeed.formats.redirect_files import parse_redirects
from showfeed.serve.answers import Resource, prepare, state_of
from showfeed.serve.paths import Asked

INDEX = "index.html"
NOT_FOUND = "404.html"
REDIRECTS = "_redirects"
FRESH = 1.0  # seconds for which a file is not looked at again
MOST = 64 << 20  # bytes held; where it is more, all is forgotten and begun anew


class Site:
    """The files of *folder*, as they are or as *change* makes them."""

    def __init__(
        self,
        folder: str,
        cache_control: Callable[[str], str] = web_files.cache_control,
        change: Callable[[str, bytes], bytes] | None = None,
    ) -> None:
        self._top = os.path.abspath(folder)
        self._cache_control = cache_control
        self._change = change
        self._ready: dict[bytes, Resource] = {}
        self._weight = 0
        self._redirects: Mapping[str, tuple[str, int]] = {}
        self._redirects_at = 0
        self.age = 0  # how often all was forgotten: what was prepared before is not kept after

    def forget(self) -> None:
        """Prepare everything anew: the folder has changed."""
        self.age += 1
        self._ready.clear()
        self._weight = 0

    def ready(self, raw: bytes, now: float) -> Resource | None:
        """Return what was prepared for a request's path, if its file is still the same."""
        resource = self._ready.get(raw)
        if resource is None or now - resource.checked < FRESH:
            return resource
        try:
            if state_of(self._file(resource.path), resource.path) == resource.state:
                resource.checked = now
                return resource
        except OSError:
            pass
        self._ready.pop(raw, None)
        return None

    def locate(self, asked: Asked) -> str | None:
        """Return the path of the file that is meant, with `/` at its end for a folder's page.

        None where nothing is there, it is hidden, or a link leads out of the folder.
        """
        if asked.hidden:
            return None
        path = asked.path
        try:
            mode = os.stat(self._file(path)).st_mode
            if stat.S_ISDIR(mode):
                index = f"{path}/{INDEX}".lstrip("/")
                mode = os.stat(self._file(index)).st_mode
                path = index if asked.folder or not path else f"{path}/"
            elif asked.folder:
                return None
        except (OSError, ValueError):
            return None
        return path if stat.S_ISREG(mode) and self._inside(path) else None

    def moved(self, asked: Asked) -> tuple[str, int] | None:
        """Return where the folder's `_redirects` leads from a path, and with which status."""
        file = self._file(REDIRECTS)
        try:
            now = os.stat(file).st_mtime_ns
            if now != self._redirects_at:
                with open(file, encoding="utf-8") as opened:
                    self._redirects = parse_redirects(opened.read())
                self._redirects_at = now
        except (OSError, UnicodeDecodeError):
            return None
        return self._redirects.get(f"/{asked.path}/" if asked.folder else f"/{asked.path}")

    def prepare(self, path: str, now: float) -> Resource | None:
        """Read a file and make its answers; None if it has gone. Meant for a thread of its own."""
        file = self._file(path)
        try:
            resource = prepare(path, file, state_of(file, path), self._cache_control, self._change)
        except OSError:
            return None
        resource.checked = now
        return resource

    def keep(self, raw: bytes, resource: Resource) -> None:
        """Remember a resource under the plain spelling of its path, and under no other."""
        plain = quote(f"/{resource.path}").encode()
        if raw not in (plain, plain.removesuffix(INDEX.encode())):
            return
        self._weight += resource.weight
        if self._weight > MOST:
            self.forget()
            self._weight = resource.weight
        self._ready[raw] = resource

    def _file(self, path: str) -> str:
        return f"{self._top}/{path}"

    def _inside(self, path: str) -> bool:
        real = os.path.realpath(self._file(path))
        return real.startswith(os.path.join(os.path.realpath(self._top), ""))
