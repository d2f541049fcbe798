"""The text of an episode's page, as copied from a browser → a show with that one episode.

Such a page says most things twice or more often; each part is taken where it stands first.
"""

import re
from datetime import datetime, timedelta

from showfeed.formats.dates import parse_date
from showfeed.formats.durations import parse_duration
from showfeed.formats.markdown_escaping import escape, escape_line_start
from showfeed.formats.timecode import parse_timecode
from showfeed.importing.ids import episode_id
from showfeed.importing.incoming import Incoming, Remark, Topic
from showfeed.model import Chapter, Episode, Show, Transcript, TranscriptForm
from showfeed.problems import Malformed

HEADINGS = {
    "description": "description",
    "notes": "description",
    "show notes": "description",
    "transcript": "transcript",
    "transcription": "transcript",
    "transkript": "transcript",
    "chapters": "chapters",
    "chapitres": "chapters",
    "kapitel": "chapters",
    "share": "",
    "partager": "",
    "teilen": "",
    "embed": "",
    "you may also like": "",
}
FACTS = re.compile(r"(?P<length>[^|]{2,20}?)\s*\|\s*(?P<date>[^|]{6,30})")
SPEAKER = re.compile(r"^\s*[•*-]\s*#\s*(?P<name>\S.*?)\s*$", re.MULTILINE)
CHAPTER = re.compile(r"^\s*(?:[•*-]\s*)?#?\d+[.)]?\s+(?P<title>\S.*)$")
CLOCK = re.compile(r"^\s*(\d+:\d\d(?::\d\d)?)\s*$")


def is_page(text: str) -> bool:
    """Tell whether a text is a page of an episode: it has such headings, and length and date."""
    return len(_sections(text)) >= 2 and _facts(text) is not None


def _sections(text: str) -> dict[str, str]:
    """Return each part by what it is, where it stands first with words below it."""
    found: dict[str, str] = {}
    name, lines = "", []
    for line in [*text.splitlines(), "Share"]:
        heading = HEADINGS.get(line.strip().lower())
        if heading is None or line != line.strip():
            lines.append(line)
            continue
        part = "\n".join(lines).strip("\n")
        if name and part.strip():
            found.setdefault(name, part)
        name, lines = heading, []
    return found


def _facts(text: str) -> tuple[int, timedelta, datetime] | None:
    """Return where a line says length and date, and both."""
    for number, line in enumerate(text.splitlines()):
        found = FACTS.fullmatch(line.strip())
        if found:
            try:
                length, _ = parse_duration(found["length"])
                return number, length, parse_date(found["date"].strip())
            except Malformed:
                continue
    return None


def read_page(text: str, source: str, url: str) -> Incoming:
    """Read a page's text; what it does not say is told."""
    sections = _sections(text)
    facts = _facts(text)
    assert facts is not None
    number, length, date = facts
    above = [line.strip() for line in text.splitlines()[:number] if line.strip()]
    title = above[-1] if above else "An episode"
    others = [line for line in above if line != title and not line.endswith("cover")]
    show_title = others[-1] if others else title
    id_ = episode_id(title, None, None, date, set())
    language = _language(text)
    transcript = _transcript(sections.get("transcript", ""))
    episode = Episode(
        id=id_,
        title=title,
        date=date,
        typed_duration=length,
        typed_to_minutes=not length % timedelta(minutes=1),
        chapters=_chapters(sections.get("chapters", "")),
        transcripts=(transcript,) if transcript else (),
        description=_description(sections.get("description", "")),
    )
    show = Show(
        title=show_title,
        url=url or "https://example.com",
        description=show_title,
        language=language,
        author=show_title,
        episodes=(episode,),
    )
    words = "a page says nothing of {}: write it into {}"
    remarks = [Remark(Topic.PROBLEM, words.format("the audio", "its file (`audio:`)"), id_)]
    missing = ("categories", "author", "description", *(() if url else ("url",)))
    remarks += [
        Remark(Topic.PROBLEM, words.format(f"the show's {what}", "show.yaml")) for what in missing
    ]
    return Incoming(show, source, remarks=tuple(remarks))


def _language(text: str) -> str:
    """Guess the language by its commonest short words."""
    words = re.findall(r"[a-zà-ÿ]+", text[:20_000].lower())
    counts = {
        "fr": sum(words.count(w) for w in ("le", "les", "et", "une", "des", "est", "que")),
        "en": sum(words.count(w) for w in ("the", "and", "of", "is", "that", "it")),
        "de": sum(words.count(w) for w in ("der", "die", "und", "ist", "das", "nicht")),
        "es": sum(words.count(w) for w in ("el", "los", "y", "una", "que", "es", "por")),
    }
    return max(counts, key=lambda language: counts[language])


def _chapters(part: str) -> tuple[Chapter, ...]:
    """Read titles with the time on a line below each."""
    chapters, title = [], ""
    for line in part.splitlines():
        clock = CLOCK.match(line)
        if clock and title:
            chapters.append(Chapter(parse_timecode(clock[1]), title))
            title = ""
        elif named := CHAPTER.match(line):
            title = named["title"].strip()
    return tuple(chapters)


def _transcript(part: str) -> Transcript | None:
    """Write each turn below its speaker, as the page has it."""
    text = "\n".join(line.rstrip() for line in part.splitlines()).strip()
    if not text:
        return None
    names = tuple(dict.fromkeys(found["name"] for found in SPEAKER.finditer(part)))
    return Transcript(TranscriptForm.TEXT, f"{text}\n", speakers=names)


def _description(part: str) -> str:
    """Return the notes as Markdown: paragraphs, line by line."""
    lines = (escape_line_start(escape(line.strip())) for line in part.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
