"""The files that episodes name: their words may change though the feed says the same."""

from collections.abc import Iterator
from dataclasses import replace

from showfeed.compare.changes import Change, FileHeard, Heard, Named, Subject
from showfeed.compare.word_diff import word_diff
from showfeed.formats import transcripts
from showfeed.formats.chapters_json import parse_chapters_json
from showfeed.formats.transcripts.columns import Columns
from showfeed.model import Chapter, Episode, Transcript
from showfeed.problems import Malformed

# Of two states of a transcript the richest form that both have is compared: the others follow it.
BEST = ("text/vtt", "application/x-subrip", "application/json", "text/html", "text/plain")
ENDINGS = dict(zip(BEST, ("vtt", "srt", "json", "html", "txt"), strict=True))
KEPT = 4  # words that stay in sight beside what changed
MOST = 1000  # words that are compared one by one: only the first passages are shown


def alike(old: Heard, new: Heard) -> Iterator[tuple[str, Named, Named]]:
    """Give the files to compare, those of the newest episode first: guid, as it was, as it is."""
    for episode in new.show.episodes:
        guid = episode.guid
        was, now = old.named.get(guid, ()), new.named.get(guid, ())
        chapters = [[one for one in side if one.kind == "chapters"] for side in (was, now)]
        if all(chapters):
            yield guid, chapters[0][0], chapters[1][0]
        done = set()
        for kind in BEST:
            for before in was:
                after = next((one for one in now if _same(one, before)), None)
                if before.type == kind and after and before.language not in done:
                    done.add(before.language)
                    yield guid, before, after


def _same(one: Named, other: Named) -> bool:
    parts = (other.kind, other.type, other.language)
    return one.kind == "transcript" and (one.kind, one.type, one.language) == parts


def with_chapters(old: Heard, new: Heard, was: Episode, now: Episode) -> tuple[Episode, Episode]:
    """Return both states with the chapters of their files, silent ones too, where both are had."""
    before, after = (_chapters(side, now.guid) for side in (old, new))
    if before is None or after is None:
        return was, now
    return replace(was, chapters=before), replace(now, chapters=after)


def _chapters(heard: Heard, guid: str) -> tuple[Chapter, ...] | None:
    for file in heard.files.get(guid, ()):
        if file.named.kind == "chapters":
            try:
                return parse_chapters_json(file.content.decode("utf-8", "replace"))
            except Malformed:
                return None
    return None


def compare_transcripts(old: Heard, new: Heard, now: Episode) -> Iterator[Change]:
    """Give what has changed in the words of an episode's transcripts, or in their times."""
    subject = Subject(now.title, now.guid)
    for before in old.files.get(now.guid, ()):
        after = next((f for f in new.files.get(now.guid, ()) if _same(f.named, before.named)), None)
        if after:
            yield from _transcript(before, after, subject, at_home=old.home == new.home)


def _transcript(
    before: FileHeard, after: FileHeard, subject: Subject, *, at_home: bool
) -> Iterator[Change]:
    was, now = _read(before), _read(after)
    language = f" ({after.named.language})" if after.named.language else ""
    texts = _words(was), _words(now)
    if texts[0] != texts[1]:
        words = (f"the words of its transcript{language} changed",)
        yield Change("transcript-words", subject, words, pieces=passages(*texts))
    elif at_home and (list(was.starts), list(was.ends)) != (list(now.starts), list(now.ends)):
        # Another host cuts the same words into other captions: that is told only of our own.
        yield Change("transcript-times", subject, (f"its transcript{language} has other times",))


def _read(file: FileHeard) -> Columns:
    reading = transcripts.read(f"a.{ENDINGS[file.named.type]}", file.content)
    return transcripts.in_columns(
        Transcript(reading.form, reading.text, timed=reading.timed, speakers=reading.speakers)
    )


def _words(columns: Columns) -> str:
    """Return what is said, the speaker named where another begins."""
    said, last = [], ""
    for speaker, text in zip(columns.speakers, columns.texts, strict=True):
        if speaker and speaker != last:
            said.append(f"{speaker}:")
        last = speaker
        said += text.split()
    return " ".join(said)


def passages(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Return the words that differ; what is the same before and behind is left out first.

    >>> passages("a b c d e f g h", "a b c d e X g h")
    (('=', '… b c d e'), ('-', 'f'), ('+', 'X'), ('=', 'g h'))
    """
    before, after = old.split(" "), new.split(" ")
    least = min(len(before), len(after))
    head = next((n for n in range(least) if before[n] != after[n]), least)
    rest = least - head
    tail = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    start, end = max(0, head - KEPT), max(0, tail - KEPT)
    sides = before[start : len(before) - end], after[start : len(after) - end]
    pieces = word_diff(*(" ".join(side[:MOST]) for side in sides))
    if max(map(len, sides)) > MOST:  # what the cut parted is no difference
        kept = pieces
        while kept and kept[-1][0] != "=":
            kept = kept[:-1]
        pieces = (*(kept or pieces), ("=", "…"))
    if not start or not pieces or pieces[0][0] != "=":
        return pieces
    return (("=", f"… {pieces[0][1]}"), *pieces[1:])
