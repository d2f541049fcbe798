"""A page of a site generator → its front matter and its text. Whatever it holds, nothing is raised.

YAML between `---`, TOML between `+++`, a JSON object at the start; `---json` and `---toml` too.
"""

import re
from dataclasses import dataclass, field

from showfeed.importing.sites.asked import Data
from showfeed.importing.sites.data_files import first_json, read_data
from showfeed.problems import Place, Problem
from showfeed.sources.yaml_text import Unreadable, decode

OPENING = re.compile(r"(?P<mark>---|\+\+\+)(?P<kind>[a-z]*)[ \t]*\n")
KINDS = {"---": "yaml", "+++": "toml"}


@dataclass(frozen=True)
class Page:
    """What a page holds: fields, text, and in which line of the file the text begins.

    *fronted*: it has front matter, be it empty.
    """

    fields: dict[str, Data] = field(default_factory=dict)
    body: str = ""
    line: int = 1
    problems: tuple[Problem, ...] = ()
    fronted: bool = False


def read_page(path: str, content: bytes) -> Page:
    """Read a page.

    >>> page = read_page("a.md", b"---\\ntitle: No\\n---\\nHello.\\n")
    >>> page.fields, page.body, page.line
    ({'title': 'No'}, 'Hello.\\n', 4)
    """
    try:
        text = decode(path, content)
    except Unreadable as error:
        return Page(problems=(error.problem,))
    opening = OPENING.match(text)
    if opening:
        return _between(path, text, opening)
    if re.match(r"\{\s*[\"}]", text):
        return _json(path, text)
    return Page({}, text)


def _between(path: str, text: str, opening: re.Match[str]) -> Page:
    mark = opening["mark"]
    end = r"^(?:---|\.\.\.)[ \t]*$\n?" if mark == "---" else r"^\+\+\+[ \t]*$\n?"
    closing = re.compile(end, re.MULTILINE).search(text, opening.end())
    if closing is None:
        words = f"the front matter that `{mark}` opens here is never closed"
        problem = Problem(Place(path, 1, 1), "yaml", words, f"write `{mark}` below it")
        return Page(problems=(problem,), fronted=True)
    kind = opening["kind"] or KINDS[mark]
    body, line = text[closing.end() :], text.count("\n", 0, closing.end()) + 1
    if kind not in ("yaml", "toml", "json"):
        words = f"the front matter is a program in {kind}: it is not run"
        problem = Problem(Place(path, 1, 1), "yaml", words, "write it as YAML")
        return Page({}, body, line, (problem,), fronted=True)
    fields, problems = read_data(path, text[opening.end() : closing.start()], kind, 2)
    return Page(fields, body, line, problems, fronted=True)


def _json(path: str, text: str) -> Page:
    fields, problems = read_data(path, text, "json")
    if problems:
        return Page(problems=problems, fronted=True)
    _, end = first_json(text)
    rest = text[end:]
    body = rest.lstrip("\n")
    line = text.count("\n", 0, end + len(rest) - len(body)) + 1
    return Page(fields, body, line, fronted=True)
