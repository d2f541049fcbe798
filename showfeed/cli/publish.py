"""`showfeed publish`: build, check, and put what differs where the world sees it."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from showfeed.cli import report
from showfeed.cli.build import build_show
from showfeed.cli.options import HERE, Accept, At, Json, Locked, Offline, Out, Quiet, Root
from showfeed.problems import Level, OutsideError, UsageError

if TYPE_CHECKING:
    from showfeed.cli.publish_after import Seen
    from showfeed.model import PublishTarget, Show

NoBuild = Annotated[
    bool, typer.Option("--no-build", help="Take public/ as the last build left it.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only tell what would go up, in its order.")
]
Adopt = Annotated[
    bool, typer.Option("--adopt", help="Take over files there that showfeed did not put.")
]
TakeOver = Annotated[
    bool, typer.Option("--take-over", help="Don't wait for a publisher that was cut off.")
]

NoVerify = Annotated[
    bool,
    typer.Option("--no-verify", help="Don't ask the site for what was put there, tell nobody."),
]


def publish(
    target: Annotated[str, typer.Argument(help="A target of show.yaml; its only one.")] = "",
    root: Root = HERE,
    out: Out = None,
    no_build: NoBuild = False,
    dry_run: DryRun = False,
    locked: Locked = False,
    at: At = "",
    accept: Accept = False,
    offline: Offline = False,
    adopt: Adopt = False,
    take_over: TakeOver = False,
    no_verify: NoVerify = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Build, put what differs at a target, the feed last, verify what the world sees, tell apps.

    A stop at any point leaves a feed whose every link works; publishing again goes on.

    Example: showfeed publish site --locked
    """
    from showfeed.cli.notify import Once
    from showfeed.cli.publish_after import Seen, look_and_tell
    from showfeed.sources.channel import load_channel

    show = load_channel(root)
    chosen = choose(show.publish, target)
    to = out or root / "public"
    packed = dict(chosen.settings).get("compress") == "yes" and chosen.kind in ("folder", "ssh")
    if not no_build:
        built = build_show(
            root, out, locked=locked, at=at, drafts=False, accept=accept, offline=offline,
            compress=packed, whole=False, shown=not quiet,
        )  # fmt: skip
        report.tell(report.from_values(built["problems"]))
        if not built["sound"]:
            if as_json:
                print(json.dumps(built, ensure_ascii=False, indent=2))
            raise typer.Exit(1)
    done = _publish(show, chosen, root, to, packed, dry_run, adopt, take_over, shown=not quiet)
    if not as_json and not quiet:
        print(_words(done))
    seen = Seen()
    if done["steps"] and not dry_run and not no_verify:
        paths = {step["path"] for step in done["steps"]}
        words = "" if quiet else "waiting until the world gets the new feed …"
        seen = look_and_tell(root, at, to / show.feed.path, paths, Once(words))
    _tell(seen, done, as_json=as_json, quiet=quiet)


def _tell(seen: "Seen", done: dict[str, Any], *, as_json: bool, quiet: bool) -> None:
    """Say what the world sees, and fail where that is not what it should."""
    from showfeed.cli.live import folded

    if as_json:
        told = [{"whom": o.whom, "told": o.told, "words": o.words} for o in seen.outcomes]
        verified = report.as_values(seen.problems)
        done |= {"trouble": seen.trouble, "verified": verified, "outcomes": told}
        print(json.dumps(done, ensure_ascii=False, indent=2))
    kept, more = folded(seen.problems)
    report.tell(kept)
    for line in (*more, *(str(o) for o in seen.outcomes if not (quiet and o.told) and not as_json)):
        print(line, file=sys.stderr)
    if seen.trouble:
        raise OutsideError(
            f"it is published, but {seen.trouble}\n"
            "    nobody was told; see `showfeed check --live` and `showfeed notify` in a while"
        )
    if any(problem.level == Level.ERROR for problem in seen.problems):
        raise typer.Exit(1)


def _publish(
    show: "Show",
    chosen: "PublishTarget",
    root: Path,
    to: Path,
    packed: bool,
    dry_run: bool,
    adopt: bool,
    take_over: bool,
    *,
    shown: bool,
) -> dict[str, Any]:
    """Compare what was built with what is there, change that unless it is a *dry_run*, and tell."""
    from showfeed.cli.publish_shown import bar, described
    from showfeed.targets.opening import Around, open_place
    from showfeed.targets.site import heard, read_site
    from showfeed.targets.upload import plan_upload, upload

    warnings: list[str] = []

    def warn(message: str) -> None:
        warnings.append(message)
        print(f"showfeed: {message}", file=sys.stderr)

    site = read_site(str(to), show.feed.path, packed=packed)
    place = open_place(
        chosen, Around(root, os.environ, Path.home(), warn, adopt=adopt, take_over=take_over)
    )
    named = heard(site, _own_addresses(show))
    delivery = plan_upload(site, place, named, adopt=adopt, wait=not dry_run)
    if not dry_run:
        with bar(delivery, shown=shown) as tell:
            upload(delivery, place, tell)
    return {
        **described(delivery, place),
        "target": chosen.name,
        "kind": chosen.kind,
        "dry_run": dry_run,
        "feed": f"{show.url}/{show.feed.path}",
        "feed_changed": show.feed.path in delivery.paths,
        "warnings": warnings,
    }


def _own_addresses(show: "Show") -> tuple[str, ...]:
    """Return how the address of an own file may begin in the feed: behind the prefix too."""
    plain = f"{show.url}/"
    if not show.media.prefix:
        return (plain,)
    return (plain, f"{show.media.prefix.rstrip('/')}/{plain.removeprefix('https://')}")


def choose(targets: "tuple[PublishTarget, ...]", name: str) -> "PublishTarget":
    """Return the target that is meant. Raises UsageError where that is not clear."""
    from showfeed.formats.names import did_you_mean

    if not targets:
        raise UsageError(
            "show.yaml names no place to publish to\n"
            "    write one there, as in `publish: {site: {kind: folder, path: /srv/www}}`"
        )
    names = [target.name for target in targets]
    listed = ", ".join(f"`{known}`" for known in names)
    if not name and len(targets) > 1:
        raise UsageError(f"show.yaml names several targets\n    write one of {listed}")
    if name and name not in names:
        hint = did_you_mean(name, names, f"write one of {listed}")
        raise UsageError(f"there is no target `{name}`\n    {hint}")
    return next(target for target in targets if not name or target.name == name)


def _words(done: dict[str, Any]) -> str:
    """Say what was done, or, where nothing was, every step of what would be."""
    counted = [f"{len(done[kind])} {kind}" for kind in ("new", "changed", "removed") if done[kind]]
    summary = f"{done['target']}: {', '.join(counted) or 'nothing changed'}"
    if not done["dry_run"]:
        return f"{summary}\n{done['feed']}" if counted else summary
    from showfeed.cli.publish_shown import steps

    return "\n".join((*steps(done), f"{summary}; nothing was sent"))
