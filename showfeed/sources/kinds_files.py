"""Fields that name a file of the folder, or an address: pictures and audio."""

from dataclasses import replace
from pathlib import Path

from showfeed.formats.quoting import quoted
from showfeed.formats.urls import parse_url
from showfeed.model import Audio, Picture
from showfeed.problems import Malformed, Origin
from showfeed.sources.kinds import text_of
from showfeed.sources.pictures import inside, read_picture
from showfeed.sources.reading import Kind, Reading
from showfeed.sources.yaml_nodes import Node

LARGEST = 20_000_000  # bytes of a transcript or a chapter file


def locate(href: str, reading: Reading) -> str:
    """Return the path from the root: beside the episode's file first, then from the folder."""
    beside = reading.root / reading.beside / href
    if not href.startswith("/") and ".." not in Path(href).parts:
        reading.inputs.add(beside)
        if reading.beside and _is_there(beside):
            return reading.beside + href
        reading.inputs.add(reading.root / href)
    return href


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def read_file(href: str, reading: Reading) -> tuple[str, bytes]:
    """Return a file's path from the root, and its bytes. Raises Malformed."""
    if "://" in href:
        raise Malformed(
            f"{quoted(href)} is an address, and this is read from a file",
            "download it, put it beside the episode's file and write its name",
        )
    path = locate(href, reading)
    file = inside(reading.root, path)
    try:
        if file.stat().st_size > LARGEST:
            raise Malformed(f"{quoted(href)} is over 20 MB", "is it the right file?")
        return path, file.read_bytes()
    except OSError as error:
        raise Malformed(
            f"there is no file {quoted(href)}",
            "write its path from the episode's file, or from the show's folder",
        ) from error


def _picture(node: Node, reading: Reading) -> Picture:
    href = text_of(node)
    if "://" in href:
        return Picture(parse_url(href), origin=Origin(node.place))
    picture = read_picture(reading.root, locate(href, reading))
    return replace(picture, origin=Origin(node.place))


def _audio(node: Node, reading: Reading) -> Audio:
    href = text_of(node)
    if "://" in href:
        return Audio(parse_url(href), origin=Origin(node.place))
    path = locate(href, reading)
    inside(reading.root, path)
    return Audio(path, origin=Origin(node.place))


PICTURE = Kind("picture", _picture, lambda: {"type": "string"}, Picture("cover.jpg"))
AUDIO = Kind("audio", _audio, lambda: {"type": "string"}, Audio("media/001.mp3"))
