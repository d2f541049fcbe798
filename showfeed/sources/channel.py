"""show.yaml alone → the show without its episodes, for what concerns the show as a whole."""

from pathlib import Path

from showfeed.model import Show
from showfeed.problems import Level, ShowfeedError
from showfeed.sources.fields import Fields
from showfeed.sources.folder import show_file
from showfeed.sources.reading import Reading
from showfeed.sources.show_yaml import read_show
from showfeed.sources.yaml_nodes import read_yaml


def load_channel(root: Path) -> Show:
    """Read the show in *root* without its episodes. Raises ShowfeedError where that fails."""
    file = show_file(root)
    reading = Reading(root)
    node, problems = read_yaml(file.name, file.read_bytes())
    reading.problems += problems
    if node is not None:
        fields = Fields(node, reading, "a show")
        show = read_show(fields)
        if fields.complete() and not any(p.level == Level.ERROR for p in reading.problems):
            return show
    raise ShowfeedError(f"`{file}` has mistakes\n    `showfeed check` tells them")
