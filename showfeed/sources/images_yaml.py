"""podcast:image, as its fields are written."""

from showfeed.model import ImageTag
from showfeed.sources.fields import Fields, either, mapping
from showfeed.sources.kinds import MEDIA_TYPE, TEXT, matching, whole_number
from showfeed.sources.kinds_files import PICTURE
from showfeed.sources.reading import Kind
from showfeed.sources.tags_yaml import from_text
from showfeed.sources.yaml_nodes import Sequence

RATIO = matching(
    "picture",
    r"[0-9]+(\.[0-9]+)?(\s*/\s*[0-9]+(\.[0-9]+)?)?",
    "a shape",
    "write width and height, as in `16/9`",
    "1/1",
)
PURPOSES: Kind[tuple[str, ...]] = Kind(
    "text",
    lambda node, reading: tuple(
        word
        for item in (node.items if isinstance(node, Sequence) else (node,))
        for word in TEXT.read(item, reading).split()
    ),
    lambda: {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    (),
)


def _read_image(fields: Fields) -> ImageTag:
    return ImageTag(
        picture=fields.must("href", PICTURE, "A file of the folder, or an address."),
        alt=fields.may("alt", TEXT, "", "What it shows, for who can't see it."),
        aspect_ratio=fields.may("aspect_ratio", RATIO, "", "Its shape, as in `16/9`."),
        width=fields.may("width", whole_number(1), None, "Pixels."),
        height=fields.may("height", whole_number(1), None, "Pixels."),
        type=fields.may("type", MEDIA_TYPE, "", "Its media type."),
        purpose=fields.may("purpose", PURPOSES, (), "What it is for: artwork, banner, …"),
        origin=fields.origin,
    )


IMAGE: Kind[ImageTag] = either(
    from_text(PICTURE, lambda picture, origin: ImageTag(picture, origin=origin)),
    mapping("an image", _read_image, ImageTag(PICTURE.example)),
)
