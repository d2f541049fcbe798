"""A place where one file after another changes, brought up to date without breaking its feed."""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol
from uuid import uuid4

from showfeed.targets.delivery import Delivery
from showfeed.targets.ledger import Ledger
from showfeed.targets.places import Overtaken, Tell
from showfeed.targets.site import File, Site

HEARTBEAT = 15.0  # seconds between two signs of life of a publisher
PATIENCE = 60.0  # and how long one without any is waited for


class Store(Protocol):
    """What can be done at such a place."""

    name: str

    def read(self) -> tuple[Ledger, str]:
        """Return the list that lies there, and which version of it that is: "" where none is."""
        ...

    def write(self, ledger: Ledger, version: str) -> str:
        """Put the list in place of that *version* alone, and return the new one.

        Raises Overtaken where another wrote meanwhile.
        """
        ...

    def sizes(self, paths: Collection[str]) -> Mapping[str, int]:
        """Return which of *paths* are there, and how large."""
        ...

    def send(self, site: Site, paths: Sequence[str]) -> Iterator[str]:
        """Put files there; give each path when it is up, and "" now and then while waiting."""
        ...

    def remove(self, paths: Sequence[str]) -> None:
        """Take files away; those that are gone already don't matter."""
        ...

    def headers(self, path: str) -> Mapping[str, str]:
        """Return what is said of a file to the place."""
        ...


class Steps:
    """A Place made of a Store. While it works, the list there says so, and what is not sure.

    The list is written only in place of the version that was read: two never work at once. One
    that fell silent is waited for, then taken over; clocks of two machines are never compared.
    """

    def __init__(
        self,
        store: Store,
        *,
        take_over: bool = False,
        patience: float = PATIENCE,
        heartbeat: float = HEARTBEAT,
    ) -> None:
        self.name = store.name
        self._store = store
        self._patience = 0.0 if take_over else patience
        self._heartbeat = heartbeat

    def look(self, *, wait: bool) -> Ledger:
        """Return what showfeed put there, as soon as nobody is at work."""
        ledger, _ = self._store.read()
        until = time.monotonic() + self._patience
        while wait and ledger.publisher and time.monotonic() < until:
            time.sleep(min(2.0, self._patience / 5))
            now, _ = self._store.read()
            if now.publisher and now.serial != ledger.serial:
                raise Overtaken(self.name)
            ledger = now
        return ledger

    def sizes(self, paths: Collection[str]) -> Mapping[str, int]:
        """Return which of *paths* are there, and how large."""
        return self._store.sizes(paths) if paths else {}

    def headers(self, path: str) -> Mapping[str, str]:
        """Return what is said of a file to the place."""
        return self._store.headers(path)

    def take(self, delivery: Delivery, tell: Tell) -> None:
        """Send stage after stage, then take away what is not wanted."""
        with self._claim(delivery) as claim:
            for stage, paths in delivery.stages.items():
                for path in self._store.send(delivery.site, paths):
                    if path:
                        claim.done[path] = delivery.site.files[path]
                        tell(stage, path)
                    if time.monotonic() - claim.saved > self._heartbeat:
                        claim.save()
                claim.save()  # what follows is done only while the place is still ours
            if delivery.removed:
                self._store.remove(delivery.removed)
            for path in delivery.removed:
                claim.gone.add(path)
                tell(None, path)

    @contextmanager
    def _claim(self, delivery: Delivery) -> "Iterator[_Claim]":
        ledger, version = self._store.read()
        if ledger.serial != delivery.there.serial:
            raise Overtaken(self.name)
        claim = _Claim(self._store, ledger, version, delivery)
        claim.save()
        try:
            yield claim
        except Overtaken:
            raise
        except BaseException:
            _let_go(claim)
            raise
        claim.save(over=True)


class _Claim:
    """This publisher's hold on a place: the list as it stands, renewed as work goes on."""

    def __init__(self, store: Store, ledger: Ledger, version: str, delivery: Delivery) -> None:
        site = delivery.site.files
        unsure = {path: site[path] for path in delivery.paths}
        unsure |= {path: File("", 0) for path in delivery.removed}
        self._store, self._version = store, version
        self._pending = {**ledger.pending, **unsure}
        self._files = {path: file for path, file in ledger.files.items() if path not in unsure}
        self._publisher = uuid4().hex
        self.saved = 0.0
        self.done: dict[str, File] = {}
        self.gone: set[str] = set()

    def save(self, *, over: bool = False) -> None:
        """Write what is known now. Raises Overtaken where another took the place over."""
        known = self.done.keys() | self.gone
        pending = {path: file for path, file in self._pending.items() if path not in known}
        publisher = "" if over else self._publisher
        ledger = Ledger({**self._files, **self.done}, pending, publisher, uuid4().hex)
        self._version = self._store.write(ledger, self._version)
        self.saved = time.monotonic()


def _let_go(claim: _Claim) -> None:
    """Note how far it went, so that the next need not wait. The failure itself is told."""
    try:
        claim.save(over=True)
    except Exception:
        return
