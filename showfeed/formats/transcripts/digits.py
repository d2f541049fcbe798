"""Times of a thousand lines read at once: long integers add faster than Python loops."""

import struct

LANE = 4  # bytes for each number; 99:59:59.999 needs 29 bits of them
# Where the digits of `HH:MM:SS.mmm` stand, and the milliseconds that each is worth.
DIGITS = (
    (0, 36_000_000),
    (1, 3_600_000),
    (3, 600_000),
    (4, 60_000),
    (6, 10_000),
    (7, 1000),
    (9, 100),
    (10, 10),
    (11, 1),
)
WORTH = bytes.maketrans(b"0123456789", bytes(range(10)))


def milliseconds(lines: bytes, at: int, width: int) -> list[int]:
    """Return the time `HH:MM:SS.mmm` that stands at *at* in each of the lines of one *width*.

    Every digit of a line adds what it is worth to that line's lane of one long integer. No lane
    can run over into the next.

    >>> milliseconds(b"00:00:01.500;01:00:02.000;", 0, 13)
    [1500, 3602000]
    """
    values = lines.translate(WORTH)
    total, lanes = 0, bytearray(LANE * (len(lines) // width))
    for place, worth in DIGITS:
        lanes[::LANE] = values[at + place :: width]
        total += worth * int.from_bytes(lanes, "little")
    return list(struct.unpack(f"<{len(lanes) // LANE}I", total.to_bytes(len(lanes), "little")))
