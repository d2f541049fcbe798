"""A target of show.yaml → a Place. What a kind needs is imported for that kind alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from showfeed.model import PublishTarget
from showfeed.targets.places import Place, Warn


@dataclass(frozen=True)
class Around:
    """What a place may need of the world: the show's folder, environment, home, how to proceed."""

    root: Path
    environment: Mapping[str, str]
    home: Path
    warn: Warn
    adopt: bool = False
    take_over: bool = False


def open_place(target: PublishTarget, around: Around) -> Place:
    """Return the place that a target names; asks nothing of it yet."""
    said = dict(target.settings)
    if target.kind == "folder":
        from showfeed.targets.folders import FolderPlace

        to = around.root / Path(said["path"]).expanduser()
        return FolderPlace(target.name, to, adopt=around.adopt)
    if target.kind == "git":
        from showfeed.targets.branch import Branch

        return Branch(target.name, said, around.root, around.environment)
    from showfeed.targets.steps import Steps

    if target.kind == "ssh":
        from showfeed.targets.server import Server

        server = Server(target.name, said, around.environment.get("RSYNC_RSH", ""))
        return Steps(server, take_over=around.take_over)
    from showfeed.targets.object_stores import open_bucket

    bucket = open_bucket(target, around.environment, around.home, around.warn)
    return Steps(bucket, take_over=around.take_over)
