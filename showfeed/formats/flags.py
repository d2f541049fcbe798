"""Yes and no."""

from showfeed.formats.quoting import quoted
from showfeed.problems import Malformed

FLAGS = {"yes": True, "true": True, "no": False, "false": False}


def parse_flag(text: str) -> bool:
    """Read yes or no.

    >>> parse_flag("Yes"), parse_flag("false")
    (True, False)
    """
    flag = FLAGS.get(text.strip().lower())
    if flag is None:
        raise Malformed(f"{quoted(text)} is neither yes nor no", "write `yes` or `no`")
    return flag


def format_flag(flag: bool) -> str:
    """Write yes or no.

    >>> format_flag(True)
    'yes'
    """
    return "yes" if flag else "no"
