"""There is a feed where a feed should be, and audio where audio should be.

A drive's share link, a hotel's login or a “not found” page answers with success and a web page:
every app downloads it, and none can play it.
"""

import re
from collections.abc import Iterator

from showfeed.formats.quoting import quoted
from showfeed.live.answers import Answer, Asked, What
from showfeed.problems import Problem

BAD = """\
audio https://media.example/springs.mp3 audio/mpeg 4170000
HEAD 200
content-type: text/html
GET 302 https://media.example/login
GET 200
content-type: text/html

<!doctype html><title>Sign in</title>
"""
GOOD = """\
audio https://media.example/springs.mp3 audio/mpeg 4170000
HEAD 200
content-type: audio/mpeg
GET 206
content-type: audio/mpeg

ID3
"""
LOGIN = re.compile(r"log-?in|sign-?in|/auth|/sso|accounts?\.|consent", re.IGNORECASE)
TITLE = re.compile(r"<title[^>]*>([^<]{1,200})", re.IGNORECASE)


def check(asked: Asked) -> Iterator[Problem]:
    """Look for web pages in place of files."""
    question, answer = asked.question, asked.answer
    if question.what is What.PAGE or not answer.fine or not answer.html:
        return
    if question.type == "text/html" and not _login(answer):
        return
    title = TITLE.search(answer.body.decode(errors="replace"))
    called = f" called {quoted(title[1].strip())}" if title else ""
    page = "a page to log in" if _login(answer) else "a web page"
    at = f" at {quoted(answer.hops[-1].to)}" if answer.hops else ""
    yield asked.problem(
        "served-login",
        f"{quoted(question.url)} gives {page}{called}{at}, not the {question.what.value}",
        "let everybody read the file itself, and name its own address, not that of a page about it",
    )


def _login(answer: Answer) -> bool:
    return any(LOGIN.search(hop.to) for hop in answer.hops)
