"""Times of a caption with another arrow than `-->` between them, as word processors make it."""

import re
from collections.abc import Iterator

from showfeed.formats.quoting import quoted
from showfeed.formats.transcripts.reading import Remark
from showfeed.problems import Level

HINT = "write the times like `00:01:02.500 --> 00:01:04.000`"
ARROW = r" *(?:->|[–—]>|→|=+>) *"
CLOCK = r"[0-9]{1,5}:[0-9:.,]+"
WRONG = re.compile(f"^{CLOCK}{ARROW}{CLOCK}$", re.MULTILINE)


def wrong_arrows(text: str) -> Iterator[Remark]:
    """Tell each: its cue would be lost, or its times read as words."""
    for found in WRONG.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"the times of a cue can't be read in {quoted(found[0])}"
        yield Remark(line, 1, "transcript", message, HINT, Level.ERROR)
