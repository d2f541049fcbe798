"""`showfeed check` on a feed of anybody's: an address, or a file of XML."""

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from showfeed.cli import report
from showfeed.problems import Level, Problem, UsageError

if TYPE_CHECKING:
    from showfeed.sources.feed import FeedRead

ENDINGS = (".xml", ".rss", ".rdf", ".atom")
WORDS = re.compile(r"`[^`]*`|[0-9][0-9:.,]*")
SHOWN = 3  # problems of one rule that a person is shown; a feed has a thousand episodes


def is_feed(word: str) -> bool:
    """Tell whether a word names a feed, not an episode."""
    return word.startswith(("https://", "http://")) or word.lower().endswith(ENDINGS)


def check_feeds(words: list[str], form: str, colour: bool) -> bool:
    """Print what is wrong with some feeds; tell whether there are errors."""
    from showfeed.checks import feeds

    problems: list[Problem] = []
    notes: list[str] = []
    for word in words:
        if not is_feed(word):
            raise UsageError(
                f"`{word}` is no feed\n    name addresses and .xml files, or episodes, not both"
            )
        feed = feed_at(word)
        problems += feeds.check(feed)
        notes += about(feed)
    if form == "text":
        folded, more = fold(problems)
        lines = report.text(folded, colour).splitlines()[:-1]
        print("\n".join([*lines, *more, *notes, report.counts(problems)]))
    else:
        print(report.FORMATS[form](problems))
    return any(problem.level == Level.ERROR for problem in problems)


def feed_at(word: str) -> "FeedRead":
    """Return the feed at an address or in a file. Raises OutsideError, UsageError."""
    from showfeed.sources.feed import read_feed

    if word.startswith(("https://", "http://")):
        from showfeed.sources.fetch import fetch

        got = fetch(word)
        return read_feed(got.content, got.url)
    try:
        content = Path(word).read_bytes()
    except OSError as error:
        raise UsageError(f"`{word}` can't be read: {error.strerror}") from error
    return read_feed(content, word)


def about(feed: "FeedRead") -> list[str]:
    """Say what was looked at, and what was not."""
    if feed.show is None:
        return []
    many = len(feed.show.episodes)
    said = [f"`{feed.show.title}`: {many} episode{'' if many == 1 else 's'}"]
    others = [tag for tag in feed.unknown if tag.name.startswith("{")]
    if others:
        names = ", ".join(f"{tag.name} ({tag.count})" for tag in others[:5])
        more = f" and {len(others) - 5} more" if len(others) > 5 else ""
        said.append(f"tags of other namespaces, which were not checked: {names}{more}")
    if feed.next_page:
        said.append(f"its older episodes are at {feed.next_page}: check that too")
    return said


def fold(problems: list[Problem]) -> tuple[list[Problem], list[str]]:
    """Return the first problems of each kind, and lines that count the others.

    Those of a kind say the same but for the words that they quote.
    """
    seen: Counter[tuple[str, str]] = Counter()
    kept = []
    for problem in problems:
        kind = (problem.rule, WORDS.sub("`…`", problem.message))
        seen[kind] += 1
        if seen[kind] <= SHOWN:
            kept.append(problem)
    more = [
        f"… and {many - SHOWN} times more: {message} [{rule}]"
        for (rule, message), many in sorted(seen.items())
        if many > SHOWN
    ]
    return kept, [*more, "`--format json` tells them all"] if more else []
