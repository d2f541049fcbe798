"""The feedgen extensions of our feed, in the order in which their tags stand."""

from typing import Any

from showfeed.outputs.atom_extension import AtomExtension
from showfeed.outputs.itunes_extension import ItunesEntryExtension, ItunesExtension
from showfeed.outputs.podcast_entry_extension import PodcastEntryExtension
from showfeed.outputs.podcast_extension import PodcastExtension
from showfeed.outputs.psc_extension import PscEntryExtension, PscExtension

# The name `podcast` is taken by feedgen's own iTunes extension.
EXTENSIONS: tuple[tuple[str, Any, Any], ...] = (
    ("atom", AtomExtension, None),
    ("itunes", ItunesExtension, ItunesEntryExtension),
    ("p20", PodcastExtension, PodcastEntryExtension),
    ("psc", PscExtension, PscEntryExtension),
)
