"""Places to publish to: what each can do, and what is said where one refuses."""

from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from showfeed.problems import OutsideError
from showfeed.targets.delivery import Delivery
from showfeed.targets.ledger import Ledger
from showfeed.targets.site import Stage

Tell = Callable[[Stage | None, str], None]  # a file went up, or (None) away
Warn = Callable[[str], None]


class Place(Protocol):
    """Somewhere that files are published to."""

    name: str

    def look(self, *, wait: bool) -> Ledger:
        """Return what showfeed put there; *wait* for a publisher that is at work, a while."""
        ...

    def sizes(self, paths: Collection[str]) -> Mapping[str, int]:
        """Return which of *paths* are there at all, whoever put them; -1 for a size unknown."""
        ...

    def take(self, delivery: Delivery, tell: Tell) -> None:
        """Change what *delivery* says, so that a stop at any point leaves a feed that works."""
        ...

    def headers(self, path: str) -> Mapping[str, str]:
        """Return what is said of a file to the place; empty where its web server says it."""
        ...


class Overtaken(OutsideError):
    """Another publisher changed the place meanwhile."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"another publisher is at work on `{name}`\n"
            "    wait until it has ended, then publish again; what is there now works"
        )


def failed(name: str, what: str, hint: str) -> OutsideError:
    """Say why a place could not be brought up to date."""
    return OutsideError(
        f"`{name}`: {what}\n    {hint}; what is there now works, and publishing again goes on"
    )
