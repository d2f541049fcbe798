"""The files that lie beside show.yaml and the episodes: fetched now, or there from before."""

from collections.abc import Mapping, Sequence

from showfeed.importing.deciding import Decided
from showfeed.importing.files import Got, Refused
from showfeed.importing.incoming import Topic, Wanted
from showfeed.importing.remembered import Written, digest

Results = Mapping[str, Sequence[Got | Refused]]  # by episode id
Beside = dict[str, tuple[Wanted, str, bytes | None]]  # by name: digest, content if it is new


def collect(
    decided: Decided,
    all_wanted: Sequence[Wanted],
    fetched: Sequence[Got | Refused] | None,
    id_: str,
    folder: str,
    before: Written,
) -> Beside:
    """Return the files beside, by name: those fetched now, and those that are there."""
    found: Beside = {}
    known = {url: (name, was) for name, (url, was) in before.files.items() if url}
    missing = []
    for wanted in all_wanted:
        name, was = known.get(wanted.url, ("", ""))
        if name and decided.there.read(folder + name) is not None:
            found[name] = (wanted, was, None)
        else:
            missing.append(wanted)
    have = {(w.kind, w.language) for w, _, _ in found.values()}
    missing = [w for w in missing if (w.kind, w.language) not in have]
    for result in fetched or ():
        if isinstance(result, Refused):
            what = result.wanted.kind.value
            decided.tell(Topic.PROBLEM, f"{what} not taken: {result.words}", id_)
        elif (result.wanted.kind, result.wanted.language) not in have:
            found[result.name] = (result.wanted, digest(result.content), result.content)
    if missing and fetched is None:
        decided.fetch.append((id_, tuple(missing)))
    return found


def content(decided: Decided, got: Results, folder: str, name: str) -> bytes:
    """Return what a file beside an episode holds, fetched or there."""
    for results in got.values():
        for result in results:
            if isinstance(result, Got) and result.name == name:
                return result.content
    return decided.there.read(folder + name) or b""


def put_beside(
    decided: Decided, path: str, files: Beside, before: Written
) -> dict[str, tuple[str, str]]:
    """Plan the files beside a YAML file; one that was edited or deleted stays so."""
    folder = path.rpartition("/")[0] + "/" if "/" in path else ""
    remembered: dict[str, tuple[str, str]] = {}
    for name, (wanted, was, content) in files.items():
        remembered[name] = (wanted.url, was)
        if content is None:
            continue
        there = decided.there.read(folder + name)
        last = before.files.get(name, ("", ""))[1]
        if (there is None and not last) or (there is not None and digest(there) == last):
            decided.put(folder + name, content)
        elif there is not None and digest(there) != was:
            decided.tell(Topic.CHANGED, f"yours stays: {name}", before.id)
    return remembered
