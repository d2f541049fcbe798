"""Stretches of the audio with their own recipients follow one another.

Where two overlap, apps pay only one of them; each names people or another feed, never both.
(Podcast namespace: valueTimeSplit.)
"""

from collections.abc import Iterator
from itertools import pairwise

from showfeed.formats.timecode import format_timecode
from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = """\
value:
  recipients:
    - {name: Anna, type: lnaddress, address: anna@rivers.example, split: 1}
  time_splits:
    - start: 1:00
      duration: 1:00
      recipients: [{name: Bob, type: lnaddress, address: bob@rivers.example, split: 1}]
    - start: 1:30
      duration: 1:00
      recipients: [{name: Cy, type: lnaddress, address: cy@rivers.example, split: 1}]
"""
GOOD = BAD.replace("start: 1:30", "start: 2:00")


def check(show: Show) -> Iterator[Problem]:
    """Compare each stretch with the one before it, and look at whom it names."""
    for part in show.parts:
        splits = part.value.time_splits if part.value else ()
        for split in splits:
            if bool(split.recipients) == (split.remote_item is not None):
                yield Problem(
                    split.origin.place,
                    "value-time-split",
                    "a time split pays either recipients or another feed",
                    "write `recipients:` or `remote_item:`",
                )
        for above, split in pairwise(sorted(splits, key=lambda split: split.start)):
            if split.start < above.start + above.duration:
                yield Problem(
                    split.origin.at("start"),
                    "value-time-split",
                    f"the split at {format_timecode(split.start)} begins before the one at "
                    f"{format_timecode(above.start)} ends",
                    f"start at `{format_timecode(above.start + above.duration)}`, or shorten that",
                    Level.WARNING,
                )
