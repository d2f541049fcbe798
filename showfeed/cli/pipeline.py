"""The way from a folder to its output: load, settle, check, build, publish."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from showfeed.artifacts import Plan
from showfeed.cli.seen import read_seen
from showfeed.cli.surveyed import read_surveyed
from showfeed.model import Show
from showfeed.problems import Level, Malformed, Problem, ShowfeedError, UsageError
from showfeed.sources.lock import Lock, format_lock, read_lock, remember, write_lock
from showfeed.sources.media import Seen
from showfeed.sources.surveys import Survey

LOCK = "showfeed.lock"


@dataclass(frozen=True)
class Reading:
    """A show read whole, with all its problems; *show* is None where there is too little of it."""

    root: Path
    show: Show | None
    old_lock: Lock
    lock: Lock
    problems: tuple[Problem, ...]
    inputs: tuple[Path, ...]
    seen: Mapping[str, Seen] = field(default_factory=dict)
    surveyed: Mapping[str, Survey] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Tell whether a feed can be made of it."""
        return self.show is not None and all(p.level < Level.ERROR for p in self.problems)


def moment_of(at: str) -> datetime:
    """Return the moment to act at: *at* in UTC unless it says otherwise, or now."""
    if not at:
        return datetime.now(UTC)
    from showfeed.formats.dates import parse_date

    try:
        return parse_date(at)
    except Malformed as error:
        raise UsageError(f"--at: {error.message}\n    {error.hint}".rstrip()) from None


def read(
    root: Path,
    moment: datetime,
    to: Path | None = None,
    *,
    accept: bool = False,
    network: bool = False,
) -> Reading:
    """Read the show in *root* and everything that is wrong with it.

    Audio and transcripts that are as the last build into *to* (public/) saw them are not read
    through again.
    """
    from showfeed import checks
    from showfeed.outputs.embedding import embed
    from showfeed.sources import folder
    from showfeed.sources.settle import settle

    place = to or root / "public"
    loaded = folder.load(root, read_surveyed(place))
    lock, in_lock = read_lock(root)
    problems = [*loaded.problems, *in_lock]
    show, new_lock = loaded.show, lock
    seen: Mapping[str, Seen] = {}
    if show is not None:
        known = read_seen(place, root)
        settled = settle(
            show, lock, root, moment=moment, accept=accept, network=network, known=known
        )
        embedded = embed(settled.show)
        show, seen = embedded.show, settled.seen
        new_lock = remember(settled.lock, show)
        problems += [*settled.problems, *embedded.problems, *checks.check(show)]
    return Reading(
        root=root,
        show=show,
        old_lock=lock,
        lock=new_lock,
        problems=tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.order)),
        inputs=(*loaded.inputs, root / LOCK, *_beside(root, show)),
        seen=seen,
        surveyed=loaded.surveys,
    )


def _beside(root: Path, show: Show | None) -> list[Path]:
    """Return the audio that the show names in its folder, whether it is there or not."""
    episodes = show.episodes if show else ()
    return [root / e.audio.href for e in episodes if e.audio is not None and not e.audio.remote]


def keep_lock(reading: Reading, locked: bool) -> bool:
    """Write showfeed.lock if it changed; where it is *locked*, refuse and say which lines."""
    if not locked:
        try:
            return write_lock(reading.root, reading.lock)
        except OSError as error:
            from showfeed.targets.staging import outside

            raise outside(LOCK, error) from error
    import difflib

    try:
        old = (reading.root / LOCK).read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        old = ""
    new = format_lock(reading.lock)
    lines = [
        line
        for line in difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
        if not line.startswith(("---", "+++", "@@"))
    ]
    if lines:
        shown = "\n".join(f"      {line}" for line in lines[:20])
        more = f"\n      … {len(lines) - 20} more" if len(lines) > 20 else ""
        raise ShowfeedError(
            f"{LOCK} would change, and --locked forbids it:\n{shown}{more}\n"
            f"    run `showfeed build` without --locked and commit {LOCK}"
        )
    return False


def write(
    show: Show, out: Path, moment: datetime, drafts: bool, compress: bool = False
) -> tuple[Show, Plan]:
    """Make everything that the world sees at *moment* and put it into *out*."""
    from showfeed import outputs
    from showfeed.outputs import media
    from showfeed.targets.folder import Folder
    from showfeed.targets.memory import FolderMemory
    from showfeed.targets.publish import publish

    seen = show.as_of(moment, drafts)
    keep = media.elsewhere(seen)
    memory = FolderMemory(out)
    artifacts = outputs.build(seen, memory)
    if compress:
        from showfeed.outputs.variants import with_variants

        artifacts = with_variants(artifacts)
    plan = publish(artifacts, Folder(out), keep)
    memory.forget_the_rest()
    return seen, plan


def refuse_gaps(show: Show, out: Path) -> None:
    """Stop where the feed would name audio below its own address that neither is here nor there."""
    from showfeed.outputs import media

    if show.media.url:  # the audio is another server's
        return
    absent = [path for path in media.elsewhere(show) if not (out / path).is_file()]
    if absent:
        shown = "\n".join(f"      {path}" for path in absent[:20])
        more = f"\n      … {len(absent) - 20} more" if len(absent) > 20 else ""
        raise ShowfeedError(
            f"this audio would be missing beside the feed, and --whole forbids it:\n{shown}{more}\n"
            "    get it (git LFS: `git lfs pull`), or name the server that has it: "
            "`media: {url: https://…}` in show.yaml"
        )


def refuse_to_overwrite(out: Path, root: Path, inputs: tuple[Path, ...] = ()) -> None:
    """Keep the output away from what a person wrote."""
    place, top = out.resolve(), root.resolve()
    sources = {top, top / "episodes", top / "media", *(path.resolve() for path in inputs)}
    inside = [path for path in sources if path == place or place in path.parents]
    if inside:
        raise UsageError(
            f"`--out {out}` would write over the show's own files\n"
            "    choose a folder for the output alone, such as `public`"
        )
