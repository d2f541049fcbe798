"""A plan in words: what comes in, what is changed or left out, and why; what many share, once."""

from collections import Counter
from collections.abc import Iterator, Sequence

from showfeed.formats.quoting import quoted
from showfeed.importing.incoming import FileKind, Incoming, Remark, Topic, Wanted
from showfeed.importing.planning import Plan
from showfeed.problems import Level

NAMED = 3  # episodes named by their ids before the others are counted
SHOWN = 12  # problems of the feed that are told one by one
UNKNOWN = (
    "no field here stands for these tags; they are left out",
    "no field here stands for these; they are kept as comments",
)
NAMES = {
    FileKind.TRANSCRIPT: ("transcript", "transcripts"),
    FileKind.CHAPTERS: ("chapter file", "chapter files"),
    FileKind.PICTURE: ("picture", "pictures"),
}


def lines(incoming: Incoming, plan: Plan, folder: str) -> Iterator[str]:
    """Give the lines of a plan."""
    yield from _head(incoming)
    yield from _files(plan, folder)
    yield from fetching([w for _, wanted in plan.fetch for w in wanted])
    yield from remarks(plan.remarks)
    yield from _unknown(incoming)
    yield from _problems(incoming)


def _head(incoming: Incoming) -> Iterator[str]:
    show = incoming.show
    days = sorted(e.date for e in show.episodes if e.date is not None)
    when = ""
    if days:
        first, last = f"{days[0]:%Y-%m-%d}", f"{days[-1]:%Y-%m-%d}"
        when = f", {first}" if first == last else f", {first} to {last}"
    yield f"{quoted(show.title)}: {counted(len(show.episodes), 'episode', 'episodes')}{when}"
    links = sum(e.guid_is_permalink for e in show.episodes)
    guids = sum(bool(e.guid) for e in show.episodes)
    if incoming.sure is not None and incoming.sure < guids:
        yield f"  guids that apps know: {incoming.sure} of {guids}; the others are told below"
        return
    if not guids:
        return
    kept = f"  kept to the letter: {counted(guids, 'guid', 'guids')}"
    kept += f" ({links} are addresses)" if links else ""
    yield kept + (f", podcast:guid {show.guid}" if show.guid else "")


def counted(many: int, one: str, more: str) -> str:
    """Count in words."""
    return f"{many} {one if many == 1 else more}"


def _files(plan: Plan, folder: str) -> Iterator[str]:
    new = [c.path for c in plan.changes if c.before is None]
    changed = [c.path for c in plan.changes if c.before is not None]
    for paths, verb in ((new, "new"), (changed, "changed")):
        episodes = [p for p in paths if p.startswith("episodes/") and p.endswith(".yaml")]
        others = [p for p in paths if p not in episodes]
        if len(episodes) > NAMED:
            others.append(f"{len(episodes)} episodes ({', '.join(_stems(episodes[:2]))}, …)")
        else:
            others += episodes
        if others:
            yield f"  {verb} in {folder}: {', '.join(others)}"
    if not plan.changes:
        yield f"  nothing to change in {folder}"


def _stems(paths: Sequence[str]) -> list[str]:
    return [path.removeprefix("episodes/").removesuffix(".yaml") for path in paths]


def fetching(wanted: Sequence[Wanted]) -> Iterator[str]:
    """Tell what is to be fetched."""
    many = Counter(file.kind for file in wanted)
    parts = [counted(many[kind], *words) for kind, words in NAMES.items() if many[kind]]
    if parts:
        yield f"  to fetch: {', '.join(parts)}"


def remarks(found: Sequence[Remark]) -> Iterator[str]:
    """Tell remarks, those that many episodes share once."""
    for topic in Topic:
        by_words: dict[str, list[str]] = {}
        for remark in found:
            if remark.topic is topic:
                by_words.setdefault(remark.words, []).append(remark.episode)
        if by_words:
            yield f"  {topic.value}:"
        for words, ids in by_words.items():
            names = [id_ for id_ in ids if id_]
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            who = f"{', '.join(names[:NAMED])}{more}: " if names else ""
            yield f"    {who}{words}"


def _unknown(incoming: Incoming) -> Iterator[str]:
    if incoming.unknown:
        yield f"  {UNKNOWN[bool(incoming.comments)]}:"
    for name, many, example in incoming.unknown:
        yield f"    {name} ({many}×)" + (f", such as {quoted(example)}" if example else "")


def _problems(incoming: Incoming) -> Iterator[str]:
    """Tell what is wrong with the feed itself."""
    told = [p for p in incoming.problems if p.level > Level.ADVICE]
    if told:
        yield f"  wrong in {quoted(incoming.source)}:"
    by_words: dict[str, list[str]] = {}
    for problem in told:
        line, path = problem.place.line, problem.place.path
        own = path == incoming.source or "://" in path
        where = f"line {line}" if own else str(problem.place)
        by_words.setdefault(problem.message, []).append(where)
    for words, places in list(by_words.items())[:SHOWN]:
        more = f", and {len(places) - 1} times more" if len(places) > 1 else ""
        yield f"    {places[0]}{more}: {words}"
    if len(by_words) > SHOWN:
        yield f"    … and {len(by_words) - SHOWN} more kinds of mistake"
