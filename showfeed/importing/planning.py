"""What an import would write: the files before and after, what is told, and what to remember."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from showfeed.formats.yaml_writing import format_field
from showfeed.importing.audio_files import with_audio
from showfeed.importing.composing import Composed, compose_episode, compose_show
from showfeed.importing.files import Got, Refused
from showfeed.importing.incoming import FileKind, Incoming, Remark, Topic, Wanted
from showfeed.importing.remembered import NAME, Remembered, Written, digest, format_remembered
from showfeed.importing.updating import of, update
from showfeed.model import Episode, MediaFacts, Show
from showfeed.sources.identity import podcast_guid
from showfeed.sources.lock import Lock, LockedEpisode, format_lock

Read = Callable[[str], bytes | None]  # a file of the folder, None where there is none


@dataclass(frozen=True)
class There:
    """The folder as it is: its files, its lock, and what an import remembered."""

    read: Read
    lock: Lock = field(default_factory=Lock)
    remembered: Remembered = field(default_factory=Remembered)


@dataclass(frozen=True)
class Change:
    """A file to write: what it holds now (None: it is new), and will hold."""

    path: str
    before: bytes | None
    after: bytes


@dataclass(frozen=True)
class Plan:
    """All that an import would do. *fetch* are files still to be fetched, by episode id."""

    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]
    fetch: tuple[tuple[str, tuple[Wanted, ...]], ...] = ()


def plan(
    incoming: Incoming,
    there: There,
    got: Mapping[str, Sequence[Got | Refused]],
    media: Mapping[str, tuple[str, MediaFacts]] | None = None,
    *,
    final: bool = False,
) -> Plan:
    """Compare what comes in with what is there; *got* and *media* were fetched so far."""
    work = _Work(incoming, there, got, media or {})
    work.show()
    for episode in incoming.show.episodes:
        work.episode(episode)
    work.lock()
    remembered = Remembered(incoming.source, work.written)
    work.put(NAME, format_remembered(remembered).encode())
    changes = tuple(change for change in work.changes if change.before != change.after)
    fetch = () if final else tuple(work.fetch)
    return Plan(changes, (*incoming.remarks, *work.remarks), fetch)


class _Work:
    """An import on its way: what was decided so far."""

    def __init__(
        self,
        incoming: Incoming,
        there: There,
        got: Mapping[str, Sequence[Got | Refused]],
        media: Mapping[str, tuple[str, MediaFacts]],
    ) -> None:
        self.incoming = incoming
        self.there = there
        self.got = got
        self.media = media
        self.by_guid = {episode.guid: episode for episode in incoming.show.episodes}
        self.changes: list[Change] = []
        self.remarks: list[Remark] = []
        self.fetch: list[tuple[str, tuple[Wanted, ...]]] = []
        self.written = dict(there.remembered.written)
        self.locked = dict(there.lock.episodes)

    def put(self, path: str, after: bytes) -> None:
        """Plan to write a file."""
        self.changes.append(Change(path, self.there.read(path), after))

    def tell(self, topic: Topic, words: str, id_: str = "") -> None:
        """Note a remark."""
        self.remarks.append(Remark(topic, words, id_))

    def show(self) -> None:
        """Plan show.yaml and the cover."""
        before = self.written.get("", Written(""))
        files = self.files("", "", before)
        composed = compose_show(self.incoming.show, {k: n for n, (k, _, _) in files.items()})
        self.merge("show.yaml", composed, before, files, "")

    def episode(self, episode: Episode) -> None:
        """Plan an episode's file, and those beside it."""
        key = episode.guid or f"id:{episode.id}"  # who has no guid gets one by the build
        before = self.written.get(key, Written(episode.id))
        told = episode.audio
        episode = self.heard(episode, before)
        files = self.files(episode.id, "episodes/", before)
        chapters = next(
            (
                self.content("episodes/", name)
                for name, (wanted, _, _) in files.items()
                if wanted.kind is FileKind.CHAPTERS
            ),
            b"",
        )
        named = {wanted: name for name, (wanted, _, _) in files.items()}
        composed = compose_episode(self.incoming.show, episode, named, chapters)
        for name, content in composed.beside.items():
            files[name] = (Wanted(FileKind.TRANSCRIPT, ""), digest(content), content)
        path = f"episodes/{episode.id}.yaml"
        gone = before.fields and self.there.read(path) is None
        if gone:
            self.tell(Topic.PROBLEM, "its file was deleted or renamed: it is left so", episode.id)
            return
        self.merge(path, composed, before, files, key)
        if told and episode.audio and not episode.audio.remote:
            written = self.written[key]
            media = {episode.audio.href: (told.href, "")}
            self.written[key] = replace(written, files={**written.files, **media})
        if episode.guid:
            self.locked[episode.id] = self.line(episode, before)

    def heard(self, episode: Episode, before: Written) -> Episode:
        """Return an episode with the audio of the folder, if it was fetched, now or before."""
        audio = episode.audio
        if audio is None or not audio.remote:
            return episode
        if episode.guid in self.media:
            return with_audio(episode, *self.media[episode.guid])
        for path, (url, _) in before.files.items():
            line = self.locked.get(episode.id)
            facts = line.media.get(path) if line else None
            if path.startswith("media/") and url == audio.href and facts:
                return with_audio(episode, path, facts)
        return episode

    def files(
        self, id_: str, folder: str, before: Written
    ) -> dict[str, tuple[Wanted, str, bytes | None]]:
        """Return the files beside, by name: those fetched now, and those that are there."""
        found: dict[str, tuple[Wanted, str, bytes | None]] = {}
        fetched = self.got.get(id_)
        known = {url: (name, was) for name, (url, was) in before.files.items() if url}
        missing = []
        for wanted in self.incoming.wanted.get(id_, ()):
            name, was = known.get(wanted.url, ("", ""))
            if name and self.there.read(folder + name) is not None:
                found[name] = (wanted, was, None)
            else:
                missing.append(wanted)
        have = {(w.kind, w.language) for w, _, _ in found.values()}
        missing = [w for w in missing if (w.kind, w.language) not in have]
        for result in fetched or ():
            if isinstance(result, Refused):
                what = result.wanted.kind.value
                self.tell(Topic.PROBLEM, f"{what} not taken: {result.words}", id_)
            elif (result.wanted.kind, result.wanted.language) not in have:
                found[result.name] = (result.wanted, digest(result.content), result.content)
        if missing and fetched is None:
            self.fetch.append((id_, tuple(missing)))
        return found

    def content(self, folder: str, name: str) -> bytes:
        """Return what a file beside an episode holds, fetched or there."""
        for results in self.got.values():
            for result in results:
                if isinstance(result, Got) and result.name == name:
                    return result.content
        return self.there.read(folder + name) or b""

    def merge(
        self,
        path: str,
        composed: Composed,
        before: Written,
        files: Mapping[str, tuple[Wanted, str, bytes | None]],
        guid: str,
    ) -> None:
        """Plan a YAML file with what lies beside it; what its author edited stays."""
        id_ = "" if path == "show.yaml" else path.removeprefix("episodes/").removesuffix(".yaml")
        for problem in composed.problems:
            hint = f" ({problem.hint})" if problem.hint else ""
            self.tell(Topic.DROPPED, f"{problem.message}{hint}", id_)
        pieces = {name: format_field(name, value) for name, value in composed.fields.items()}
        there = self.there.read(path)
        if there is None:
            head = composed.comment
            self.put(path, (head + "".join(pieces.values())).encode())
            fields = {name: of(piece) for name, piece in pieces.items()}
        else:
            updated = update(path, there.decode("utf-8-sig", "replace"), pieces, before.fields)
            fields = dict(updated.fields)
            if updated.changed:
                self.put(path, updated.text.encode())
            if updated.kept:
                words = f"yours stays, the feed says otherwise: {', '.join(updated.kept)}"
                self.tell(Topic.CHANGED, words, id_)
        self.written[guid] = Written(
            id_, fields, self.beside(path, files, before), self.facts(guid, before)
        )

    def beside(
        self,
        path: str,
        files: Mapping[str, tuple[Wanted, str, bytes | None]],
        before: Written,
    ) -> dict[str, tuple[str, str]]:
        """Plan the files beside a YAML file; one that was edited or deleted stays so."""
        folder = path.rpartition("/")[0] + "/" if "/" in path else ""
        remembered: dict[str, tuple[str, str]] = {}
        for name, (wanted, was, content) in files.items():
            remembered[name] = (wanted.url, was)
            if content is None:
                continue
            there = self.there.read(folder + name)
            last = before.files.get(name, ("", ""))[1]
            if (there is None and not last) or (there is not None and digest(there) == last):
                self.put(folder + name, content)
            elif there is not None and digest(there) != was:
                self.tell(Topic.CHANGED, f"yours stays: {name}", before.id)
        return remembered

    def facts(self, guid: str, before: Written) -> str:
        """Return what names the audio's facts as the feed tells them."""
        episode = self.by_guid.get(guid)
        if episode is None or episode.audio is None:
            return ""
        known = episode.audio.facts
        told = f"{known.size} {known.type}" if known else ""
        return digest(f"{episode.audio.href} {told}")

    def line(self, episode: Episode, before: Written) -> LockedEpisode:
        """Return what the lock says of an episode; what was measured stays if nothing changed."""
        line = self.locked.get(episode.id) or LockedEpisode(episode.id, episode.guid, episode.date)
        audio = episode.audio
        if audio is None or audio.facts is None:
            return line
        changed = self.written[episode.guid].facts != before.facts
        if audio.href in line.media and not (changed and before.facts and audio.remote):
            return line
        return replace(line, media={audio.href: audio.facts})

    def lock(self) -> None:
        """Plan showfeed.lock: identity and facts are known without a fetch."""
        show: Show = self.incoming.show
        address = self.incoming.address
        if not any(episode.guid for episode in show.episodes):
            return  # nothing was published with a guid: the first build gives them
        # Without a podcast:guid directories know the feed by that of its address.
        known = address or f"{show.url}/{show.feed.path}"
        guid = self.there.lock.guid or show.guid or podcast_guid(known)
        self.put("showfeed.lock", format_lock(Lock(guid, self.locked)).encode())
