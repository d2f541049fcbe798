"""Questions and answers as text, and back: the rules' examples, and what `--explain` shows.

    audio https://media.example/a.mp3 audio/mpeg 4170000
    HEAD 200
    content-type: audio/mpeg
    GET 302 https://cdn.example/a.mp3
    GET 206
    content-range: bytes 0-1023/4170000

    <the first bytes>

A hop is a line with the address it leads to; a failure is written as its name. `AGAIN` is the GET
with what is known already, `DIRECT` the HEAD behind a measuring prefix.
"""

import re

from showfeed.live.answers import Answer, Asked, Failure, Hop, Question, What

METHODS = ("HEAD", "GET", "AGAIN", "DIRECT")
LINE = re.compile(rf"(?m)^(?:{'|'.join(METHODS)}) .*$")


def parse_recorded(text: str, expected: bytes = b"") -> Asked:
    """Read a question and its answers. Raises ValueError where the text is no such record."""
    first, _, rest = text.partition("\n")
    words = first.split()
    behind = words.pop().removeprefix("behind=") if words[-1].startswith("behind=") else ""
    length = int(words.pop()) if words[-1].isdigit() else None
    what, url, kind = (*words, "")[:3]
    question = Question(What(what), url, type=kind, length=length, behind=behind, expected=expected)
    answers: dict[str, Answer] = {}
    hops: list[Hop] = []
    marks = [*LINE.finditer(rest)]
    ends = [*(mark.start() for mark in marks[1:]), len(rest)]
    for mark, end in zip(marks, ends, strict=True):
        method, said, *to = mark[0].split()
        if to:
            hops.append(Hop(int(said), to[0]))
            continue
        answers[method] = _answer(said, rest[mark.end() + 1 : end], tuple(hops))
        hops = []
    return Asked(question, *(answers.get(method) for method in METHODS))


def _answer(said: str, text: str, hops: tuple[Hop, ...]) -> Answer:
    if not said.isdigit():
        return Answer(hops=hops, failure=Failure[said])
    head, _, body = text.partition("\n\n") if not text.startswith("\n") else ("", "", text[1:])
    headers = dict(line.split(": ", 1) for line in head.splitlines() if line)
    return Answer(int(said), headers, body.removesuffix("\n").encode(), hops)


def format_recorded(asked: Asked) -> str:
    """Write a question and its answers; the inverse of `parse_recorded`."""
    question = asked.question
    length = "" if question.length is None else str(question.length)
    behind = f"behind={question.behind}" if question.behind else ""
    words = (question.what.value, question.url, question.type, length, behind)
    lines = [" ".join(filter(None, words))]
    for method, answer in zip(
        METHODS, (asked.head, asked.got, asked.again, asked.direct), strict=True
    ):
        if answer is None:
            continue
        lines += [f"{method} {hop.status} {hop.to}" for hop in answer.hops]
        if answer.failure:
            lines.append(f"{method} {answer.failure.name}")
            continue
        lines.append(f"{method} {answer.status}")
        lines += [f"{name}: {value}" for name, value in answer.headers.items()]
        if answer.body:
            lines += ["", answer.body.decode(errors="replace")]
    return "\n".join(lines) + "\n"
