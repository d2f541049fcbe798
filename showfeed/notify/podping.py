"""Podping: apps and directories that listen to it fetch the feed within a minute."""

from typing import TYPE_CHECKING

from showfeed.notify.outcomes import Outcome, Patience
from showfeed.notify.sending import refused, send

if TYPE_CHECKING:
    from requests import Session

VARIABLE = "PODPING_TOKEN"
REASONS = ("update", "live", "liveEnd")
WHOM = "podping"


def tell(
    service: str, feed_url: str, token: str, reason: str, medium: str,
    over: "Session", patience: Patience,
) -> Outcome:  # fmt: skip
    """Tell podping that the feed changed, and why. The token is never shown."""
    if not token:
        return Outcome(WHOM, False, f"not told: {VARIABLE} is not set (podping.cloud gives tokens)")
    if not (token.isascii() and token.isprintable()) or " " in token:
        return Outcome(WHOM, False, f"not told: {VARIABLE} holds letters that no token has")
    words = {"url": feed_url, "reason": reason, "medium": medium or "podcast"}
    headers = {"Authorization": token}
    reply = send(over, patience, "GET", service, params=words, headers=headers)
    if reply.fine:
        return Outcome(WHOM, True, f"told ({reason})")
    closed = f"it does not take the token in {VARIABLE}"
    return refused(WHOM, reply, s401=closed, s403=closed)
