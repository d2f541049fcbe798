"""Pictures: a file of the folder or an address, and what is known of it."""

from dataclasses import dataclass, field
from pathlib import Path

from showfeed.problems import NOWHERE, Origin


@dataclass(frozen=True)
class PictureFacts:
    """What was read from a picture's header: pixels, MIME type, colour mode, bytes, SHA-256."""

    width: int
    height: int
    type: str
    mode: str
    size: int
    digest: str


@dataclass(frozen=True)
class Picture:
    """A picture as the author named it: an https address, or a path below the show's folder.

    *file* is where the bytes are (None for an address); *facts* is None where nothing was read.
    """

    href: str
    file: Path | None = field(default=None, compare=False, repr=False)
    facts: PictureFacts | None = None
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)

    @property
    def remote(self) -> bool:
        """Tell whether the picture stays on another server."""
        return self.href.startswith(("https://", "http://"))


@dataclass(frozen=True)
class ImageTag:
    """podcast:image: another picture of the show or episode, with its purpose and shape."""

    picture: Picture
    alt: str = ""
    aspect_ratio: str = ""
    width: int | None = None
    height: int | None = None
    type: str = ""
    purpose: tuple[str, ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)
