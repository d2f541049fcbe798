"""The list in object storage of what showfeed put there; only the one that was read is replaced."""

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from showfeed.targets.ledger import PATH, Ledger, format_ledger, parse_ledger
from showfeed.targets.places import Overtaken, Warn, failed

if TYPE_CHECKING:
    from obstore.store import ObjectStore

NO_BUCKET = ("NoSuchBucket", "ContainerNotFound", "bucket does not exist")


class KeptList:
    """The list in a bucket. *told* turns what the store says into words."""

    def __init__(
        self,
        name: str,
        store: "ObjectStore",
        attributes: Mapping[str, str],
        told: "Callable[[], AbstractContextManager[None]]",
        warn: Warn,
    ) -> None:
        self.name = name
        self._store, self._attributes = store, dict(attributes)
        self._told, self._warn = told, warn
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
                    attributes=self._attributes,
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
                self._store, PATH, format_ledger(ledger), attributes=self._attributes
            )
        return _version(done)


def _version(meta: Any) -> str:
    """Return what a later write must find, as S3 (ETag) and Google (generation) want it."""
    return json.dumps({k: meta[k] for k in ("e_tag", "version") if meta[k] not in (None, "null")})
