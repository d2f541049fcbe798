"""What was found in transcripts, by a digest of each: one that did not change is not read again."""

import hashlib
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from showfeed.model import TranscriptForm

if TYPE_CHECKING:
    from showfeed.formats.transcripts import Reading


class Survey(NamedTuple):
    """All that a show needs to know of a transcript without mistakes, besides its text."""

    form: str
    timed: bool
    end: int
    speakers: tuple[str, ...]
    longest: int
    language: str


class Surveys:
    """The surveys of earlier builds, and in *met* those that this one asked for."""

    def __init__(self, known: Mapping[str, Survey] | None = None) -> None:
        self._known = known or {}
        self.met: dict[str, Survey] = {}

    def read(self, name: str, content: bytes, declared: Collection[str]) -> "Reading":
        """Return what `transcripts.read` does. What has mistakes is read every time."""
        from showfeed.formats import transcripts
        from showfeed.formats.transcripts.reading import decode

        key = digest(name, content, declared)
        if key in self._known:
            found = self.met[key] = self._known[key]
            form, text = TranscriptForm(found.form), decode(content)[0]
            return transcripts.Reading(text=text, **{**found._asdict(), "form": form})
        reading = transcripts.read(name, content, declared)
        if not reading.problems:
            kept = {field: getattr(reading, field) for field in Survey._fields}
            self.met[key] = Survey(**{**kept, "form": reading.form.value})
        return reading


def digest(name: str, content: bytes, declared: Collection[str]) -> str:
    """Return a digest of all that a survey depends on, the program apart."""
    about = (name.rpartition(".")[2].lower(), sorted(declared))
    whole = hashlib.sha256(repr(about).encode("utf-8", "surrogatepass") + b"\0")
    whole.update(content)
    return whole.hexdigest()
