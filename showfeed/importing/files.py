"""Transcripts, chapters and pictures from elsewhere: fetched, looked at, named."""

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from showfeed.formats.chapters_json import mark_chapters_json
from showfeed.formats.quoting import quoted
from showfeed.importing.incoming import FileKind, Wanted
from showfeed.problems import Level, Malformed, OutsideError

AT_ONCE = 4  # a small host should not feel it
LARGEST = 20_000_000  # bytes
ENDINGS = {
    "text/vtt": "vtt",
    "application/x-subrip": "srt",
    "application/srt": "srt",
    "text/srt": "srt",
    "application/json": "json",
    "text/html": "html",
    "text/markdown": "md",
    "text/plain": "txt",
}
PICTURES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif"}
Fetch = Callable[[str, int], bytes]  # address and most bytes; raises OutsideError


@dataclass(frozen=True)
class Got:
    """A file that was fetched and is what it should be: where it goes, and its bytes."""

    wanted: Wanted
    name: str
    content: bytes


@dataclass(frozen=True)
class Refused:
    """A file that could not be had, or is not what it should be: in words."""

    wanted: Wanted
    words: str


def fetch_all(
    jobs: Iterable[tuple[str, tuple[Wanted, ...]]], fetch: Fetch, done: Callable[[], None]
) -> Iterator[tuple[str, list[Got | Refused]]]:
    """Fetch what belongs to each episode, a few at once, in the order of *jobs*."""

    def one(job: tuple[str, tuple[Wanted, ...]]) -> tuple[str, list[Got | Refused]]:
        id_, wanted = job
        found = list(_found(id_, wanted, fetch))
        done()
        return id_, found

    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(one, jobs)


def _found(id_: str, wanted: tuple[Wanted, ...], fetch: Fetch) -> Iterator[Got | Refused]:
    """Fetch an episode's files; of transcripts in one language the first that is sound."""
    had: set[str] = set()
    for file in wanted:
        if file.kind is FileKind.TRANSCRIPT and file.language in had:
            continue
        try:
            content = fetch(file.url, LARGEST)
            yield Got(file, _name(id_, file, content), content)
        except OutsideError as error:
            yield Refused(file, str(error).partition("\n")[0])
        except Malformed as error:
            yield Refused(file, f"{quoted(file.url)}: {error.message}")
        else:
            had.add(file.language)


def _name(id_: str, file: Wanted, content: bytes) -> str:
    """Return what a file is called. Raises Malformed where it is not what it should be."""
    if file.kind is FileKind.CHAPTERS:
        return f"{id_}.chapters.{_chapters(content)}"
    if file.kind is FileKind.PICTURE:
        return f"{id_ or 'cover'}.{_picture(file.url, content)}"
    language = f".{file.language}" if re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", file.language) else ""
    return f"{id_}{language}.{_transcript(file, content)}"


def _transcript(file: Wanted, content: bytes) -> str:
    """Return the ending of a transcript by its type or address; it must hold what that says."""
    from showfeed.formats import transcripts

    ending = ENDINGS.get(file.type.partition(";")[0].strip().lower(), "")
    named = re.search(r"\.(vtt|srt|json|html?|md|txt)(?:[?#]|$)", file.url.lower())
    ending = ending or (
        named[1].replace("htm", "html").replace("htmll", "html") if named else "txt"
    )
    read = transcripts.read(f"x.{ending}", content)
    html = read.form.value == "html"
    if html and ending in ("vtt", "srt", "json"):
        raise Malformed("a web page, not a transcript")
    for _, _, _, message, _, level in read.problems:
        if level is Level.ERROR:
            raise Malformed(message)
    return ending


def _chapters(content: bytes) -> str:
    """Return the ending of a chapter file that can be read whole."""
    from showfeed.formats.chapters_psc import mark_psc

    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise Malformed("it is not UTF-8 text") from None
    ending = "json" if text.startswith(("{", "[")) else "xml"
    marks = list(mark_chapters_json(text) if ending == "json" else mark_psc(text))
    for mark in marks:
        if isinstance(mark.what, Malformed):
            raise mark.what
        if mark.what.image is not None and "://" not in mark.what.image.href:
            raise Malformed("its pictures are named by half their address")
    if not marks:
        raise Malformed("there are no chapters in it")
    return ending


def _picture(url: str, content: bytes) -> str:
    from showfeed.sources.pictures import facts_of

    return PICTURES[facts_of(url.rpartition("/")[2] or url, content).type]
