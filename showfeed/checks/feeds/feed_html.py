"""Notes are made of paragraphs, lists and links; nothing in them acts.

Apps show no other tags, and Apple ignores bare line breaks. A relative link leads nowhere in an
app. (Apple, PSP-1, W3C feed validator.)
"""

import re
from collections.abc import Iterator

from showfeed.checks.feeds.parts import everything, found
from showfeed.formats.quoting import quoted
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead
from showfeed.sources.feed_tags import Tag

SCOPE = "item"
BAD = '<description>&lt;a href="javascript:alert(1)"&gt;Listen&lt;/a&gt;</description>'
GOOD = '<description>&lt;a href="https://rivers.example"&gt;Listen&lt;/a&gt;</description>'

SHOWN = frozenset("p br ul ol li a b i strong em".split())
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
ACTING = frozenset("script iframe object embed form style applet meta link base".split())
HANDLER = re.compile(r"\son[a-z]+\s*=", re.IGNORECASE)
ADDRESS = re.compile(r"\b(?:href|src)\s*=\s*[\"']?\s*([^\"'\s>]*)", re.IGNORECASE)
SCHEME = re.compile(r"(?:https?:|mailto:|tel:|#)", re.IGNORECASE)
NOTES = ("description", "content:encoded", "itunes:summary")


def check(feed: FeedRead) -> Iterator[Problem]:
    """Look at the tags of every description; a kind of mistake is told once in each."""
    for part in everything(feed):
        for name in NOTES:
            for tag in part.tags(name)[:1]:
                seen: set[str] = set()
                for problem in of_notes(tag, part.markup(name)):
                    if problem.message not in seen:
                        seen.add(problem.message)
                        yield problem


def of_notes(tag: Tag, html: str) -> Iterator[Problem]:
    """Look at the tags of a text."""
    others: dict[str, None] = {}
    names = set()
    for _, written, attributes in TAG.findall(html):
        name = written.lower()
        names.add(name)
        if name in ACTING or HANDLER.search(attributes):
            message = f"`<{name}>` would act in an app, or be refused"
            yield found(tag, "feed-html", message, "take it out")
        elif name not in SHOWN:
            others[name] = None
        for address in ADDRESS.findall(attributes):
            yield from of_address(tag, address)
    if others:
        listed = ", ".join(f"`<{name}>`" for name in list(others)[:4])
        message = f"apps don't show {listed}"
        hint = "write paragraphs, lists and links: p, br, ul, ol, li, a"
        yield found(tag, "feed-html", message, hint, Level.ADVICE)
    if "\n" in html.strip() and not names & {"p", "br", "li"} and not tag.name.startswith("itunes"):
        message = "the lines of the notes run into one: no app shows bare line breaks alike"
        yield found(tag, "feed-html", message, "write `<p>` or `<br>`", Level.ADVICE)


def of_address(tag: Tag, address: str) -> Iterator[Problem]:
    """Look at where a link leads."""
    folded = "".join(address.split()).lower()
    if folded.startswith(("javascript:", "data:", "vbscript:", "file:")):
        message = f"{quoted(address)} is no address that may stand in notes"
        yield found(tag, "feed-html", message, "take the link out")
    elif address and not SCHEME.match(address):
        message = f"{quoted(address)} is no whole address; apps don't know where it begins"
        yield found(tag, "feed-html", message, "write it with `https://`", Level.WARNING)
