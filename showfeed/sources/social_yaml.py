"""Where listeners talk, and which services may list the show: social, chat, block."""

from showfeed.formats.taxonomy import CHAT_PROTOCOLS, SERVICES, SOCIAL_PROTOCOLS
from showfeed.model import Block, Chat, SocialInteract
from showfeed.problems import Origin
from showfeed.sources.fields import Fields, mapping
from showfeed.sources.kinds import NUMBER, TEXT, URI, URL, YES_NO, choice, matching, text_of
from showfeed.sources.reading import Kind, Reading
from showfeed.sources.yaml_nodes import Mapping, Node, Scalar, Sequence

HOST = matching(
    "chat",
    r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]+)?",
    "a server's name",
    "write it without `https://`, as in `irc.example.com`",
    "irc.example.com",
)


def _read_social(fields: Fields) -> SocialInteract:
    protocol = fields.must("protocol", choice("social", *SOCIAL_PROTOCOLS), "Which network.")
    disabled = protocol == "disabled"
    return SocialInteract(
        protocol,
        fields.may("uri", URI, "", "The post's address.")
        if disabled
        else fields.must("uri", URI, "The post's address."),
        fields.may("account_id", TEXT, "", "Who posted it."),
        fields.may("account_url", URL, "", "Their page."),
        fields.may("priority", NUMBER, None, "Which comes first: 1 before 2."),
        fields.origin,
    )


def _read_chat(fields: Fields) -> Chat:
    return Chat(
        fields.must("server", HOST, "The server's name."),
        fields.must("protocol", choice("chat", *CHAT_PROTOCOLS), "How it is spoken to."),
        fields.may("account_id", TEXT, "", "The show's account there."),
        fields.may("space", TEXT, "", "The room."),
        fields.origin,
    )


def _block(node: Node, reading: Reading) -> tuple[Block, ...]:
    """Read yes/no for all, names of services, or a service's yes/no each."""
    slug = choice("block", *SERVICES)
    if isinstance(node, Mapping):
        return tuple(
            Block(YES_NO.read(v, reading), _slug(k, slug, reading, node), Origin(v.place))
            for k, v in node.values.items()
        )
    if isinstance(node, Sequence):
        return tuple(Block(True, slug.read(i, reading), Origin(i.place)) for i in node.items)
    if text_of(node).lower() in SERVICES:
        return (Block(True, slug.read(node, reading), Origin(node.place)),)
    return (Block(YES_NO.read(node, reading), "", Origin(node.place)),)


def _slug(name: str, slug: Kind[str], reading: Reading, node: Mapping) -> str:
    return slug.read(Scalar(node.keys[name], name), reading)


SOCIAL = mapping("a social post", _read_social, SocialInteract("activitypub"))
CHAT = mapping("a chat", _read_chat, Chat("irc.example.com", "irc"))
BLOCK: Kind[tuple[Block, ...]] = Kind(
    "block",
    _block,
    lambda: {
        "anyOf": [
            YES_NO.schema(),
            choice("block", *SERVICES).schema(),
            {"type": "array", "items": choice("block", *SERVICES).schema()},
            {
                "type": "object",
                "propertyNames": {"enum": sorted(SERVICES)},
                "additionalProperties": YES_NO.schema(),
            },
        ]
    },
    (),
)
