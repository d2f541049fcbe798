"""`showfeed check` on a feed of anybody's: an address, or a file of XML."""

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from showfeed.cli import report
from showfeed.problems import Level, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    from showfeed.sources.feed import joined

    problems: list[Problem] = []
    notes: list[str] = []
    now = datetime.now(UTC)
    for word in words:
        if not is_feed(word):
            raise UsageError(
                f"`{word}` is no feed\n    name addresses and .xml files, or episodes, not both"
            )
        pages, left = pages_at(word)
        problems += of_pages([feeds.check(replace(page, asked=now)) for page in pages])
        notes += about(joined(pages), len(pages), left)
    if form == "text":
        folded, more = fold(problems)
        lines = report.text(folded, colour).splitlines()[:-1]
        print("\n".join([*lines, *more, *notes, report.counts(problems)]))
    else:
        print(report.FORMATS[form](problems))
    return any(problem.level == Level.ERROR for problem in problems)


def pages_at(word: str) -> "tuple[Sequence[FeedRead], str]":
    """Return the feed at an address, with its pages, or in a file; and where more of it is.

    Raises OutsideError, UsageError.
    """
    from showfeed.sources.feed import read_feed

    if word.startswith(("https://", "http://")):
        from showfeed.cli.fetched_feeds import fetch_feed

        fetched = fetch_feed(word)
        return fetched.pages, fetched.left
    try:
        content = Path(word).read_bytes()
    except OSError as error:
        raise UsageError(f"`{word}` can't be read: {error.strerror}") from error
    read = read_feed(content, word)
    return (read,), read.next_page


def of_pages(found: "Sequence[Sequence[Problem]]") -> list[Problem]:
    """Put together what is wrong with the pages of a feed; all bear the same head, told once."""
    kept: list[Problem] = []
    told: set[tuple[str, str]] = set()
    for number, problems in enumerate(found):
        kept += [p for p in problems if number == 0 or (p.rule, p.message) not in told]
        told |= {(problem.rule, problem.message) for problem in problems}
    return kept


def about(feed: "FeedRead", pages: int, left: str) -> list[str]:
    """Say what was looked at, and what was not."""
    if feed.show is None:
        return []
    many = len(feed.show.episodes)
    on = f" on {pages} pages" if pages > 1 else ""
    said = [f"`{feed.show.title}`: {many} episode{'' if many == 1 else 's'}{on}"]
    others = [tag for tag in feed.unknown if tag.name.startswith("{")]
    if others:
        names = ", ".join(f"{tag.name} ({tag.count})" for tag in others[:5])
        more = f" and {len(others) - 5} more" if len(others) > 5 else ""
        said.append(f"tags of other namespaces, which were not checked: {names}{more}")
    if left:
        said.append(f"its older episodes are at {left}, and were not looked at: check that too")
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
