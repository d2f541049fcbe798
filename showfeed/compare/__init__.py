"""Show × Show → what subscribers will see. Pure: where both come from is the caller's matter."""

from showfeed.compare.changes import Change, Changes, FileHeard, Heard, Named, Subject
from showfeed.compare.comparing import compare

__all__ = ["Change", "Changes", "FileHeard", "Heard", "Named", "Subject", "compare"]
