"""What `publish` shows: the steps of a plan, and how far it is on a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from showfeed.targets.delivery import Delivery
    from showfeed.targets.places import Place, Tell
    from showfeed.targets.site import Stage

KILO = 1000


def described(delivery: "Delivery", place: "Place") -> dict[str, Any]:
    """Return a plan as values: every file with its stage, in the order in which it goes."""
    new = set(delivery.new)
    return {
        "files": len(delivery.site.files),
        "bytes": delivery.size,
        "new": delivery.new,
        "changed": delivery.changed,
        "removed": delivery.removed,
        "steps": [
            {
                "stage": stage.value,
                "do": "new" if path in new else "changed",
                "path": path,
                "size": delivery.site.files[path].size,
                "headers": dict(place.headers(path)),
            }
            for stage, paths in delivery.stages.items()
            for path in paths
        ]
        + [{"stage": "removals", "do": "removed", "path": path} for path in delivery.removed],
    }


def steps(done: dict[str, Any]) -> Iterator[str]:
    """Give a plan as lines, a heading before each stage."""
    stage = ""
    marks = {"new": "+", "changed": "~", "removed": "-"}
    for step in done["steps"]:
        if step["stage"] != stage:
            stage = step["stage"]
            yield stage
        size = f"  {format_size(step['size'])}" if "size" in step else ""
        headers = "".join(f"  {value}" for value in step.get("headers", {}).values())
        yield f"  {marks[step['do']]} {step['path']}{size}{headers}"


def format_size(size: int) -> str:
    """Write bytes for people.

    >>> format_size(999), format_size(41_234_567)
    ('999 B', '41.2 MB')
    """
    amount = float(size)
    for unit in ("B", "kB", "MB"):
        if amount < KILO:
            return f"{amount:.0f} B" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= KILO
    return f"{amount:.1f} GB"


@contextmanager
def bar(delivery: "Delivery", *, shown: bool) -> "Iterator[Tell]":
    """Show on a terminal how much went up; elsewhere nothing."""
    if not shown or not sys.stderr.isatty() or delivery.idle:
        yield lambda stage, path: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:12}"), BarColumn(), DownloadColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as progress:
        task = progress.add_task("publishing", total=delivery.size or 1)

        def tell(stage: "Stage | None", path: str) -> None:
            if stage is None:
                progress.update(task, description="removals")
            else:
                size = delivery.site.files[path].size
                progress.update(task, description=stage.value, advance=size)

        yield tell
