"""Times of cues as the timed formats write them."""

from showfeed.model import Cue


def clock(milliseconds: int) -> str:
    """Write a time as `HH:MM:SS.mmm`.

    >>> clock(3723500)
    '01:02:03.500'
    """
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}.{rest:03}"


def clocks(cues: list[Cue]) -> list[tuple[str, str]]:
    """Return start and end of every cue; made once for all formats."""
    return [(clock(cue.start), clock(cue.end)) for cue in cues]


def decimal(milliseconds: int) -> str:
    """Write a time in seconds, as JSON takes it.

    >>> decimal(3500), decimal(2000)
    ('3.5', '2')
    """
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds}.{rest:03}".rstrip("0") if rest else str(seconds)
