"""The Podcast Index: fetches the feed at once, for the many apps that ask it."""

import json
from typing import TYPE_CHECKING

from showfeed.notify.outcomes import Outcome, Patience
from showfeed.notify.sending import Reply, refused, send

if TYPE_CHECKING:
    from requests import Session

WHOM = "Podcast Index"


def tell(service: str, feed_url: str, over: "Session", patience: Patience) -> Outcome:
    """Tell the index that the feed changed. It knows shows that were added to it, and no key."""
    reply = send(over, patience, "GET", service, params={"url": feed_url})
    status, words = _said(reply)
    if reply.fine and status != "false":
        return Outcome(WHOM, True, "told")
    if reply.fine or words:
        return Outcome(WHOM, False, f"it answers: {words or 'it does not know the feed'}")
    return refused(WHOM, reply)


def _said(reply: Reply) -> tuple[str, str]:
    """Return the status and words of its JSON; statuses come as text or as truth values."""
    try:
        answer = json.loads(reply.text)
        words = " ".join(str(answer.get("description", "")).split())
        shown = "".join(c for c in words if c.isprintable())[:200]
        return str(answer.get("status", "")).lower(), shown
    except (ValueError, AttributeError, RecursionError):
        return "", ""
