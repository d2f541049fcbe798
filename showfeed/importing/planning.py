"""What an import would write: the files before and after, what is told, and what to remember."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from showfeed.formats.yaml_writing import format_field
from showfeed.importing.audio_files import with_audio
from showfeed.importing.beside import Beside, Results, collect, content, put_beside
from showfeed.importing.composing import Composed, compose_episode, compose_show
from showfeed.importing.deciding import Change, Decided, There, key_of
from showfeed.importing.incoming import FileKind, Incoming, Remark, Topic, Wanted
from showfeed.importing.locking import facts_told, lock_content, locked_line
from showfeed.importing.remembered import NAME, Remembered, Written, digest, format_remembered
from showfeed.importing.updating import of, update
from showfeed.model import Audio, Episode, MediaFacts


@dataclass(frozen=True)
class Plan:
    """All that an import would do. *fetch* are files still to be fetched, by episode id."""

    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]
    fetch: tuple[tuple[str, tuple[Wanted, ...]], ...] = ()


def plan(
    incoming: Incoming,
    there: There,
    got: Results,
    media: Mapping[str, tuple[str, MediaFacts]] | None = None,
    *,
    final: bool = False,
) -> Plan:
    """Compare what comes in with what is there; *got* and *media* were fetched so far."""
    work = _Work(incoming, there, got, media or {})
    work.show()
    for episode in incoming.show.episodes:
        work.episode(episode)
    decided = work.decided
    lock = lock_content(incoming, there.lock, work.locked)
    if lock is not None:
        decided.put("showfeed.lock", lock)
    remembered = Remembered(incoming.source, work.written)
    decided.put(NAME, format_remembered(remembered).encode())
    changes = tuple(change for change in decided.changes if change.before != change.after)
    fetch = () if final else tuple(decided.fetch)
    return Plan(changes, (*incoming.remarks, *decided.remarks), fetch)


class _Work:
    """An import on its way: what was decided so far."""

    def __init__(
        self,
        incoming: Incoming,
        there: There,
        got: Results,
        media: Mapping[str, tuple[str, MediaFacts]],
    ) -> None:
        self.incoming = incoming
        self.there = there
        self.got = got
        self.media = media
        self.decided = Decided(there)
        self.coming = {key_of(episode) for episode in incoming.show.episodes}
        self.written = dict(there.remembered.written)
        self.locked = dict(there.lock.episodes)

    def show(self) -> None:
        """Plan show.yaml and the cover."""
        before = self.written.get("", Written(""))
        files = self.files("", "", before)
        composed = compose_show(self.incoming.show, {k: n for n, (k, _, _) in files.items()})
        self.merge("show.yaml", composed, before, files, "")

    def episode(self, episode: Episode) -> None:
        """Plan an episode's file, and those beside it."""
        key = key_of(episode)
        before, moved = self.remembered(key, episode)
        told, facts = episode.audio, facts_told(episode)
        episode = self.heard(episode, before)
        files = self.files(episode.id, "episodes/", before)
        chapters = next(
            (
                content(self.decided, self.got, "episodes/", name)
                for name, (wanted, _, _) in files.items()
                if wanted.kind is FileKind.CHAPTERS
            ),
            b"",
        )
        named = {wanted: name for name, (wanted, _, _) in files.items()}
        composed = compose_episode(self.incoming.show, episode, named, chapters)
        for name, text in composed.beside.items():
            files[name] = (Wanted(FileKind.TRANSCRIPT, ""), digest(text), text)
        path = f"episodes/{episode.id}.yaml"
        gone = before.fields and self.there.read(path) is None
        if gone:
            self.decided.tell(
                Topic.PROBLEM, "its file was deleted or renamed: it is left so", episode.id
            )
            return
        self.merge(path, composed, before, files, key)
        self.written[key] = replace(self.written[key], facts=facts)
        if episode.audio and not episode.audio.remote:
            written = self.written[key]
            media = {episode.audio.href: (told.href if told else "", "")}
            self.written[key] = replace(written, files={**written.files, **media})
        if episode.guid:
            line = None if moved else self.locked.get(episode.id)
            self.locked[episode.id] = locked_line(episode, line, before.facts, facts)

    def remembered(self, key: str, episode: Episode) -> tuple[Written, bool]:
        """Return what was written of an episode, and whether its guid is another now.

        A page keeps its file where its guid comes to be known (`--guids`), unless an author
        edited the one that stood there.
        """
        if key in self.written:
            return self.written[key], False
        for other, written in list(self.written.items()):
            if other and written.id == episode.id and other not in self.coming:
                del self.written[other]
                return written, True
        return Written(episode.id), False

    def heard(self, episode: Episode, before: Written) -> Episode:
        """Return an episode with the audio of the folder, if it was fetched, now or before."""
        if key_of(episode) in self.media:
            return with_audio(episode, *self.media[key_of(episode)])
        href = episode.audio.href if episode.audio else ""
        for path, (url, _) in before.files.items():
            if not path.startswith("media/") or url != href:
                continue
            line = self.locked.get(episode.id)
            if line and (facts := line.media.get(path)):
                return with_audio(episode, path, facts)
            if not episode.guid:  # the lock knows nothing of it before its first build
                return replace(episode, audio=Audio(path))
        return episode

    def files(self, id_: str, folder: str, before: Written) -> Beside:
        """Return the files beside, by name."""
        wanted = self.incoming.wanted.get(id_, ())
        return collect(self.decided, wanted, self.got.get(id_), id_, folder, before)

    def merge(
        self,
        path: str,
        composed: Composed,
        before: Written,
        files: Beside,
        key: str,
    ) -> None:
        """Plan a YAML file with what lies beside it; what its author edited stays."""
        id_ = "" if path == "show.yaml" else path.removeprefix("episodes/").removesuffix(".yaml")
        for problem in composed.problems:
            hint = f" ({problem.hint})" if problem.hint else ""
            self.decided.tell(Topic.DROPPED, f"{problem.message}{hint}", id_)
        pieces = {name: format_field(name, value) for name, value in composed.fields.items()}
        there = self.there.read(path)
        if there is None:
            head = self.incoming.comments.get(id_, "")
            self.decided.put(path, (head + "".join(pieces.values())).encode())
            fields = {name: of(piece) for name, piece in pieces.items()}
        else:
            updated = update(path, there.decode("utf-8-sig", "replace"), pieces, before.fields)
            fields = dict(updated.fields)
            if updated.changed:
                self.decided.put(path, updated.text.encode())
            if updated.kept:
                words = f"yours stays, the feed says otherwise: {', '.join(updated.kept)}"
                self.decided.tell(Topic.CHANGED, words, id_)
        self.written[key] = Written(id_, fields, put_beside(self.decided, path, files, before))
