"""What one build may leave for the next, by a digest of what it was made from."""

from typing import Protocol


class Memory(Protocol):
    """Values that cost much to find out; whoever keeps them may lose any at any time."""

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key, None where there is nothing."""
        ...

    def keep(self, key: str, value: bytes) -> None:
        """Keep a value for the next build. The key must tell all that it depends on."""
        ...


class Forgetful:
    """No memory: everything is found out anew."""

    def get(self, key: str) -> bytes | None:
        """Know nothing."""
        return None

    def keep(self, key: str, value: bytes) -> None:
        """Keep nothing."""
