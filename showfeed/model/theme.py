"""The theme: what of a site's look is the author's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from showfeed.problems import NOWHERE, Origin

Forms = tuple[tuple[str, str], ...]  # of a word that has several: by plural, or by role


@dataclass(frozen=True)
class ThemeFile:
    """A file that goes into the site as it is: its path below the theme, and its SHA-256."""

    path: str
    file: Path = field(compare=False, repr=False)
    digest: str


@dataclass(frozen=True)
class Theme:
    """Templates, styles and scripts that replace those of the same name; words; other files."""

    folder: str
    templates: Mapping[str, str] = field(default_factory=dict)
    assets: Mapping[str, bytes] = field(default_factory=dict)
    words: tuple[tuple[str, "str | Forms"], ...] = ()
    files: tuple[ThemeFile, ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)
