"""ID3v2 at the start of an MP3: how long the tag is, and its chapters (CHAP, CTOC).

https://id3.org/id3v2-chapters-1.0; 2.3 writes sizes plainly, 2.4 with seven bits a byte.
"""

from collections.abc import Iterator

from showfeed.sources.audio_bytes import Bytes, HeldBytes

LARGEST = 1_000_000  # bytes of one frame that is read
MANY = 4000  # frames of a tag


def tag_size(source: Bytes) -> int:
    """Return how many bytes the tags at the start take, 0 where there is none."""
    at = 0
    for _ in range(4):  # some programs put a second one behind the first
        head = source.read(at, 10)
        if head[:3] != b"ID3" or len(head) < 10:
            break
        at += 10 + _syncsafe(head[6:10]) + (10 if head[5] & 0x10 else 0)
    return at


def chapters(source: Bytes) -> tuple[tuple[int, str], ...]:
    """Return start in milliseconds and title of the chapters that listeners see, in time order."""
    head = source.read(0, 10)
    if head[:3] != b"ID3" or len(head) < 10 or head[3] not in (3, 4):
        return ()
    found: dict[bytes, tuple[int, str]] = {}
    listed: set[bytes] = set()
    for name, body in _frames(*_body(source, head), head[3], (b"CHAP", b"CTOC")):
        element, _, rest = body.partition(b"\0")
        if name == b"CTOC":
            listed.update(rest[2:].split(b"\0")[: rest[1] if len(rest) > 1 else 0])
        elif len(rest) >= 16:
            inner = HeldBytes(rest)
            titles = [_text(text) for _, text in _frames(inner, 16, len(rest), head[3], (b"TIT2",))]
            found[element] = (int.from_bytes(rest[:4], "big"), titles[0] if titles else "")
    seen = listed & found.keys() or found.keys()  # a chapter outside of the contents is silent
    return tuple(sorted(found[element] for element in seen))


def _body(source: Bytes, head: bytes) -> tuple[Bytes, int, int]:
    """Return where the frames stand: behind the extended header, rid of what hides false syncs."""
    end = 10 + _syncsafe(head[6:10])
    start = 10
    if head[5] & 0x80 and head[3] == 3:
        source = HeldBytes(source.read(0, end).replace(b"\xff\x00", b"\xff"))
        end = source.size
    if head[5] & 0x40:
        size = source.read(10, 4)
        start += _syncsafe(size) if head[3] == 4 else 4 + int.from_bytes(size, "big")
    return source, start, end


def _frames(
    source: Bytes, at: int, end: int, version: int, wanted: tuple[bytes, ...]
) -> Iterator[tuple[bytes, bytes]]:
    """Give name and body of the wanted frames; of the others only the head is read."""
    for _ in range(MANY):
        head = source.read(at, 10)
        if at + 10 > end or len(head) < 10 or not head[:4].isalnum():
            return
        size = _syncsafe(head[4:8]) if version == 4 else int.from_bytes(head[4:8], "big")
        if head[:4] in wanted:
            yield head[:4], source.read(at + 10, min(size, LARGEST))
        at += 10 + size


def _text(body: bytes) -> str:
    """Read a text frame: its encoding, then the text."""
    encoding = {0: "latin-1", 1: "utf-16", 2: "utf-16-be"}.get(body[0] if body else 0, "utf-8")
    return body[1:].decode(encoding, "replace").partition("\0")[0].strip()


def _syncsafe(size: bytes) -> int:
    return sum((byte & 127) << 7 * place for place, byte in enumerate(reversed(size)))
