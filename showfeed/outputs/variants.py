"""Artifacts → the same with gzip and brotli beside every text, for servers that send those."""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

from showfeed.artifacts import Artifact
from showfeed.formats.web_files import shrinks

SMALLEST = 256  # bytes; smaller text gains nothing

# The packed bytes depend on these and on the text alone: a new level makes new files.
GZIP_LEVEL = 9
BROTLI_QUALITY = 9  # 10 and 11 cost forty times the work for a tenth fewer bytes


def with_variants(artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
    """Give every artifact, and a `.gz` and `.br` after each text; packed only if it changed."""
    for artifact in artifacts:
        content = artifact.content
        small = isinstance(content, bytes) and len(content) < SMALLEST
        if small or not shrinks(artifact.path):
            yield artifact
            continue
        digest = artifact.digest
        if callable(content):  # made once for all three
            once = lru_cache(maxsize=1)(partial(_whole, content))
            artifact = Artifact(artifact.path, once, artifact.rank, digest)
        yield artifact
        for ending, pack in PACKERS.items():
            yield Artifact(
                artifact.path + ending,
                partial(_packed, pack, artifact),
                artifact.rank,
                f"{ending[1:]}9:{digest}",
            )


def _whole(content: Callable[[], Iterable[bytes]]) -> tuple[bytes, ...]:
    return tuple(content())


def _packed(pack: Callable[[bytes], bytes], artifact: Artifact) -> Iterator[bytes]:
    yield pack(b"".join(artifact.pieces()))


def gzip(content: bytes) -> bytes:
    """Pack with gzip; without name and time, and with no word about the machine (RFC 1952).

    >>> gzip(b"")[:10]
    b'\\x1f\\x8b\\x08\\x00\\x00\\x00\\x00\\x00\\x02\\xff'
    """
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, -15)
    head = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
    end = struct.pack("<LL", zlib.crc32(content), len(content) & 0xFFFFFFFF)
    return head + packer.compress(content) + packer.flush() + end


def brotli(content: bytes) -> bytes:
    """Pack with brotli."""
    import brotli

    packed: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    return packed


PACKERS = {".gz": gzip, ".br": brotli}
