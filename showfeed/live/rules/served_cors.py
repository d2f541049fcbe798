"""Players in web pages may read feed, chapters and transcripts.

A browser gives a page of another site only what the server opens to all with
`Access-Control-Allow-Origin`. (Podcast namespace.) Audio plays without it.
"""

from collections.abc import Iterator

from showfeed.formats.quoting import quoted
from showfeed.live.answers import Asked, What
from showfeed.problems import Level, Problem

BAD = """\
chapters https://rivers.example/episodes/springs/chapters.json application/json+chapters
GET 200
content-type: application/json+chapters
"""
GOOD = BAD + "access-control-allow-origin: *\n"
OPEN = (What.FEED, What.CHAPTERS, What.TRANSCRIPT)


def check(asked: Asked) -> Iterator[Problem]:
    """Look whether the answer is open to a player of any site."""
    question, answer = asked.question, asked.answer
    if question.what not in OPEN or not answer.fine:
        return
    said = answer.headers.get("access-control-allow-origin", "").strip()
    # Some servers answer with the very site that asks: what we ask as is nobody's.
    if said not in ("*", "https://player.example"):
        opened = f"to {quoted(said)} alone" if said else "to no player in a web page"
        yield asked.problem(
            "served-cors",
            f"{quoted(question.url)} is open {opened}",
            "let the server send `Access-Control-Allow-Origin: *`",
            Level.WARNING,
        )
