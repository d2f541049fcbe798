"""A small site to publish, and what must be true of a place at every moment."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote

from showfeed.artifacts import Artifact, Rank
from showfeed.targets.folder import Folder
from showfeed.targets.publish import publish
from showfeed.targets.site import Site, read_site

ADDRESS = "https://show.example/"


def feed_of(paths: Mapping[str, bytes]) -> bytes:
    """Return a feed that names every one of these files."""
    items = "".join(
        f'<item><enclosure url="{ADDRESS}{quote(path)}" length="{len(content)}" type="audio/mpeg"/></item>'
        for path, content in sorted(paths.items())
    )
    return f'<rss version="2.0"><channel>{items}</channel></rss>\n'.encode()


def made(folder: Path, files: Mapping[str, bytes]) -> Site:
    """Build a site of these files and a feed that names them all."""
    artifacts = [Artifact(path, content) for path, content in files.items()]
    publish(
        [*artifacts, Artifact("feed.xml", feed_of(files), Rank.FEED)], Folder(folder / "public")
    )
    return read_site(str(folder / "public"), "feed.xml")


def named_by(feed: bytes) -> set[str]:
    """Return the paths that a feed names."""
    return {
        unquote(path) for path in re.findall(rf'url="{re.escape(ADDRESS)}([^"]*)"', feed.decode())
    }


def assert_whole(there: Mapping[str, bytes]) -> None:
    """Every link of the feed that is there leads to a file that is there."""
    if "feed.xml" in there:
        assert named_by(there["feed.xml"]) <= there.keys()
