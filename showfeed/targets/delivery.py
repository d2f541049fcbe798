"""What a publication would change at a place, decided from two lists and nothing else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from showfeed.problems import ShowfeedError
from showfeed.targets.ledger import Ledger
from showfeed.targets.site import Site, Stage


@dataclass(frozen=True)
class Delivery:
    """The files that go up, stage by stage, and those that go away after the feed."""

    site: Site
    there: Ledger
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    stages: Mapping[Stage, tuple[str, ...]] = field(default_factory=dict)

    @property
    def paths(self) -> tuple[str, ...]:
        """Return all that goes up, in the order in which it does."""
        return tuple(path for stage in self.stages.values() for path in stage)

    @property
    def size(self) -> int:
        """Return how many bytes go up."""
        return sum(self.site.files[path].size for path in self.paths)

    @property
    def idle(self) -> bool:
        """Tell whether there is nothing to do, not even after a publisher that was cut off."""
        return not (self.stages or self.removed or self.there.publisher)


def deliver(site: Site, there: Ledger, keep: Collection[str] = ()) -> Delivery:
    """Compare what was built with what is there; *keep* is never removed.

    What an interrupted publisher left goes up again or away: nobody knows what it holds.
    """
    old, pending = there.files, there.pending
    differing = [path for path, file in site.files.items() if old.get(path) != file]
    stages: dict[Stage, tuple[str, ...]] = {}
    for stage in Stage:
        if paths := sorted(path for path in differing if site.stage(path) is stage):
            stages[stage] = tuple(paths)
    ours = old.keys() | pending.keys()
    return Delivery(
        site,
        there,
        new=tuple(sorted(path for path in differing if path not in ours)),
        changed=tuple(sorted(path for path in differing if path in ours)),
        removed=tuple(sorted(ours - site.files.keys() - set(keep))),
        stages=stages,
    )


def missing(
    site: Site, there: Ledger, named: Mapping[str, int], foreign: Mapping[str, int]
) -> ShowfeedError | None:
    """Say which audio of the feed would be nowhere, or another than the lock knows.

    *named* is what the feed names below its own address; *foreign* the size of those files at the
    place that others put there, -1 where it can't be told.
    """
    absent, other, edited = [], [], []
    for path, length in sorted(named.items()):
        if built := site.files.get(path):
            if length and built.size != length:
                edited.append(f"{path} ({built.size} bytes, {length} in the feed)")
            continue
        size = there.files[path].size if path in there.files else foreign.get(path)
        if size is None:
            absent.append(path)
        elif length and size not in (length, -1):
            other.append(f"{path} ({size} bytes there, {length} in showfeed.lock)")
    if edited:
        return _stop("audio that was built is another than the feed says", edited)
    if absent:
        return _stop("audio that the feed names is neither here nor there", absent)
    if other:
        return _stop("audio that is only there is another than showfeed.lock knows", other)
    return None


def _stop(what: str, paths: list[str]) -> ShowfeedError:
    listed = "\n".join(f"      {path}" for path in paths[:10])
    more = f"\n      … {len(paths) - 10} more" if len(paths) > 10 else ""
    return ShowfeedError(
        f"{what}:\n{listed}{more}\n"
        "    nothing was published; put it into the show's folder, or name its address in `audio:`"
    )
