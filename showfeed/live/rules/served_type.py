"""Every file says what it is.

Apps go by the `Content-Type` of feed, chapters and transcripts; browsers by that of audio. Plain
storage calls everything `application/octet-stream` unless it is told.
"""

from collections.abc import Iterator

from showfeed.formats.quoting import quoted
from showfeed.live.answers import Asked, What
from showfeed.problems import Level, Problem

BAD = """\
transcript https://rivers.example/episodes/springs/transcript.vtt text/vtt
GET 200
content-type: application/octet-stream
"""
GOOD = BAD.replace("application/octet-stream", "text/vtt; charset=utf-8")

XML = ("application/rss+xml", "application/xml", "text/xml")
ALIKE = (
    {"audio/mpeg", "audio/mp3", "audio/mpeg3", "audio/x-mpeg"},
    {"audio/x-m4a", "audio/m4a", "audio/mp4", "audio/aac", "audio/x-m4b"},
    {"audio/ogg", "audio/opus", "application/ogg"},
    {"audio/wav", "audio/x-wav", "audio/vnd.wave"},
    {"audio/flac", "audio/x-flac"},
    {"video/mp4", "video/x-m4v", "video/m4v"},
    {"application/x-mpegurl", "application/vnd.apple.mpegurl", "audio/mpegurl"},
    {"application/x-subrip", "application/srt", "text/srt"},
)


def check(asked: Asked) -> Iterator[Problem]:
    """Compare what the server calls a file with what it is."""
    question, answer = asked.question, asked.answer
    if not answer.fine or (answer.html and question.type != "text/html"):
        return
    said, name = answer.type, quoted(question.url)
    wanted = question.type.lower() or f"{_family(question.what)}/…"
    if question.what is What.FEED and said == "text/xml" and not _charset(asked):
        yield asked.problem(
            "served-type",
            f"{name} is called `text/xml` without a charset, which means US-ASCII to some",
            "let the server send `Content-Type: application/rss+xml; charset=utf-8`",
            Level.WARNING,
        )
    elif question.what is What.CHAPTERS and said == "application/json":
        yield asked.problem(
            "served-type",
            f"{name} is called `application/json`, not by the name that chapters have",
            "let the server send `Content-Type: application/json+chapters`",
            Level.ADVICE,
        )
    elif not _same(question.what, wanted, said):
        called = f"called {quoted(said)}" if said else "sent without a type"
        yield asked.problem(
            "served-type",
            f"{name} is {called}, not `{wanted}`",
            f"let the server send `Content-Type: {wanted}`"
            if "…" not in wanted
            else f"let the server send the type of the {question.what.value}",
            Level.WARNING,
        )


def _charset(asked: Asked) -> bool:
    return "charset=" in asked.answer.headers.get("content-type", "").lower().replace(" ", "")


def _family(what: What) -> str:
    return "image" if what is What.PICTURE else "audio"


def _same(what: What, wanted: str, said: str) -> bool:
    if what is What.FEED:
        return said in XML
    if what is What.PAGE:
        return said in ("text/html", "application/xhtml+xml")
    if what is What.PICTURE:
        return said.startswith("image/")
    if "…" in wanted:
        return said.startswith(("audio/", "video/")) or said == "application/ogg"
    return said == wanted or any(wanted in group and said in group for group in ALIKE)
