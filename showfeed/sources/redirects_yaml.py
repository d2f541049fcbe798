"""Where pages stood before: `redirects` of a show, `moved_from` of an episode."""

from showfeed.formats.old_paths import parse_new_place, parse_old_path
from showfeed.model import Redirect
from showfeed.problems import Malformed, Origin
from showfeed.sources.kinds import text_of
from showfeed.sources.reading import Kind, Reading, Schema
from showfeed.sources.yaml_nodes import Mapping, Node

NO_PATTERN = r"[^?#*\\\s][^?#*\\]*"
OLD: Schema = {"type": "string", "pattern": rf"^\s*{NO_PATTERN}\s*$"}
NUMBER: Schema = {"type": "number"}  # YAML's word for the path `2024`


def _old_path(node: Node, reading: Reading) -> Redirect:
    return Redirect(parse_old_path(text_of(node), reading.site), origin=Origin(node.place))


OLD_PATH: Kind[Redirect] = Kind(
    "redirect", _old_path, lambda: {"anyOf": [OLD, NUMBER]}, Redirect("2024/04/ethics")
)


def _redirects(node: Node, reading: Reading) -> tuple[Redirect, ...]:
    if not isinstance(node, Mapping):
        raise Malformed(
            "redirects are lines, each of an old path and where it leads",
            "write them below the name, as in `/old/page: /episodes/001-first/`",
        )
    found = []
    for old, new in node.values.items():
        place = node.keys[old]
        try:
            path = parse_old_path(old.strip(), reading.site)
            place = new.place
            to = parse_new_place(text_of(new), reading.site)
        except Malformed as error:
            reading.note(place, "redirect", error.message, error.hint)
            continue
        origin = Origin(node.keys[old], {"path": node.keys[old], "to": new.place})
        found.append(Redirect(path, to, origin))
    return tuple(found)


REDIRECTS: Kind[tuple[Redirect, ...]] = Kind(
    "redirect",
    _redirects,
    lambda: {
        "type": "object",
        "propertyNames": {"pattern": OLD["pattern"]},
        "additionalProperties": {"anyOf": [{"type": "string", "pattern": r"\S"}, NUMBER]},
    },
    (),
)
