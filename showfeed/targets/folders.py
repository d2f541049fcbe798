"""A folder as a place to publish to: all is written aside, then swapped in, the feed last."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from showfeed.artifacts import Artifact, Rank
from showfeed.targets.delivery import Delivery
from showfeed.targets.folder import Folder
from showfeed.targets.ledger import Ledger
from showfeed.targets.manifest import NOTES, Manifest, parse_manifest
from showfeed.targets.places import Tell
from showfeed.targets.publish import publish
from showfeed.targets.site import File, Site, Stage

RANKS = {
    Stage.MEDIA: Rank.MEDIA,
    Stage.ASSETS: Rank.ASSET,
    Stage.PAGES: Rank.PAGE,
    Stage.ARCHIVE: Rank.FEED,
    Stage.FEED: Rank.FEED,
}


def _content(site: Site, path: str) -> Path | Callable[[], Iterator[bytes]]:
    """Return what a file is made of: audio gets a second name where it can, texts are copied.

    Whoever edits a page in the web's folder must not find it changed in public/.
    """
    where = Path(site.where(path))
    return where if site.stage(path) is Stage.MEDIA else Artifact(path, where).pieces


class FolderPlace:
    """A folder of this machine, or one that is mounted. What others put there stays."""

    def __init__(self, name: str, to: Path, *, adopt: bool = False) -> None:
        self.name = name
        self._to, self._adopt = to, adopt

    def look(self, *, wait: bool) -> Ledger:
        """Return what showfeed put there and nobody changed since."""
        try:
            manifest = parse_manifest((self._to / NOTES / "manifest.json").read_bytes())
        except OSError:
            manifest = Manifest()
        files: dict[str, File] = {}
        pending: dict[str, File] = {}
        for path, entry in {**manifest.files, **manifest.pending}.items():
            file = File(entry.digest, entry.size)
            try:
                now = os.lstat(self._to / path)
            except OSError:
                continue
            same = (now.st_size, now.st_mtime_ns) == (entry.size, entry.mtime_ns)
            (files if same else pending)[path] = file
        return Ledger(files, pending)

    def sizes(self, paths: Collection[str]) -> Mapping[str, int]:
        """Return which of *paths* are there, and how large."""
        found = {}
        for path in paths:
            try:
                found[path] = os.stat(self._to / path).st_size
            except OSError:
                continue
        return found

    def take(self, delivery: Delivery, tell: Tell) -> None:
        """Write all aside, then swap it in."""
        site = delivery.site
        stages = {path: stage for stage, paths in delivery.stages.items() for path in paths}
        going = {*delivery.removed}
        keep = [p for p in {*delivery.there.files, *delivery.there.pending} if p not in going]
        artifacts = (
            Artifact(path, _content(site, path), RANKS[site.stage(path)], file.digest)
            for path, file in sorted(site.files.items(), key=lambda item: site.stage(item[0]).order)
        )
        publish(artifacts, Folder(self._to, adopt=self._adopt), keep)
        for path, stage in stages.items():
            tell(stage, path)
        for path in delivery.removed:
            if not os.path.lexists(self._to / path):  # a file that someone edited stays
                tell(None, path)

    def headers(self, path: str) -> Mapping[str, str]:
        """Return nothing: the web server says it."""
        return {}
