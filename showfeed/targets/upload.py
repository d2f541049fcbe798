"""A built site → a place: what differs goes there, or it is said why nothing does."""

from collections.abc import Mapping

from showfeed.problems import ShowfeedError
from showfeed.targets.delivery import Delivery, deliver, missing
from showfeed.targets.places import Place, Tell
from showfeed.targets.site import Site


def plan_upload(
    site: Site, place: Place, named: Mapping[str, int], *, adopt: bool, wait: bool
) -> Delivery:
    """Find out what differs. Raises where audio would be missing, or others' files are in the way.

    *named* is the audio that the feed names below its own address; what of it is only there stays.
    """
    there = place.look(wait=wait)
    elsewhere = named.keys() - site.files.keys()
    delivery = deliver(site, there, elsewhere)
    strange = set(delivery.new) if not adopt else set()
    sizes = place.sizes(sorted(strange | (elsewhere - there.files.keys())))
    if problem := missing(site, there, named, sizes):
        raise problem
    if ways := sorted(strange & sizes.keys()):
        raise _in_the_way(place.name, ways)
    return delivery


def upload(delivery: Delivery, place: Place, tell: Tell) -> None:
    """Change the place where there is anything to change."""
    if not delivery.idle:
        place.take(delivery, tell)


def _in_the_way(name: str, paths: list[str]) -> ShowfeedError:
    listed = "\n".join(f"      {path}" for path in paths[:10])
    more = f"\n      … {len(paths) - 10} more" if len(paths) > 10 else ""
    return ShowfeedError(
        f"these are at `{name}` already, and showfeed did not put them there:\n{listed}{more}\n"
        "    nothing was published; delete them there, or take them over with `--adopt`"
    )
