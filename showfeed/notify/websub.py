"""A WebSub hub: it fetches the feed and sends it to everybody who follows it there.

https://www.w3.org/TR/websub leaves open how a publisher tells its hub; all take this form.
"""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from showfeed.notify.outcomes import Outcome, Patience
from showfeed.notify.sending import refused, send

if TYPE_CHECKING:
    from requests import Session


def tell(hub: str, feed_url: str, over: "Session", patience: Patience) -> Outcome:
    """Tell the hub that the feed changed."""
    form = {"hub.mode": "publish", "hub.url": feed_url}
    reply = send(over, patience, "POST", hub, data=form)
    whom = f"hub {urlsplit(hub).hostname}"
    if reply.fine:
        return Outcome(whom, True, "told")
    return refused(whom, reply, s404="no hub is there; look at `hub` under `feed` in show.yaml")
