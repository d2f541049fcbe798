"""Bring a place up to date: what the feed names first, the feed last, removals after."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from showfeed.artifacts import Artifact, Plan, Rank
from showfeed.problems import ShowfeedError


class Target(Protocol):
    """A place. One that stages is a context manager too: it commits when it is left in peace."""

    def there(self) -> Mapping[str, str]:
        """Return path and digest of every file that we put there."""
        ...

    def put(self, artifact: Artifact) -> bool | None:
        """Put a file there, new or in place of an older one; False if its bytes were there."""
        ...

    def remove(self, path: str) -> None:
        """Take away a file that we put there."""
        ...


def publish(artifacts: Iterable[Artifact], target: Target, keep: Iterable[str] = ()) -> Plan:
    """Make the place hold *artifacts* and return what that changed; *keep* is never removed.

    Files are put as they come, so that a large show is never held whole; feeds wait for the end.
    """
    staged = target if isinstance(target, AbstractContextManager) else nullcontext()
    with staged:
        there = target.there()
        digests: dict[str, str] = {}
        met: set[str] = set()
        same: set[str] = set()
        feeds = []
        for artifact in artifacts:
            digest = artifact.digest
            if digests.setdefault(artifact.path, digest) != digest:
                raise _refuse_two(artifact.path)
            if artifact.path in met or there.get(artifact.path) == digest:
                continue
            met.add(artifact.path)
            known = Artifact(artifact.path, artifact.content, artifact.rank, digest)
            if artifact.rank == Rank.FEED:
                feeds.append(known)
            elif target.put(known) is False:
                same.add(artifact.path)
        for feed in feeds:
            target.put(feed)
        removed = sorted(there.keys() - digests.keys() - set(keep))
        for path in removed:
            target.remove(path)
        put = [
            path
            for path, digest in digests.items()
            if there.get(path) != digest and path not in same
        ]
        return Plan(
            new=tuple(sorted(path for path in put if path not in there)),
            changed=tuple(sorted(path for path in put if path in there)),
            removed=tuple(removed),
        )


def _refuse_two(path: str) -> ShowfeedError:
    return ShowfeedError(
        f"two different files would both be `{path}`\n"
        "    give one of the two episodes or pictures another name or `slug:`"
    )
