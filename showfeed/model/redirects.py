"""Pages that stood elsewhere."""

from dataclasses import dataclass, field

from showfeed.problems import NOWHERE, Origin


@dataclass(frozen=True)
class Redirect:
    """An old path below the show's address, and where it leads: "" is the episode's own page.

    *to* is a path below the show's address too, or an address elsewhere.
    """

    path: str
    to: str = ""
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)
